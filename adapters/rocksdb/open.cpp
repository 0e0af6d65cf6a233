// Opening: what must be true before anybody may read or append.
#include <algorithm>
#include <chrono>
#include <rocksdb/write_batch.h>
#include <thread>

#include "adapters/rocksdb/directory.h"
#include "adapters/rocksdb/find.h"
#include "adapters/rocksdb/format.h"
#include "adapters/rocksdb/inside.h"
#include "adapters/rocksdb/keys.h"

namespace dunghan {
namespace {

using rocks::Family;

// A reader beside a writer may look at the moment when files change, or between a group's way into
// the anchor and into the log; it looks again.
constexpr int reader_attempts = 5;
constexpr std::chrono::milliseconds reader_pause{2};  // doubled each time

bool is_locked(const rocksdb::Status& status) {
    const std::string words = status.ToString();
    return words.find("While lock file") != std::string::npos ||
           words.find("lock hold by current process") != std::string::npos;
}

tl::unexpected<Error> in_use(const std::filesystem::path& directory) {
    return fail(
        ErrorCode::refused,
        "Expected to write to the store in " + directory.string() +
            ", but the store is in use by another process (dunghan serve?). "
            "Stop it first, or read without writing"
    );
}

}  // namespace

Result<std::unique_ptr<RocksStore>> RocksStore::open(
    const std::filesystem::path& directory, Mode mode, const rocks::Machine& machine
) {
    std::error_code error;
    auto inside =
        std::make_unique<Inside>(std::filesystem::absolute(directory, error), mode, machine);
    if (const Result<void> opened = inside->open(); !opened) {
        const bool sound = opened.error().code == ErrorCode::refused || mode == Mode::read_only;
        if (inside->database && !sound) {
            inside->watch->poison(opened.error().detail);  // see never_close
        }
        return tl::unexpected(opened.error());
    }
    return std::unique_ptr<RocksStore>(new RocksStore(std::move(inside)));
}

const RocksStore::Recovery& RocksStore::recovery() const {
    return inside_->recovery;
}

Result<void> RocksStore::Inside::open() {
    const auto there = rocks::look_for_store(*files, directory);
    if (!there) {
        return tl::unexpected(there.error());
    }
    switch (mode) {
        case Mode::read_only: return *there ? open_to_read() : rocks::no_store(directory);
        case Mode::read_write: return *there ? open_to_write() : rocks::no_store(directory);
        case Mode::create: return *there ? open_to_write() : make();
        case Mode::scratch: return *there ? rocks::not_empty(directory) : open_scratch();
    }
    return {};
}

Result<void> RocksStore::Inside::open_scratch() {
    return rocks::make_folder(*files, folder())
        .map([&] { owns_folder = true; })
        .and_then([&] { return open_database(); })
        .and_then([&] { return check_format(); })
        .and_then([&] { return check_head(); });
}

// The anchor is there before the store: a store without one has lost it.
Result<void> RocksStore::Inside::make() {
    const auto made = rocks::make_folder(*files, folder()).and_then([&] {
        find_reserve();
        return check_space();
    });
    if (!made) {
        return made;
    }
    is_new = true;
    return rocks::Anchor::make(*files, anchor_path(), machine.anchor_octets, {})
        .and_then([&] { return open_database(); })
        .and_then([&] { return check_format(); })
        .and_then([&] { return check_head(); })
        .and_then([&] { return anchor_content(); })
        .and_then([&](const rocks::AnchorContent& content) { return take_anchor(content); });
}

Result<void> RocksStore::Inside::open_to_read() {
    Result<void> opened;
    auto pause = reader_pause;
    for (int attempt = 0; attempt < reader_attempts; ++attempt, pause *= 2) {
        opened = look().and_then([&](const Look& seen) { return nothing_owed(seen.anchor); }
        ).and_then([&] { return check_head(); });
        if (opened || opened.error().code != ErrorCode::unavailable) {
            return opened;
        }
        std::this_thread::sleep_for(pause);
    }
    return opened;
}

Result<RocksStore::Inside::Look> RocksStore::Inside::look() {
    Result<Look> seen = look_once();
    auto pause = reader_pause;
    for (int attempt = 1; attempt < reader_attempts && !seen; ++attempt, pause *= 2) {
        if (seen.error().code == ErrorCode::refused) {
            return seen;
        }
        std::this_thread::sleep_for(pause);
        seen = look_once();
    }
    return seen;
}

// Reads the anchor first: what it then says has reached the log already, or will in a moment.
Result<RocksStore::Inside::Look> RocksStore::Inside::look_once() {
    close();
    reading = rocks::LogReading::strict;
    Look seen;
    auto content = anchor_content();
    const bool missing = !content && content.error().code != ErrorCode::unavailable;
    if (!content && !missing) {
        return tl::unexpected(content.error());
    }
    const auto opened = rocks::check_families(directory).and_then([&] { return open_database(); }
    ).and_then([&] { return check_format(); });
    if (!opened) {
        const bool begun = content && content->entries.back().after.size == 0 &&
                           opened.error().code != ErrorCode::refused;
        return begun ? rocks::no_store(directory) : tl::unexpected(opened.error());
    }
    if (missing) {
        seen.anchor_is_new = true;
        content = renew_anchor();
    }
    return std::move(content)
        .and_then([&](rocks::AnchorContent&& known) {
            seen.anchor = std::move(known);
            return owed(seen.anchor);
        })
        .map([&](const auto&) { return std::move(seen); });
}

// RocksDB changes files as soon as it may write, so a reader looks at them first. Not where nothing
// was ever acknowledged: the making of such a store may have been cut short.
Result<void> RocksStore::Inside::open_to_write() {
    find_reserve();
    const auto promised = anchor_content();
    Inside reader(directory, Mode::read_only, machine);
    Result<Look> seen = Look{};
    if (promised && promised->entries.back().after.size == 0) {
        seen->anchor = *promised;
        is_new = true;
        reading = rocks::LogReading::to_first_damage;
    } else {
        seen = reader.look();
        reading = reader.reading;
        reader.close();
    }
    return seen.map([](const Look&) {})
        .and_then([&] { return rocks::check_families(directory); })
        .and_then([&] { return check_space(); })
        .and_then([&] { return open_database(); })
        .and_then([&] { return check_format(); })
        .and_then([&] { return owed(seen->anchor); })
        .and_then([&](const auto& groups) { return write_again(groups); })
        .and_then([&] { return check_head(); })
        .and_then([&]() -> Result<void> {
            if (seen->anchor_is_new) {
                recovery.loss_accepted = true;
                return rocks::Anchor::make(*files, anchor_path(), machine.anchor_octets, tree)
                    .and_then([&] { return anchor_content(); })
                    .and_then([&](const auto& content) { return take_anchor(content); });
            }
            return take_anchor(seen->anchor);
        });
}

Result<void> RocksStore::Inside::open_database() {
    rocksdb::Status status = open_rocksdb();
    if (status.IsCorruption() && mode == Mode::read_only) {
        // Perhaps of a tail that nobody was promised: the anchor knows.
        reading = rocks::LogReading::to_first_damage;
        status = open_rocksdb();
    }
    if (!status.ok()) {
        return is_locked(status) ? in_use(directory) : tl::unexpected(read_error(status));
    }
    const Result<void> synced =
        mode == Mode::read_only ? Result<void>{} : rocks::sync_folder(*files, directory);
    return synced;
}

rocksdb::Status RocksStore::Inside::open_rocksdb() {
    rocksdb::DBOptions options = rocks::database_options(watch);
    options.env = env.get();
    rocks::set_reading(options, reading);
    if (is_new || mode == Mode::scratch) {
        return make_rocksdb(options);
    }
    const std::string name = folder().string();
    const auto families = rocks::families(machine.memtable_octets);
    rocksdb::DB* opened = nullptr;
    const rocksdb::Status status =
        mode == Mode::read_only
            ? rocksdb::DB::OpenForReadOnly(options, name, families, &handles, &opened)
            : rocksdb::DB::Open(options, name, families, &handles, &opened);
    database.reset(opened);
    return status;
}

// Opens what is there and adds the families that are not. RocksDB would add them itself, but 7.8
// ends the process by an assertion when the disk fails in the midst of that.
rocksdb::Status RocksStore::Inside::make_rocksdb(rocksdb::DBOptions options) {
    options.create_if_missing = true;
    const std::string name = folder().string();
    const auto wanted = rocks::families(machine.memtable_octets);
    std::vector<std::string> names;
    std::error_code error;
    if (std::filesystem::exists(folder() / "CURRENT", error)) {
        const auto listed = rocksdb::DB::ListColumnFamilies(options, name, &names);
        if (!listed.ok()) {
            return listed;
        }
    }
    // Families are made in their order, so those that are there are the first ones.
    const std::size_t there = std::clamp<std::size_t>(names.size(), 1, wanted.size());
    const auto middle = wanted.begin() + static_cast<std::ptrdiff_t>(there);
    rocksdb::DB* opened = nullptr;
    rocksdb::Status status =
        rocksdb::DB::Open(options, name, {wanted.begin(), middle}, &handles, &opened);
    database.reset(opened);
    for (auto at = middle; status.ok() && at != wanted.end(); ++at) {
        rocksdb::ColumnFamilyHandle* handle = nullptr;
        status = database->CreateColumnFamily(at->options, at->name, &handle);
        if (status.ok()) {
            handles.push_back(handle);
        }
    }
    return status;
}

// A store that was made but never written to may lack the number: the machine stopped in between.
Result<void> RocksStore::Inside::check_format() {
    const auto stored = value_of(Family::meta, rocks::format_key);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    if (!*stored) {
        return mode == Mode::read_only ? Result<void>{} : write_format();
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

}  // namespace dunghan
