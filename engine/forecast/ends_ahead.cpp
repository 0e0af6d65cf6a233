#include "engine/forecast/ends_ahead.h"

#include <algorithm>

#include "engine/codec/rows.h"

namespace dunghan::forecast {

void EndsAhead::add(const StreamId& stream, const task::State& state) {
    for (const escalation::AnchorAt& anchor : escalation::anchors_of(state)) {
        const bool ends = anchor.kind == Anchor::due || anchor.kind == Anchor::start;
        if (ends && anchor.at > after_ && anchor.at <= until_) {
            ends_.insert({anchor.at, stream, anchor.kind, anchor.milestone});
        }
    }
}

Result<void> EndsAhead::add_all(const Store& store) {
    std::optional<Error> broken;
    const auto scanned = store.scan(View::task, {}, {}, [&](auto key, auto value) {
        const auto row = decode_task_row(value);
        if (!row) {
            broken = row.error();
            return false;
        }
        add({std::string(key)}, row->state);
        return true;
    });
    return broken ? tl::unexpected(*broken) : scanned;
}

std::vector<End> EndsAhead::between(Instant from, Instant to) const {
    const auto first = ends_.lower_bound({from, {}, Anchor{}, INT32_MIN});
    const auto last = ends_.lower_bound({to, {}, Anchor{}, INT32_MIN});
    return {first, last};
}

bool has_end(const task::State& state, const End& end) {
    const auto anchors = escalation::anchors_of(state);
    return std::ranges::count(anchors, escalation::AnchorAt{end.kind, end.milestone, end.at}) > 0;
}

}  // namespace dunghan::forecast
