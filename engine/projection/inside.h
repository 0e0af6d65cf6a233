// What the parts of the projector share. For engine/projection only.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/codec/event_list.h"
#include "engine/codec/rows.h"
#include "engine/port/store.h"

namespace dunghan {

// Moves a row of a timed view from one key to another; equal keys need nothing.
inline void move_key(
    std::vector<ViewChange>& changes,
    View view,
    const StreamId& stream,
    std::optional<Instant> from,
    std::optional<Instant> to
) {
    if (from == to) {
        return;
    }
    if (from) {
        changes.push_back({view, timed_key(*from, stream), std::nullopt});
    }
    if (to) {
        changes.push_back({view, timed_key(*to, stream), ""});
    }
}

// A document of View::notice. Its row does not say its schema: it is that of the release that wrote
// the row last.
template <class T>
[[nodiscard]] Result<std::optional<T>> document(
    const Store& base, std::string_view key, EventType type
) {
    const auto row = base.get(View::notice, key);
    if (!row || !*row) {
        return row ? Result<std::optional<T>>(std::nullopt) : tl::unexpected(row.error());
    }
    const std::uint16_t newest = schema_of(type);
    Result<Event> event = decode_payload(type, newest, **row);
    for (auto schema = newest; !event && schema > 1;) {
        if (auto older = decode_payload(type, --schema, **row)) {
            event = std::move(older);
        }
    }
    return event.map([](Event& read) { return std::optional(std::get<T>(std::move(read))); });
}

}  // namespace dunghan
