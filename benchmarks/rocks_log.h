// RocksDB by itself, with the store's own settings: one thread, one synced batch after the other.
#pragma once

#include <filesystem>
#include <memory>
#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>
#include <string>
#include <vector>

#include "adapters/rocksdb/keys.h"
#include "adapters/rocksdb/options.h"

#include "benchmarks/measure.h"

namespace dunghan::bench {

class RocksLog {
 public:
    explicit RocksLog(const std::filesystem::path& path) {
        rocksdb::DBOptions options = rocks::database_options(std::make_shared<rocks::Watch>());
        options.create_if_missing = true;
        options.create_missing_column_families = true;
        rocksdb::DB* database = nullptr;
        const auto opened =
            rocksdb::DB::Open(options, path.string(), rocks::families(), &handles_, &database);
        insist(opened.ok(), "to open RocksDB: " + opened.ToString());
        database_.reset(database);
    }

    RocksLog(const RocksLog&) = delete;
    RocksLog& operator=(const RocksLog&) = delete;

    ~RocksLog() {
        for (auto* handle : handles_) {
            database_->DestroyColumnFamilyHandle(handle);
        }
    }

    // One synced batch of `count` records under ascending positions.
    void append(const std::string& octets, std::size_t count) {
        rocksdb::WriteBatch batch(0, 0, 8, 0);
        for (std::size_t i = 0; i < count; ++i) {
            put(batch, octets);
        }
        const auto wrote = database_->Write(rocks::durable_write(), &batch);
        insist(wrote.ok(), "RocksDB to write: " + wrote.ToString());
    }

    [[nodiscard]] rocksdb::DB& database() { return *database_; }

    [[nodiscard]] rocksdb::ColumnFamilyHandle* family(rocks::Family family) const {
        return handles_[static_cast<std::size_t>(family)];
    }

 private:
    void put(rocksdb::WriteBatch& batch, const std::string& octets) {
        auto* log = handles_[static_cast<std::size_t>(rocks::Family::log)];
        insist(batch.Put(log, rocks::octets_of(++position_), octets).ok(), "to fill a batch");
    }

    std::unique_ptr<rocksdb::DB> database_;
    std::vector<rocksdb::ColumnFamilyHandle*> handles_;
    std::uint64_t position_ = 0;
};

}  // namespace dunghan::bench
