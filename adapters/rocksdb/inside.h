// What RocksStore keeps out of its header.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <string>
#include <vector>

#include "adapters/rocksdb/anchor.h"
#include "adapters/rocksdb/machine.h"
#include "adapters/rocksdb/options.h"
#include "adapters/rocksdb/rocksdb_store.h"
#include "adapters/rocksdb/watch.h"

namespace dunghan {

struct RocksStore::Inside {
    std::filesystem::path directory;  // the caller's; RocksDB has directory/store
    Mode mode = Mode::read_only;
    rocks::Machine machine;
    std::shared_ptr<rocksdb::FileSystem> files;
    std::unique_ptr<rocksdb::Env> env;  // over `files`; outlives the database
    std::shared_ptr<rocks::Watch> watch = std::make_shared<rocks::Watch>();
    std::unique_ptr<rocksdb::DB> database;
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    std::atomic<std::uint64_t> head = 0;
    merkle::Edge edge;          // of the records that were handed to RocksDB
    mutable std::mutex guard;   // of `tree`: readers ask beside the writer
    merkle::TreeHead tree;      // of the records that are durable
    std::uint64_t reserve = 0;  // octets that stay free; found when opened for writing
    bool is_new = false;        // nothing was ever acknowledged: it may be there in part
    bool owns_folder = false;   // a scratch store was made here and goes when closed
    std::unique_ptr<rocks::Anchor> anchor;                  // of a store that is written to
    rocks::LogReading reading = rocks::LogReading::strict;  // how RocksDB's log was read
    Recovery recovery;

    Inside(std::filesystem::path directory, Mode mode, rocks::Machine machine);
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside();

    [[nodiscard]] rocksdb::ColumnFamilyHandle* family(rocks::Family family) const {
        return handles[static_cast<std::size_t>(family)];
    }

    [[nodiscard]] std::filesystem::path folder() const { return directory / "store"; }

    [[nodiscard]] std::filesystem::path anchor_path() const { return directory / "anchor"; }

    // The error of a reading: corruption when RocksDB says so, else unavailable.
    [[nodiscard]] Error read_error(const rocksdb::Status& status) const;

    // Nothing when the key is not there.
    [[nodiscard]] Result<std::optional<std::string>> value_of(
        rocks::Family family, std::string_view key
    ) const;

    // The record the stream's index leads to. Error: corruption, unavailable.
    [[nodiscard]] Result<Record> record_of(
        const StreamId& stream, StreamVersion version, Position position
    ) const;

    // The first `hashes` of a tile that a tree of `size` leaves has. Error: corruption,
    // unavailable.
    [[nodiscard]] Result<merkle::Tile> read_tile(const merkle::TileSize& wanted) const;
    [[nodiscard]] Result<merkle::Tile> leaves_of(const merkle::TileSize& wanted) const;

    // Error: refused (read-only), unavailable (poisoned, or less space free than is held back).
    [[nodiscard]] Result<void> may_append() const;
    [[nodiscard]] Result<void> check_space() const;
    void find_reserve();
    [[nodiscard]] Result<void> write(const Batch& batch);
    // Makes a group durable, its records being `before` to `after`.
    [[nodiscard]] rocksdb::Status commit(
        rocksdb::WriteBatch& group, const merkle::TreeHead& before, const merkle::TreeHead& after
    );

    [[nodiscard]] rocksdb::Status commit_large(
        rocksdb::WriteBatch& group, const merkle::TreeHead& before, const merkle::TreeHead& after
    );
    // RocksDB's log is durable up to here.
    [[nodiscard]] rocksdb::Status sync_log();

    // Opens the database and checks what it holds; see open.cpp.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> make();
    [[nodiscard]] Result<void> open_to_read();
    [[nodiscard]] Result<void> open_to_write();
    [[nodiscard]] Result<void> open_scratch();

    // Changes nothing; gives the anchor's content and what it has beyond the log.
    struct Look {
        rocks::AnchorContent anchor;
        bool anchor_is_new = false;  // accepted to be made, not yet there
    };

    [[nodiscard]] Result<Look> look();
    [[nodiscard]] Result<Look> look_once();
    [[nodiscard]] Result<void> open_database();
    [[nodiscard]] rocksdb::Status open_rocksdb();
    [[nodiscard]] rocksdb::Status make_rocksdb(rocksdb::DBOptions options);
    [[nodiscard]] Result<void> check_format();
    [[nodiscard]] Result<void> write_format();
    [[nodiscard]] Result<void> check_head();
    void close();

    // Compares with the anchor; see recover.cpp.
    [[nodiscard]] Result<rocks::AnchorContent> anchor_content() const;
    // The anchor's groups from the first that is not in the log, oldest first: what the log has of
    // later ones may have gaps. Error: corruption, naming the positions that are in neither.
    [[nodiscard]] Result<std::vector<rocks::AnchorEntry>> owed(const rocks::AnchorContent& content
    ) const;
    [[nodiscard]] Result<void> nothing_owed(const rocks::AnchorContent& content) const;
    [[nodiscard]] Result<void> write_again(const std::vector<rocks::AnchorEntry>& groups);
    [[nodiscard]] Result<void> take_anchor(const rocks::AnchorContent& content);
    [[nodiscard]] Result<rocks::AnchorContent> renew_anchor() const;
    // Position before the first one after `from` that is not in the log.
    [[nodiscard]] Result<std::uint64_t> unbroken_from(std::uint64_t from) const;
    // RocksDB's list of tables as it is now. Error: corruption when it is shorter than that.
    [[nodiscard]] rocks::Manifest manifest() const;
    [[nodiscard]] Result<void> check_manifest(const rocks::Manifest& expected) const;
    // Position up to which the tables of the log follow each other without a gap.
    [[nodiscard]] std::uint64_t end_of_tables() const;
    // Whether positions 1 to head.size have that root. Error: corruption, unavailable.
    [[nodiscard]] Result<void> check_root(const merkle::TreeHead& head) const;

    // Of the log, 0 when it is empty; the record there is sound.
    [[nodiscard]] Result<Position> last_position() const;
    [[nodiscard]] Result<void> load_edge(const merkle::TreeHead& stated);
    // The tree as it was when it had `size` leaves, which is at most what it has.
    [[nodiscard]] Result<merkle::Edge> edge_at(std::uint64_t size) const;
};

namespace rocks {

[[nodiscard]] inline std::string_view view_of(const rocksdb::Slice& slice) {
    return {slice.data(), slice.size()};
}

[[nodiscard]] inline rocksdb::Slice slice_of(std::string_view octets) {
    return {octets.data(), octets.size()};
}

// The record under a position's key. Error: corruption, naming the position.
[[nodiscard]] Result<Record> record_at(Position position, std::string_view bytes);
// The same into a record whose room is used again.
[[nodiscard]] Result<void> record_at(Position position, std::string_view bytes, Record& record);

}  // namespace rocks
}  // namespace dunghan
