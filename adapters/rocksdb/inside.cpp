#include "adapters/rocksdb/inside.h"

#include "engine/codec/record.h"

#include "adapters/rocksdb/keys.h"

namespace dunghan {
namespace rocks {

Result<void> record_at(Position position, std::string_view bytes, Record& record) {
    const auto where = [&] { return "At position " + std::to_string(position.value) + ": "; };
    if (const auto decoded = decode_record(bytes, record); !decoded) {
        return fail(decoded.error().code, where() + decoded.error().detail);
    }
    if (record.envelope.position != position) {
        return fail(
            ErrorCode::corruption,
            where() + "Expected a record of that position, but it says " +
                std::to_string(record.envelope.position.value)
        );
    }
    return {};
}

Result<Record> record_at(Position position, std::string_view bytes) {
    Record record;
    return record_at(position, bytes, record).map([&] { return std::move(record); });
}

}  // namespace rocks

RocksStore::RocksStore(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

RocksStore::~RocksStore() = default;

namespace {

// RocksDB 7.8 as Debian builds it ends the process by an assertion when a database is closed whose
// write-ahead log failed. Such a database is never closed: it stays, with its lock, until the
// process ends, which is what its failure asks for anyway.
void never_close(RocksStore::Inside& inside) {
    struct Open {
        std::shared_ptr<rocksdb::FileSystem> files;
        std::unique_ptr<rocksdb::Env> env;
        std::unique_ptr<rocksdb::DB> database;
        std::vector<rocksdb::ColumnFamilyHandle*> handles;
    };

    static std::mutex guard;
    static auto* const left_open = new std::vector<Open>();
    const std::lock_guard lock(guard);
    left_open->push_back(
        {inside.files, std::move(inside.env), std::move(inside.database), std::move(inside.handles)}
    );
}

}  // namespace

RocksStore::Inside::Inside(
    std::filesystem::path directory_in, Mode mode_in, rocks::Machine machine_in
)
    : directory(std::move(directory_in)),
      mode(mode_in),
      machine(std::move(machine_in)),
      files(machine.files ? machine.files : rocksdb::FileSystem::Default()),
      env(rocksdb::NewCompositeEnv(files)) {}

RocksStore::Inside::~Inside() {
    close();
    if (mode == Mode::scratch && owns_folder && !watch->poisoned()) {
        std::error_code ignored;  // a scratch store left behind is refused, not used
        std::filesystem::remove_all(folder(), ignored);
    }
}

void RocksStore::Inside::close() {
    anchor.reset();
    if (database && watch->poisoned()) {
        never_close(*this);
        return;
    }
    for (rocksdb::ColumnFamilyHandle* handle : handles) {
        database->DestroyColumnFamilyHandle(handle);
    }
    handles.clear();
    database.reset();
}

Error RocksStore::Inside::read_error(const rocksdb::Status& status) const {
    const bool damaged = status.IsCorruption();
    return {
        damaged ? ErrorCode::corruption : ErrorCode::unavailable,
        "Expected to read the store in " + directory.string() + ", but " + status.ToString() +
            (damaged ? ". Stop here: keep a copy of the directory and restore a backup" : "")};
}

Result<std::optional<std::string>> RocksStore::Inside::value_of(
    rocks::Family in, std::string_view key
) const {
    std::string value;
    const rocksdb::Status status =
        database->Get(rocksdb::ReadOptions(), family(in), rocks::slice_of(key), &value);
    if (status.IsNotFound()) {
        return std::nullopt;
    }
    if (!status.ok()) {
        return tl::unexpected(read_error(status));
    }
    return value;
}

Result<Record> RocksStore::Inside::record_of(
    const StreamId& stream, StreamVersion version, Position position
) const {
    const auto value = value_of(rocks::Family::log, rocks::octets_of(position.value));
    if (!value) {
        return tl::unexpected(value.error());
    }
    Result<Record> record = rocks::record_at(position, value->value_or(""));
    if (record && (record->envelope.stream != stream || record->envelope.version != version)) {
        return fail(
            ErrorCode::corruption,
            "Expected version " + std::to_string(version.value) + " of " + stream.value +
                " at position " + std::to_string(position.value) + ", but another is there"
        );
    }
    return record;
}

}  // namespace dunghan
