// The verdict: what the clock says of a task at one instant. Derived at every reading, never
// stored.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/task/state.h"

namespace dunghan::task {

enum class Verdict : std::uint8_t {
    on_schedule,
    due_soon,        // within `due_soon_days`
    overdue,         // an unmet milestone is past
    start_missed,    // the start window is past and nothing has started
    completed,       // in time, or at an unknown time
    completed_late,  // `days_late` kept
    no_due_date,     // and not late to start
    undecided,       // a deadline nobody could read: a person decides
    cancelled,
    missing,    // a report its period closed without
    suspended,  // the clock stands still, and it was not late before
};

[[nodiscard]] std::string_view to_text(Verdict verdict);

struct Judgement {
    Verdict verdict = Verdict::no_due_date;
    // Calendar days after the last day of the term: the day after it is 1. 0 when not late.
    std::int64_t days_late = 0;
    // Calendar days until the last day of the term, for on_schedule and due_soon.
    std::optional<std::int64_t> days_left;
    std::int32_t milestone = -1;        // the one shown: the late one, else the earliest unmet one
    std::optional<Instant> due_before;  // in force for that milestone (or start_before)
    std::optional<Instant> original_due_before;  // before any extension
    bool was_overdue = false;                    // an extension came after the due instant
    std::string extension_pending;  // `until` of a request nobody has answered; else empty
    bool operator==(const Judgement&) const = default;
};

// The due instant in force for a milestone: its own, moved by the latest extension granted.
[[nodiscard]] std::optional<Instant> due_in_force(const State& state, std::uint32_t milestone);
// The same for the end of a start window.
[[nodiscard]] std::optional<Instant> start_in_force(const State& state, std::uint32_t milestone);
// Assigned, and neither completed nor cancelled.
[[nodiscard]] bool is_open(const State& state);
[[nodiscard]] bool is_met(const State& state, std::uint32_t milestone);

// The report by which the work counts as handed in: the submission, if it was not sent back, else
// the completion. Null: it is not handed in. Confirming it later moves nothing.
[[nodiscard]] const Dated<ProgressReported>* handed_in(const State& state);

[[nodiscard]] Judgement judge(
    const State& state, Instant now, const Zone& zone, int due_soon_days = 7
);

// Overdue, start missed: what `overdue` lists.
[[nodiscard]] constexpr bool is_late(Verdict verdict) {
    return verdict == Verdict::overdue || verdict == Verdict::start_missed;
}

// The printed code: HT, ĐTH-Đ, ĐTH-T, CTH-T, CTH-Đ; "" for a cancelled or undecided task.
[[nodiscard]] std::string_view code_of(const State& state, Verdict verdict);

}  // namespace dunghan::task
