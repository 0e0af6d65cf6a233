// Opening: what must be true before anybody may read or append.
#include <rocksdb/write_batch.h>

#include "adapters/rocksdb/directory.h"
#include "adapters/rocksdb/format.h"
#include "adapters/rocksdb/inside.h"
#include "adapters/rocksdb/keys.h"

namespace dunghan {
namespace {

using rocks::Family;

// A reader beside a writer may look at the moment when files change; it looks again.
constexpr int reader_attempts = 5;

bool holds_store(const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::exists(folder / "CURRENT", error);
}

bool is_locked(const rocksdb::Status& status) {
    const std::string words = status.ToString();
    return words.find("While lock file") != std::string::npos ||
           words.find("lock hold by current process") != std::string::npos;
}

tl::unexpected<Error> no_store(const std::filesystem::path& directory) {
    return fail(
        ErrorCode::not_found,
        "Expected a store in " + directory.string() +
            ", but there is none. Check the directory; the first import or "
            "`dunghan serve` makes one"
    );
}

tl::unexpected<Error> in_use(const std::filesystem::path& directory) {
    return fail(
        ErrorCode::refused,
        "Expected to write to the store in " + directory.string() +
            ", but the store is in use by another process (dunghan serve?). "
            "Stop it first, or read without writing"
    );
}

tl::unexpected<Error> disagree(
    const std::filesystem::path& directory, std::string_view what, const std::string& found
) {
    return fail(
        ErrorCode::corruption,
        "Expected " + std::string(what) + " in the store in " + directory.string() + ", but " +
            found + ". Stop here: keep a copy of the directory and restore a backup"
    );
}

// Whether the mode's demands on the folder are met. Makes it where the mode says so.
Result<void> prepare_folder(const std::filesystem::path& directory, RocksStore::Mode mode) {
    const std::filesystem::path folder = directory / "store";
    const bool there = holds_store(folder);
    switch (mode) {
        case RocksStore::Mode::read_only:
        case RocksStore::Mode::read_write:
            return there ? Result<void>{} : Result<void>(no_store(directory));
        case RocksStore::Mode::create: return rocks::make_folder(folder);
        case RocksStore::Mode::scratch:
            if (there) {
                return fail(
                    ErrorCode::refused,
                    "Expected an empty directory for a scratch store, but " + directory.string() +
                        " holds a store"
                );
            }
            return rocks::make_folder(folder);
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<RocksStore>> RocksStore::open(
    const std::filesystem::path& directory, Mode mode
) {
    auto inside = std::make_unique<Inside>();
    std::error_code error;
    inside->directory = std::filesystem::absolute(directory, error);
    inside->mode = mode;
    if (const Result<void> opened = inside->open(); !opened) {
        return tl::unexpected(opened.error());
    }
    return std::unique_ptr<RocksStore>(new RocksStore(std::move(inside)));
}

Result<void> RocksStore::Inside::open() {
    return prepare_folder(directory, mode)
        .and_then([&] { return rocks::check_families(directory); })
        .map([&] { owns_folder = mode == Mode::scratch; })
        .and_then([&] { return open_database(); })
        .and_then([&] { return check_format(); })
        .and_then([&] { return check_head(); });
}

Result<void> RocksStore::Inside::open_database() {
    rocksdb::DBOptions options = rocks::database_options(watch);
    options.create_if_missing = mode == Mode::create || mode == Mode::scratch;
    options.create_missing_column_families = mode != Mode::read_only;
    rocksdb::DB* opened = nullptr;
    rocksdb::Status status;
    if (mode == Mode::read_only) {
        for (int attempt = 0; attempt < reader_attempts && opened == nullptr; ++attempt) {
            status = rocksdb::DB::OpenForReadOnly(
                options, folder().string(), rocks::families(), &handles, &opened
            );
        }
    } else {
        status =
            rocksdb::DB::Open(options, folder().string(), rocks::families(), &handles, &opened);
    }
    database.reset(opened);
    if (status.ok()) {
        return mode == Mode::read_only ? Result<void>{} : rocks::sync_folder(directory);
    }
    return is_locked(status) ? Result<void>(in_use(directory)) : tl::unexpected(read_error(status));
}

// A store that was made but never written to may lack the number: the machine stopped in between.
Result<void> RocksStore::Inside::check_format() {
    const auto stored = value_of(Family::meta, rocks::format_key);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    if (!*stored) {
        return mode == Mode::read_only ? Result<void>(no_store(directory)) : write_format();
    }
    const auto release = value_of(Family::meta, rocks::release_key);
    if (!release) {
        return tl::unexpected(release.error());
    }
    const std::uint64_t format = rocks::number_from(**stored).value_or(0);
    return format == rocks::store_format
               ? Result<void>{}
               : rocks::wrong_format(directory, {format, release->value_or("")});
}

Result<void> RocksStore::Inside::write_format() {
    rocksdb::WriteBatch batch;
    batch.Put(rocks::slice_of(rocks::format_key), rocks::octets_of(rocks::store_format));
    batch.Put(rocks::slice_of(rocks::release_key), rocks::release_of(rocks::store_format));
    const rocksdb::Status status = database->Write(
        mode == Mode::scratch ? rocks::scratch_write() : rocks::durable_write(), &batch
    );
    return status.ok() ? Result<void>{} : tl::unexpected(read_error(status));
}

// Log, tree and head move in one write, so that they can only differ where something was lost.
Result<void> RocksStore::Inside::check_head() {
    const auto octets = value_of(Family::meta, rocks::head_key);
    if (!octets) {
        return tl::unexpected(octets.error());
    }
    const auto stated = *octets ? rocks::head_from(**octets) : merkle::TreeHead{};
    const auto end = last_position();
    if (!end) {
        return tl::unexpected(end.error());
    }
    if (!stated) {
        return disagree(directory, "a head of 40 octets", "it is damaged");
    }
    if (stated->size != end->value) {
        return disagree(
            directory,
            "the log to end at position " + std::to_string(stated->size),
            "it ends at " + std::to_string(end->value)
        );
    }
    return load_edge(*stated);
}

Result<Position> RocksStore::Inside::last_position() const {
    const std::unique_ptr<rocksdb::Iterator> last(
        database->NewIterator(rocksdb::ReadOptions(), family(Family::log))
    );
    last->SeekToLast();
    if (!last->status().ok()) {
        return tl::unexpected(read_error(last->status()));
    }
    if (!last->Valid()) {
        return Position{};
    }
    const Position end{rocks::number_from(rocks::view_of(last->key())).value_or(0)};
    return rocks::record_at(end, rocks::view_of(last->value())).map([&](const Record&) {
        return end;
    });
}

// The root made anew from the last tiles and the records after them must be the stored one.
Result<void> RocksStore::Inside::load_edge(const merkle::TreeHead& stated) {
    std::vector<merkle::Tile> last;
    for (const merkle::TileSize& wanted : merkle::last_tiles(stated.size)) {
        auto found = read_tile(wanted);
        if (!found) {
            return tl::unexpected(found.error());
        }
        last.push_back(std::move(*found));
    }
    edge = merkle::Edge(stated.size, last);
    if (edge.head() != stated) {
        return disagree(
            directory,
            "records up to position " + std::to_string(stated.size) + " with the root " +
                to_hex(stated.root),
            "they have the root " + to_hex(edge.head().root)
        );
    }
    tree = stated;
    head = stated.size;
    return {};
}

}  // namespace dunghan
