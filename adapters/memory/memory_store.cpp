#include "adapters/memory/memory_store.h"

#include "engine/codec/record.h"

namespace dunghan {

void MemoryStore::fail_next_append(Outcome outcome) {
    health_ = outcome == Outcome::lost ? Health::failing_lost : Health::failing_written;
}

void MemoryStore::restart() {
    health_ = Health::sound;
}

Position MemoryStore::head() const {
    return {log_.size()};
}

merkle::TreeHead MemoryStore::tree_head() const {
    return edge_.head();
}

Result<merkle::Tile> MemoryStore::tile(const merkle::TileId& id) const {
    if (const auto found = tiles_.find(id); found != tiles_.end()) {
        return found->second;
    }
    merkle::Tile last = edge_.last_tile(id.level);
    if (last.id == id && !last.hashes.empty()) {
        return last;
    }
    return merkle::no_such_tile(id, edge_.size());
}

Result<void> MemoryStore::append(const Batch& batch) {
    if (health_ == Health::sound) {
        if (const Result<void> continued = continues(head(), batch); !continued) {
            return continued;
        }
        write(batch);
        return {};
    }
    if (health_ == Health::failing_written && continues(head(), batch)) {
        write(batch);
    }
    health_ = Health::failed;
    return fail(ErrorCode::unavailable, "Expected to append, but a failure was asked for");
}

void MemoryStore::write(const Batch& batch) {
    for (const Record& record : batch.records) {
        log_.push_back(record);
        edge_.append(merkle::leaf_hash(encode_record(record)));
        streams_[record.envelope.stream].push_back(record.envelope.position);
    }
    for (merkle::Tile& tile : edge_.take_changed()) {
        tiles_[tile.id] = std::move(tile);
    }
    for (const CommandReceipt& receipt : batch.receipts) {
        receipts_[receipt.id] = receipt;
    }
    for (const ViewChange& view : batch.views) {
        change(view);
    }
}

void MemoryStore::change(const ViewChange& view) {
    Rows& rows = views_[view.view];
    if (view.value) {
        rows[view.key] = *view.value;
    } else {
        rows.erase(view.key);
    }
}

Result<void> MemoryStore::read(Position from, const VisitRecord& visit) const {
    for (std::uint64_t at = std::max<std::uint64_t>(from.value, 1); at <= log_.size(); ++at) {
        if (!visit(log_[at - 1])) {
            break;
        }
    }
    return {};
}

Result<void> MemoryStore::read_stream(const StreamId& stream, const VisitRecord& visit) const {
    const auto found = streams_.find(stream);
    if (found == streams_.end()) {
        return {};
    }
    for (const Position position : found->second) {
        if (!visit(log_[position.value - 1])) {
            break;
        }
    }
    return {};
}

Result<std::optional<CommandReceipt>> MemoryStore::find_command(const CommandId& id) const {
    const auto found = receipts_.find(id);
    return found == receipts_.end() ? std::nullopt : std::optional(found->second);
}

Result<std::optional<std::string>> MemoryStore::get(View view, std::string_view key) const {
    const auto rows = views_.find(view);
    if (rows == views_.end()) {
        return std::nullopt;
    }
    const auto found = rows->second.find(key);
    return found == rows->second.end() ? std::nullopt : std::optional(found->second);
}

Result<void> MemoryStore::scan(
    View view, std::string_view from, std::string_view to, const VisitRow& visit
) const {
    const auto rows = views_.find(view);
    if (rows == views_.end()) {
        return {};
    }
    for (auto at = rows->second.lower_bound(from); at != rows->second.end(); ++at) {
        if ((!to.empty() && at->first >= to) || !visit(at->first, at->second)) {
            break;
        }
    }
    return {};
}

}  // namespace dunghan
