#include "adapters/rocksdb/rocks_ledger.h"

#include <atomic>
#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include "adapters/rocksdb/directory.h"

namespace dunghan {
namespace {

constexpr std::size_t memtable_octets = std::size_t{8} << 20U;

std::string key_of(LedgerTable table, std::string_view key) {
    std::string octets(1, static_cast<char>(table));
    return octets.append(key);
}

rocksdb::Options options_for_writing() {
    rocksdb::Options options;
    options.create_if_missing = true;
    options.compression = rocksdb::kLZ4Compression;
    options.write_buffer_size = memtable_octets;
    options.max_background_jobs = 1;
    options.keep_log_file_num = 2;
    options.info_log_level = rocksdb::WARN_LEVEL;
    return options;
}

Error error_of(const rocksdb::Status& status, const std::string& what) {
    const ErrorCode code = status.IsCorruption() ? ErrorCode::corruption : ErrorCode::unavailable;
    std::string detail =
        "Expected " + what + " the ledger of calls, but RocksDB said: " + status.ToString();
    if (status.IsCorruption()) {
        detail += ". It may be moved away: calls are then sent again under the same webhook-id";
    }
    return {code, std::move(detail)};
}

}  // namespace

struct RocksLedger::Inside {
    std::unique_ptr<rocksdb::DB> db;
    std::atomic<bool> broken = false;
};

RocksLedger::RocksLedger(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

RocksLedger::~RocksLedger() = default;

Result<std::unique_ptr<RocksLedger>> RocksLedger::open(
    const std::filesystem::path& directory, Mode mode
) {
    const std::string path = directory.string();
    rocksdb::DB* db = nullptr;
    rocksdb::Status status;
    if (mode == Mode::read_only) {
        if (!std::filesystem::exists(directory / "CURRENT")) {
            return fail(ErrorCode::not_found, "Expected a ledger of calls in " + path);
        }
        rocksdb::Options options;
        options.create_if_missing = false;
        status = rocksdb::DB::OpenForReadOnly(options, path, &db);
    } else {
        if (const auto made = rocks::make_folder(*rocksdb::FileSystem::Default(), directory);
            !made) {
            return tl::unexpected(made.error());
        }
        status = rocksdb::DB::Open(options_for_writing(), path, &db);
    }
    auto inside = std::make_unique<Inside>();
    inside->db.reset(db);
    if (status.IsIOError() && status.ToString().find("lock") != std::string::npos) {
        return fail(
            ErrorCode::refused, "Expected to write to " + path + " alone, but it is in use"
        );
    }
    if (!status.ok()) {
        return tl::unexpected(error_of(status, "to open"));
    }
    return std::unique_ptr<RocksLedger>(new RocksLedger(std::move(inside)));
}

Result<void> RocksLedger::write(const std::vector<LedgerChange>& changes) {
    if (inside_->broken) {
        return fail(ErrorCode::unavailable, "Expected a ledger that can be written, but it failed");
    }
    rocksdb::WriteBatch batch;
    for (const LedgerChange& change : changes) {
        const std::string key = key_of(change.table, change.key);
        change.value ? batch.Put(key, *change.value) : batch.Delete(key);
    }
    const auto status = inside_->db->Write(rocksdb::WriteOptions{}, &batch);
    if (!status.ok()) {
        inside_->broken = true;
        return tl::unexpected(error_of(status, "to write to"));
    }
    return {};
}

Result<std::optional<std::string>> RocksLedger::get(LedgerTable table, std::string_view key) const {
    std::string value;
    const auto status = inside_->db->Get(rocksdb::ReadOptions{}, key_of(table, key), &value);
    if (status.IsNotFound()) {
        return std::nullopt;
    }
    if (!status.ok()) {
        return tl::unexpected(error_of(status, "to read"));
    }
    return value;
}

Result<void> RocksLedger::scan(
    LedgerTable table,
    std::string_view from,
    std::string_view to,
    const VisitRow& visit,
    Order order
) const {
    const std::string first = key_of(table, from);
    const std::string end = key_of(table, to);
    const rocksdb::Slice lower(first);
    const rocksdb::Slice upper(end);
    rocksdb::ReadOptions options;
    options.iterate_lower_bound = &lower;
    options.iterate_upper_bound = &upper;
    const std::unique_ptr<rocksdb::Iterator> at(inside_->db->NewIterator(options));
    const bool forwards = order == Order::forwards;
    for (forwards ? at->SeekToFirst() : at->SeekToLast(); at->Valid();
         forwards ? at->Next() : at->Prev()) {
        const auto key = at->key().ToStringView().substr(1);
        if (!visit(key, at->value().ToStringView())) {
            return {};
        }
    }
    return at->status().ok() ? Result<void>{} : tl::unexpected(error_of(at->status(), "to read"));
}

}  // namespace dunghan
