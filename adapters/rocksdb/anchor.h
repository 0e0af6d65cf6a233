// The head anchor: the last groups and the heads they lead to, in a file of its own outside
// RocksDB.
//
// A group is acknowledged once it is durable here, twice. RocksDB's own log is synced each time the
// ring has gone half way round; what it lost in between is written again from here, and what cannot
// be written again is noticed. Why: docs/decisions/0010-head-anchor.md; octets:
// docs/formats/anchor.md
#pragma once

#include <filesystem>
#include <memory>
#include <rocksdb/file_system.h>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/merkle/tree.h"

namespace dunghan::rocks {

// RocksDB's list of its tables: which file, and how long it was. A shorter one has forgotten some,
// which RocksDB takes for a write that was cut short.
struct Manifest {
    std::uint64_t number = 0;  // 0: not said
    std::uint64_t octets = 0;
};

struct AnchorEntry {
    std::uint64_t turn = 0;  // 1, 2, …: the newest has the highest
    merkle::TreeHead before;
    merkle::TreeHead after;
    Manifest manifest;
    std::string group;    // a WriteBatch; empty: RocksDB's log was synced before this was written
    std::size_t end = 0;  // where the next one goes
};

// What a file holds. Nothing changes it.
struct AnchorContent {
    std::size_t ring_octets = 0;
    std::vector<AnchorEntry> entries;  // ascending turns, at least one; damaged ones left out
};

// Errors: not_found (no such file), corruption (no entry is whole), unavailable.
[[nodiscard]] Result<AnchorContent> read_anchor(
    rocksdb::FileSystem& files, const std::filesystem::path& path
);

class Anchor {
 public:
    // Makes the file, durable under its name, with `head` as its one entry; replaces another.
    // Errors: unavailable.
    [[nodiscard]] static Result<void> make(
        rocksdb::FileSystem& files,
        const std::filesystem::path& path,
        std::size_t ring_octets,
        const merkle::TreeHead& head
    );

    // Goes on after the newest entry of `content`, which is what the file at `path` holds.
    // Precondition: RocksDB has everything up to it, synced. Error: unavailable.
    [[nodiscard]] static Result<std::unique_ptr<Anchor>> open(
        rocksdb::FileSystem& files, const std::filesystem::path& path, const AnchorContent& content
    );

    // Whether a group of so many octets may lie here. If not: sync RocksDB's log first, then put an
    // empty group.
    [[nodiscard]] bool takes(std::size_t group_octets) const;

    // Writes both copies of an entry; it is durable after sync(). Any error: the outcome is
    // unknown, and nothing may be put any more.
    [[nodiscard]] rocksdb::IOStatus put(
        const merkle::TreeHead& before, const merkle::TreeHead& after, std::string_view group
    );
    [[nodiscard]] rocksdb::IOStatus sync();

    // Puts `head` in the place of the entry that was put last, and syncs: RocksDB did not take its
    // group, so nobody was promised anything, and readers need not wait for a writer. Needs no
    // space, so it works on a full disk; where it fails the entry may stand or not.
    [[nodiscard]] rocksdb::IOStatus withdraw(const merkle::TreeHead& head);

    // What the next entries say of RocksDB's list of tables.
    void note(const Manifest& manifest) { manifest_ = manifest; }

    // Whether RocksDB's log must be synced with the group that was put last, before it is
    // acknowledged: the next ones will take the place of those it may not have yet.
    [[nodiscard]] bool is_half_round() const { return unsynced_ > ring_octets_ / 2; }

    // RocksDB's log is synced up to the group that was put last.
    void log_is_synced() { unsynced_ = 0; }

 private:
    [[nodiscard]] rocksdb::IOStatus write(const AnchorEntry& entry, std::string_view group);
    Anchor(std::unique_ptr<rocksdb::FSRandomRWFile> file, const AnchorContent& content);

    std::unique_ptr<rocksdb::FSRandomRWFile> file_;
    std::size_t ring_octets_;
    std::size_t at_;        // of the next entry
    std::size_t last_ = 0;  // of the entry that was put last
    std::uint64_t turn_;    // of the next entry
    Manifest manifest_;
    std::size_t unsynced_ = 0;  // octets that RocksDB's log may not have yet, gaps included
    std::string octets_;        // of the entry being put; kept for its room
};

}  // namespace dunghan::rocks
