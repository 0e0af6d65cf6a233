// What RocksStore keeps out of its header.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <rocksdb/db.h>
#include <string>
#include <vector>

#include "adapters/rocksdb/options.h"
#include "adapters/rocksdb/rocksdb_store.h"
#include "adapters/rocksdb/watch.h"

namespace dunghan {

struct RocksStore::Inside {
    std::filesystem::path directory;  // the caller's; RocksDB has directory/store
    Mode mode = Mode::read_only;
    std::shared_ptr<rocks::Watch> watch = std::make_shared<rocks::Watch>();
    std::unique_ptr<rocksdb::DB> database;
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    std::atomic<std::uint64_t> head = 0;
    merkle::Edge edge;         // of the records that were handed to RocksDB
    mutable std::mutex guard;  // of `tree`: readers ask beside the writer
    merkle::TreeHead tree;     // of the records that are durable
    bool owns_folder = false;  // a scratch store was made here and goes when closed

    Inside() = default;
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside();

    [[nodiscard]] rocksdb::ColumnFamilyHandle* family(rocks::Family family) const {
        return handles[static_cast<std::size_t>(family)];
    }

    [[nodiscard]] std::filesystem::path folder() const { return directory / "store"; }

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

    // Error: refused (read-only), unavailable (poisoned).
    [[nodiscard]] Result<void> may_append() const;
    [[nodiscard]] Result<void> write(const Batch& batch);

    // Opens the database and checks what it holds; see open.cpp.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> open_database();
    [[nodiscard]] Result<void> check_format();
    [[nodiscard]] Result<void> write_format();
    [[nodiscard]] Result<void> check_head();
    // Of the log, 0 when it is empty; the record there is sound.
    [[nodiscard]] Result<Position> last_position() const;
    [[nodiscard]] Result<void> load_edge(const merkle::TreeHead& stated);
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
