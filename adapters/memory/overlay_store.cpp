#include "adapters/memory/overlay_store.h"

#include <algorithm>

#include "engine/codec/record.h"

namespace dunghan {

Result<OverlayStore> OverlayStore::over(const Store& base) {
    const std::uint64_t size = base.tree_head().size;
    std::vector<merkle::Tile> last;
    for (const merkle::TileSize& each : merkle::last_tiles(size)) {
        auto tile = base.tile(each.id);
        if (!tile) {
            return tl::unexpected(tile.error());
        }
        last.push_back(std::move(*tile));
    }
    return OverlayStore(base, merkle::Edge(size, last));
}

Position OverlayStore::head() const {
    return {kept_from_.value + log_.size()};
}

merkle::TreeHead OverlayStore::tree_head() const {
    return edge_.head();
}

Result<merkle::Tile> OverlayStore::tile(const merkle::TileId& id) const {
    if (const auto found = tiles_.find(id); found != tiles_.end()) {
        return found->second;
    }
    merkle::Tile last = edge_.last_tile(id.level);
    if (last.id == id && !last.hashes.empty()) {
        return last;
    }
    return merkle::hashes_in(id, edge_.size()) == 0 ? merkle::no_such_tile(id, edge_.size())
                                                    : base_->tile(id);
}

Result<void> OverlayStore::append(const Batch& batch) {
    if (broken_) {
        return tl::unexpected(*broken_);
    }
    if (const Result<void> continued = continues(head(), batch); !continued) {
        return continued;
    }
    for (const ViewChange& view : batch.views) {
        if (const Result<void> changed = change(view); !changed) {
            broken_ = changed.error();
            return changed;
        }
    }
    for (const Record& record : batch.records) {
        add(record);
    }
    for (merkle::Tile& tile : edge_.take_changed()) {
        tiles_[tile.id] = std::move(tile);
    }
    for (const CommandReceipt& receipt : batch.receipts) {
        receipts_[receipt.id] = receipt;
    }
    return {};
}

void OverlayStore::add(const Record& record) {
    log_.push_back(record);
    edge_.append(merkle::leaf_hash(encode_record(record)));
    streams_[record.envelope.stream].push_back(record.envelope.position);
}

Result<void> OverlayStore::change(const ViewChange& view) {
    Rows& rows = views_[view.view];
    if (view.value) {
        rows.own[view.key] = *view.value;
        return {};
    }
    rows.own.erase(view.key);
    if (rows.hidden.contains(view.key)) {
        return {};
    }
    return base_->get(view.view, view.key).map([&](const auto& below) {
        if (below) {
            rows.hidden.insert(view.key);
        }
    });
}

Result<void> OverlayStore::read(Position from, const VisitRecord& visit) const {
    if (from > base_head_ && from <= kept_from_) {
        return forgotten();
    }
    bool goes_on = true;
    if (from <= base_head_) {
        const auto below = base_->read(from, [&](const Record& record) {
            goes_on = record.envelope.position <= base_head_ && visit(record);
            return goes_on && record.envelope.position < base_head_;
        });
        if (!below || !goes_on) {
            return below;
        }
        if (kept_from_ > base_head_) {
            return forgotten();
        }
    }
    const std::uint64_t first = std::max(from.value, kept_from_.value + 1);
    for (std::uint64_t at = first; at <= head().value; ++at) {
        if (!visit(log_[at - kept_from_.value - 1])) {
            break;
        }
    }
    return {};
}

Result<void> OverlayStore::read_stream(const StreamId& stream, const VisitRecord& visit) const {
    bool goes_on = true;
    const auto below = base_->read_stream(stream, [&](const Record& record) {
        goes_on = visit(record);
        return goes_on;
    });
    const auto own = streams_.find(stream);
    if (!below || !goes_on || own == streams_.end()) {
        return below;
    }
    for (const Position position : own->second) {
        if (position <= kept_from_) {
            return forgotten();
        }
        if (!visit(log_[position.value - kept_from_.value - 1])) {
            break;
        }
    }
    return {};
}

Result<std::optional<CommandReceipt>> OverlayStore::find_command(const CommandId& id) const {
    const auto own = receipts_.find(id);
    return own == receipts_.end() ? base_->find_command(id) : std::optional(own->second);
}

Result<std::optional<std::string>> OverlayStore::get(View view, std::string_view key) const {
    const auto rows = views_.find(view);
    if (rows == views_.end()) {
        return base_->get(view, key);
    }
    const auto own = rows->second.own.find(key);
    if (own != rows->second.own.end()) {
        return own->second;
    }
    return rows->second.hidden.contains(key) ? std::nullopt : base_->get(view, key);
}

// Both in byte order; of one key the row put here.
Result<void> OverlayStore::scan(
    View view, std::string_view from, std::string_view to, const VisitRow& visit
) const {
    const auto found = views_.find(view);
    if (found == views_.end()) {
        return base_->scan(view, from, to, visit);
    }
    Rows& rows = found->second;
    auto own = rows.own.lower_bound(from);
    bool goes_on = true;
    // Visits the rows put here before `end`.
    const auto own_before = [&](const auto& end) {
        while (goes_on && own != rows.own.end() && end(own->first)) {
            goes_on = visit(own->first, own->second);
            ++own;
        }
    };
    bool in_front = from <= rows.base_from;  // all base rows so far are hidden
    const std::string begin = in_front ? rows.base_from : std::string(from);
    const auto below = base_->scan(view, begin, to, [&](auto key, auto value) {
        own_before([&](const std::string& each) { return each < key; });
        if (!goes_on) {
            return false;
        }
        const bool replaced = own != rows.own.end() && own->first == key;
        const bool hidden = !replaced && rows.hidden.contains(key);
        in_front = in_front && hidden;
        if (in_front) {
            rows.base_from = std::string(key) + '\0';
        }
        if (!replaced && !hidden) {
            goes_on = visit(key, value);
        }
        return goes_on;
    });
    if (below) {
        own_before([&](const std::string& each) { return to.empty() || each < to; });
    }
    return below;
}

void OverlayStore::forget() {
    kept_from_ = head();
    log_ = {};
    receipts_.clear();
    for (auto& [stream, positions] : streams_) {
        positions = {positions.front()};  // that there was one
    }
}

tl::unexpected<Error> OverlayStore::forgotten() const {
    return fail(
        ErrorCode::unavailable,
        "Expected a record after position " + std::to_string(kept_from_.value) +
            ", but those from " + std::to_string(base_head_.value + 1) +
            " to there were forgotten by the one who made them"
    );
}

}  // namespace dunghan
