// A rule on one anchor: when each of its occurrences is planned.
#pragma once

#include <optional>

#include "engine/calendar/working_time.h"
#include "engine/escalation/anchors.h"

namespace dunghan::escalation {

// Refers to what it is made of. Occurrences count from 0 and are planned at ascending instants.
class Rung {
 public:
    Rung(
        const AnchorAt& anchor, const RungRule& rule, const Policy& policy, const Calendar& calendar
    );

    [[nodiscard]] const RungRule& rule() const { return rule_; }

    [[nodiscard]] Instant planned_at(std::int64_t occurrence) const;

    // The last occurrence planned at or before `at`; -1: none.
    [[nodiscard]] std::int64_t last_occurrence(Instant at) const;

    // The first occurrence planned after `after`, or at all; nothing when there is none.
    [[nodiscard]] std::optional<std::int64_t> first_after(std::optional<Instant> after) const;

    // It has no occurrence but the first.
    void repeat_no_more() { repeats_ = false; }

 private:
    [[nodiscard]] Instant first_of(const AnchorAt& anchor) const;
    [[nodiscard]] Instant begin_of_working_day(const AnchorAt& anchor) const;
    [[nodiscard]] std::int64_t units_since_first(Instant at) const;

    const RungRule& rule_;
    const Policy& policy_;
    const Calendar& calendar_;
    Instant first_;
    bool repeats_;
};

}  // namespace dunghan::escalation
