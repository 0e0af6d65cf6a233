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

// The log of a store that is open elsewhere, to be read as RocksDB reads it: what that costs before
// anything is checked or understood. Sees what was there when it was opened.
class LogScan {
 public:
    explicit LogScan(const std::filesystem::path& store) {
        rocksdb::DB* opened = nullptr;
        const auto status = rocksdb::DB::OpenForReadOnly(
            rocks::database_options(std::make_shared<rocks::Watch>()),
            store.string(),
            rocks::families(),
            &handles_,
            &opened
        );
        insist(status.ok(), "to open the store to read: " + status.ToString());
        database_.reset(opened);
    }

    LogScan(const LogScan&) = delete;
    LogScan& operator=(const LogScan&) = delete;

    ~LogScan() {
        for (auto* handle : handles_) {
            database_->DestroyColumnFamilyHandle(handle);
        }
    }

    // Reads every value; returns how many there are.
    [[nodiscard]] std::uint64_t run() const {
        std::uint64_t records = 0;
        std::uint64_t octets = 0;
        const std::unique_ptr<rocksdb::Iterator> rows(database_->NewIterator(
            rocksdb::ReadOptions(), handles_[static_cast<std::size_t>(rocks::Family::log)]
        ));
        for (rows->SeekToFirst(); rows->Valid(); rows->Next(), ++records) {
            octets += rows->value().size();
        }
        insist(rows->status().ok() && octets > records, "to read every record");
        return records;
    }

 private:
    std::unique_ptr<rocksdb::DB> database_;
    std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

}  // namespace dunghan::bench
