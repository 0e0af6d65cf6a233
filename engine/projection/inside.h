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

}  // namespace dunghan
