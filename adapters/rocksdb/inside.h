// What RocksStore keeps out of its header.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
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

    // Error: refused (read-only), unavailable (poisoned).
    [[nodiscard]] Result<void> may_append() const;
    [[nodiscard]] Result<void> write(const Batch& batch);

    // Opens the database and checks what it holds; see open.cpp.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> open_database();
    [[nodiscard]] Result<void> check_format();
    [[nodiscard]] Result<void> check_heads();
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

}  // namespace rocks
}  // namespace dunghan
