// Migration: one step per format, each of which can be begun again wherever it was cut off.
#include <array>
#include <rocksdb/write_batch.h>

#include "engine/codec/record.h"

#include "adapters/rocksdb/format.h"
#include "adapters/rocksdb/inside.h"
#include "adapters/rocksdb/keys.h"

namespace dunghan {
namespace {

using rocks::Family;
using rocks::slice_of;
using rocks::view_of;
using Progress = std::function<void(std::uint64_t done, std::uint64_t all)>;

constexpr std::string_view format_1_views_key = "views";  // position of the views, 8 octets
constexpr std::size_t tiles_per_write = 256;              // 65 536 records

tl::unexpected<Error> cannot(const RocksStore::Inside& inside, const std::string& found) {
    return fail(
        ErrorCode::corruption,
        "Expected a sound store of format 1 in " + inside.directory.string() + ", but " + found +
            ". Nothing was changed that release 0.1.0 wrote: restore a copy"
    );
}

// Format 1 -> 2: a Merkle tree over the records; the head row carries its root, the row of the
// views goes; the anchor is made. Tiles are written as they are completed; only the last write
// makes them count.
class GrowTree {
 public:
    GrowTree(RocksStore::Inside& inside, const Progress& progress)
        : inside_(inside), progress_(progress) {}

    Result<void> run() {
        const auto end = stated_end();
        if (!end) {
            return tl::unexpected(end.error());
        }
        const std::unique_ptr<rocksdb::Iterator> at(
            inside_.database->NewIterator(rocks::long_read(), inside_.family(Family::log))
        );
        std::uint64_t due = 1;
        for (at->SeekToFirst(); at->Valid(); at->Next(), ++due) {
            if (rocks::number_from(view_of(at->key())) != due) {
                return cannot(inside_, "position " + std::to_string(due) + " is missing");
            }
            if (const auto record = rocks::record_at({due}, view_of(at->value())); !record) {
                return tl::unexpected(record.error());
            }
            edge_.append(merkle::leaf_hash(view_of(at->value())));
            if (due % (tiles_per_write * merkle::tile_width) == 0) {
                if (const auto written = write_tiles(); !written) {
                    return written;
                }
                progress_(due, *end);
            }
        }
        if (!at->status().ok()) {
            return tl::unexpected(inside_.read_error(at->status()));
        }
        if (due - 1 != *end) {
            return cannot(
                inside_,
                "its log ends at " + std::to_string(due - 1) + " and not at " + std::to_string(*end)
            );
        }
        progress_(*end, *end);
        return finish();
    }

 private:
    // Log and views moved in one write, and both rows said so.
    Result<std::uint64_t> stated_end() {
        const auto head = inside_.value_of(Family::meta, rocks::head_key);
        const auto views = inside_.value_of(Family::meta, format_1_views_key);
        if (!head || !views) {
            return tl::unexpected(head ? views.error() : head.error());
        }
        if (*head != *views) {
            return cannot(inside_, "its log and its views do not stand at one position");
        }
        const auto end = rocks::number_from(head->value_or(rocks::octets_of(0)));
        return end ? Result<std::uint64_t>(*end) : cannot(inside_, "its head is damaged");
    }

    void put(Family family, std::string_view key, std::string_view value) {
        batch_.Put(inside_.family(family), slice_of(key), slice_of(value));
    }

    Result<void> write() {
        const rocksdb::Status status = inside_.database->Write(rocks::durable_write(), &batch_);
        batch_.Clear();
        return status.ok() ? Result<void>{} : tl::unexpected(inside_.read_error(status));
    }

    Result<void> write_tiles() {
        for (const merkle::Tile& tile : edge_.take_changed()) {
            put(Family::tree, rocks::tile_key(tile.id), rocks::encode_hashes(tile.hashes));
        }
        return write();
    }

    Result<void> finish() {
        for (const merkle::Tile& tile : edge_.take_changed()) {
            put(Family::tree, rocks::tile_key(tile.id), rocks::encode_hashes(tile.hashes));
        }
        if (edge_.size() > 0) {
            put(Family::meta, rocks::head_key, rocks::encode_head(edge_.head()));
        }
        batch_.Delete(inside_.family(Family::meta), slice_of(format_1_views_key));
        put(Family::meta, rocks::format_key, rocks::octets_of(2));
        put(Family::meta, rocks::release_key, rocks::release_of(2));
        // The anchor first: a store of format 2 without one would have lost it.
        return rocks::Anchor::make(
                   *inside_.files,
                   inside_.anchor_path(),
                   inside_.machine.anchor_octets,
                   edge_.head()
        )
            .and_then([&] { return write(); });
    }

    RocksStore::Inside& inside_;
    const Progress& progress_;
    merkle::Edge edge_;
    rocksdb::WriteBatch batch_;
};

// steps[f] makes format f + 1 of format f.
using Step = Result<void> (*)(RocksStore::Inside&, const Progress&);
constexpr std::array<Step, rocks::store_format> steps{
    nullptr, [](RocksStore::Inside& inside, const Progress& progress) {
        return GrowTree(inside, progress).run();
    }};

Result<void> run_steps(
    const std::filesystem::path& directory, std::uint64_t from, const Progress& progress
) {
    RocksStore::Inside inside(directory, RocksStore::Mode::read_write, {});
    inside.is_new = true;  // families may be missing
    if (const auto opened = inside.open_database(); !opened) {
        return opened;
    }
    for (std::uint64_t format = from; format < rocks::store_format; ++format) {
        if (const auto stepped = steps[format](inside, progress); !stepped) {
            return stepped;
        }
    }
    return {};
}

}  // namespace

Result<RocksStore::Migration> RocksStore::migrate(
    const std::filesystem::path& directory, const Progress& progress
) {
    std::error_code error;
    const std::filesystem::path absolute = std::filesystem::absolute(directory, error);
    const auto found = rocks::format_in(absolute);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return fail(
            ErrorCode::not_found, "Expected a store in " + absolute.string() + ", but there is none"
        );
    }
    const std::uint64_t from = (*found)->number;
    if (from == 0 || from > rocks::store_format) {
        return rocks::wrong_format(absolute, **found);
    }
    if (from < rocks::store_format) {
        if (const auto stepped = run_steps(absolute, from, progress); !stepped) {
            return tl::unexpected(stepped.error());
        }
    }
    // What was made must pass the checks every store passes.
    return open(absolute, Mode::read_only).map([&](const std::unique_ptr<RocksStore>&) {
        return Migration{from, rocks::store_format};
    });
}

}  // namespace dunghan
