// Appending: one Batch, one WriteBatch, one synced write.
#include <algorithm>
#include <rocksdb/write_batch.h>

#include "engine/codec/record.h"

#include "adapters/rocksdb/inside.h"
#include "adapters/rocksdb/keys.h"

namespace dunghan {
namespace {

using rocks::Family;
using rocks::slice_of;

constexpr std::size_t protection_octets = 8;  // per key, until it is in the memtable

// Collects one group. Only running out of memory can make it fail; the first failure sticks.
class Group {
 public:
    explicit Group(RocksStore::Inside& inside) : inside_(inside), edge_(inside.edge) {}

    void add(const Record& record) {
        const std::string position = rocks::octets_of(record.envelope.position.value);
        const std::string octets = encode_record(record);
        put(Family::log, position, octets);
        edge_.append(merkle::leaf_hash(octets));
        put(Family::stream,
            rocks::stream_key(record.envelope.stream, record.envelope.version),
            position);
    }

    void add(const CommandReceipt& receipt) {
        put(Family::command, rocks::command_key(receipt.id), rocks::encode_receipt(receipt));
    }

    void add(const ViewChange& change) {
        const std::string key = rocks::view_key(change.view, change.key);
        if (change.value) {
            put(Family::view, key, *change.value);
        } else {
            note(batch_.Delete(inside_.family(Family::view), key));
        }
    }

    void add(const merkle::Tile& tile) {
        put(Family::tree, rocks::tile_key(tile.id), rocks::encode_hashes(tile.hashes));
    }

    // After the last record: the tree over all of them.
    merkle::TreeHead finish() {
        for (const merkle::Tile& tile : edge_.take_changed()) {
            add(tile);
        }
        const merkle::TreeHead head = edge_.head();
        put(Family::meta, rocks::head_key, rocks::encode_head(head));
        return head;
    }

    [[nodiscard]] const rocksdb::Status& status() const { return status_; }

    [[nodiscard]] rocksdb::WriteBatch& batch() { return batch_; }

 private:
    void put(Family family, std::string_view key, std::string_view value) {
        note(batch_.Put(inside_.family(family), slice_of(key), slice_of(value)));
    }

    void note(rocksdb::Status status) {
        if (status_.ok()) {
            status_ = std::move(status);
        }
    }

    const RocksStore::Inside& inside_;
    merkle::Edge& edge_;
    rocksdb::WriteBatch batch_{0, 0, protection_octets, 0};
    rocksdb::Status status_;
};

tl::unexpected<Error> unknown_outcome(const RocksStore::Inside& inside, const std::string& why) {
    return fail(
        ErrorCode::unavailable,
        "Expected to append to the store in " + inside.directory.string() +
            ", but the disk failed: " + why +
            ". The outcome is unknown: end the process, start it again and "
            "repeat the commands with the same ids"
    );
}

}  // namespace

Result<void> RocksStore::append(const Batch& batch) {
    return inside_->may_append().and_then([&] { return continues(head(), batch); }
    ).and_then([&] { return inside_->write(batch); });
}

Result<void> RocksStore::health() const {
    return inside_->may_append();
}

Result<void> RocksStore::Inside::may_append() const {
    if (mode == Mode::read_only) {
        return fail(
            ErrorCode::refused,
            "Expected to append to the store in " + directory.string() +
                ", but it was opened for reading only"
        );
    }
    if (const std::optional<std::string> why = watch->poisoned()) {
        return unknown_outcome(*this, *why);
    }
    return mode == Mode::scratch ? Result<void>{} : check_space();
}

void RocksStore::Inside::find_reserve() {
    reserve = rocks::reserve_on(directory, machine);
}

// Asked before every group: it costs a hundredth of what the group does.
Result<void> RocksStore::Inside::check_space() const {
    const std::optional<std::uint64_t> free = rocks::free_on(directory, machine);
    if (!free || *free >= reserve) {
        return {};  // a file system that cannot tell is asked by writing to it
    }
    return fail(
        ErrorCode::unavailable,
        "Disk full: expected at least " + std::to_string(reserve >> 20U) +
            " MiB free for the store in " + directory.string() + ", but " +
            std::to_string(*free >> 20U) +
            " MiB are left. Nothing was written, and reading goes on; make room, then start again"
    );
}

Result<void> RocksStore::Inside::write(const Batch& batch) {
    Group group(*this);
    const auto add = [&](const auto& each) { group.add(each); };
    std::ranges::for_each(batch.records, add);
    std::ranges::for_each(batch.receipts, add);
    std::ranges::for_each(batch.views, add);
    const merkle::TreeHead after = batch.records.empty() ? tree : group.finish();
    const rocksdb::Status status =
        group.status().ok() ? commit(group.batch(), tree, after) : group.status();
    if (!status.ok()) {
        watch->poison(status.ToString());
        return unknown_outcome(*this, status.ToString());
    }
    const std::lock_guard lock(guard);
    tree = after;
    head = tree.size;
    return {};
}

// The anchor first: whatever RocksDB's log then has of the group, or has not, the anchor has it
// all.
rocksdb::Status RocksStore::Inside::commit(
    rocksdb::WriteBatch& group, const merkle::TreeHead& before, const merkle::TreeHead& after
) {
    if (mode == Mode::scratch) {
        return database->Write(rocks::scratch_write(), &group);
    }
    if (before == after) {  // views alone: the log has nothing to lose
        return database->Write(rocks::durable_write(), &group);
    }
    if (!anchor->takes(group.Data().size())) {
        return commit_large(group, before, after);
    }
    if (watch->take_new_tables()) {
        anchor->note(manifest());
    }
    rocksdb::Status status = anchor->put(before, after, group.Data());
    const bool log_too = anchor->is_half_round();
    if (status.ok()) {
        status = anchor->sync();
    }
    const bool anchored = status.ok();
    if (anchored) {
        status =
            database->Write(log_too ? rocks::durable_write() : rocks::anchored_write(), &group);
    }
    if (!status.ok() && anchored) {
        static_cast<void>(anchor->withdraw(before));
    }
    if (status.ok() && log_too) {
        anchor->log_is_synced();
    }
    return status;
}

// RocksDB's log alone has the group, so it must be whole up to there: it is synced before, for a
// sync that is cut short may keep the end and not the middle.
rocksdb::Status RocksStore::Inside::commit_large(
    rocksdb::WriteBatch& group, const merkle::TreeHead& before, const merkle::TreeHead& after
) {
    rocksdb::Status status = sync_log();
    if (status.ok()) {
        status = database->Write(rocks::durable_write(), &group);
    }
    if (status.ok()) {
        status = anchor->put(before, after, {});
    }
    if (status.ok()) {
        status = anchor->sync();
    }
    if (status.ok()) {
        anchor->log_is_synced();
    }
    return status;
}

// SyncWAL() would break track_and_verify_wals_in_manifest in 7.8; a synced write does the same.
rocksdb::Status RocksStore::Inside::sync_log() {
    return database->Put(
        rocks::durable_write(),
        rocks::slice_of(rocks::format_key),
        rocks::octets_of(rocks::store_format)
    );
}

}  // namespace dunghan
