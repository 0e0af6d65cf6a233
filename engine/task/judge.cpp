#include "engine/task/judge.h"

#include <algorithm>

#include "engine/task/milestones.h"
#include "engine/task/workflow.h"

namespace dunghan::task {
namespace {

// Facts about a milestone speak of the list of milestones that was in force when they were
// recorded; a list set later starts afresh. Those about a term speak of it once it was started.
template <class T>
bool speaks_of_present(const State& state, std::uint32_t milestone, const Dated<T>& fact) {
    if (milestone < first_term) {
        return fact.stated() && fact.version > state.milestones.version;
    }
    const auto term = state.course->terms.find(milestone);
    return fact.stated() && term != state.course->terms.end() &&
           fact.version > term->second.started.version;
}

// Before any extension.
std::optional<Instant> set_end(const State& state, std::uint32_t milestone) {
    if (milestone < state.milestones.value.size()) {
        const Milestone& printed = state.milestones.value[milestone];
        return printed.due_before ? printed.due_before : printed.start_before;
    }
    const Reckoning* reckoning = reckoning_in_force(state, milestone);
    return reckoning ? std::optional(reckoning->due_before) : std::nullopt;
}

std::int64_t days_past(Instant end, Instant now, const Zone& zone) {
    return days_between(date_at(plus_ms(end, -1), zone), date_at(now, zone));
}

class Judge {
 public:
    Judge(const State& state, Instant now, const Zone& zone, int due_soon_days)
        : state_(state), now_(now), zone_(zone), due_soon_days_(due_soon_days) {}

    Judgement judgement() {
        if (state_.cancelled.stated()) {
            return with(Verdict::cancelled);
        }
        read_extensions();
        if (state_.progress.stated() && state_.progress.value.progress == Progress::completed) {
            return completed();
        }
        if (state_.kind == Kind::report && state_.rating.value.code == "missing") {
            return with(Verdict::missing);
        }
        return is_suspended(state_) ? suspended() : open();
    }

 private:
    Judgement with(Verdict verdict) {
        result_.verdict = verdict;
        return result_;
    }

    void show(std::uint32_t milestone, Instant end) {
        result_.milestone = static_cast<std::int32_t>(milestone);
        result_.due_before = end;
        result_.original_due_before = set_end(state_, milestone);
    }

    void read_extensions() {
        for (const auto& [milestone, request] : state_.requested) {
            if (!answered(milestone, request.version)) {
                result_.extension_pending = request.value.until;
            }
        }
        for (const auto& grant : state_.granted) {
            const auto due = due_before_grant(grant);
            result_.was_overdue = result_.was_overdue || (due && grant.occurred_at >= *due);
        }
    }

    bool answered(std::uint32_t milestone, StreamVersion since) const {
        const auto refusal = state_.refused.find(milestone);
        if (refusal != state_.refused.end() && refusal->second.version > since) {
            return true;
        }
        return std::any_of(state_.granted.begin(), state_.granted.end(), [&](const auto& grant) {
            return grant.value.milestone == milestone && grant.version > since;
        });
    }

    // The due instant that was in force when the grant came.
    std::optional<Instant> due_before_grant(const Dated<ExtensionGranted>& grant) const {
        const std::uint32_t milestone = grant.value.milestone;
        auto due = set_end(state_, milestone);
        if (!due || !speaks_of_present(state_, milestone, grant)) {
            return std::nullopt;
        }
        for (const auto& earlier : state_.granted) {
            if (earlier == grant) {
                break;
            }
            if (earlier.value.milestone == milestone &&
                speaks_of_present(state_, milestone, earlier)) {
                due = earlier.value.due_before;
            }
        }
        return due;
    }

    // What was late when the clock was stopped stays late; the rest waits.
    Judgement suspended() {
        const Instant since = state_.course->suspended.occurred_at;
        if (const auto late = latest_end_at(since)) {
            show(late->first, late->second);
            result_.days_late = days_past(late->second, since, zone_);
            return with(Verdict::overdue);
        }
        return with(Verdict::suspended);
    }

    Judgement completed() {
        // "Seen to be done on that day" says nothing of the day it was done.
        if (state_.progress.value.observed) {
            return with(Verdict::completed);
        }
        for_each_milestone(state_, [&](std::uint32_t i) {
            measure(
                i, is_met(state_, i) ? state_.met.at(i).occurred_at : handed_in(state_)->occurred_at
            );
        });
        return with(result_.days_late > 0 ? Verdict::completed_late : Verdict::completed);
    }

    // Keeps the milestone that was done longest after its term.
    void measure(std::uint32_t milestone, Instant done) {
        const auto due = due_in_force(state_, milestone);
        if (!due || *due > done || days_past(*due, done, zone_) <= result_.days_late) {
            return;
        }
        show(milestone, *due);
        result_.days_late = days_past(*due, done, zone_);
    }

    // The unmet milestone whose term had ended longest at that instant.
    std::optional<std::pair<std::uint32_t, Instant>> latest_end_at(Instant at) const {
        std::optional<std::pair<std::uint32_t, Instant>> found;
        for_each_milestone(state_, [&](std::uint32_t i) {
            const auto due = due_in_force(state_, i);
            if (due && *due <= at && !is_met(state_, i) && (!found || *due < found->second)) {
                found = {i, *due};
            }
        });
        return found;
    }

    Judgement open() {
        if (const auto late = latest_end_at(now_)) {
            show(late->first, late->second);
            result_.days_late = days_past(late->second, now_, zone_);
            return with(Verdict::overdue);
        }
        if (start_missed()) {
            return with(Verdict::start_missed);
        }
        if (undecided()) {
            return with(Verdict::undecided);
        }
        return ahead();
    }

    bool start_missed() {
        const bool started =
            state_.progress.stated() && state_.progress.value.progress != Progress::not_started;
        for (std::uint32_t i = 0; !started && i < state_.milestones.value.size(); ++i) {
            const auto end = start_in_force(state_, i);
            if (!end || *end > now_ || is_met(state_, i)) {
                continue;
            }
            if (!result_.due_before || *end < *result_.due_before) {
                show(i, *end);
                result_.days_late = days_past(*end, now_, zone_);
            }
        }
        return result_.days_late > 0;
    }

    bool undecided() const {
        const auto& milestones = state_.milestones.value;
        return std::any_of(milestones.begin(), milestones.end(), [](const Milestone& milestone) {
            return milestone.form == DeadlineForm::undecided;
        });
    }

    Judgement ahead() {
        for_each_milestone(state_, [&](std::uint32_t i) {
            const auto due = due_in_force(state_, i);
            if (due && !is_met(state_, i) && (!result_.due_before || *due < *result_.due_before)) {
                show(i, *due);
            }
        });
        if (!result_.due_before) {
            return with(Verdict::no_due_date);
        }
        result_.days_left = -days_past(*result_.due_before, now_, zone_);
        return with(
            *result_.days_left <= due_soon_days_ ? Verdict::due_soon : Verdict::on_schedule
        );
    }

    const State& state_;
    Instant now_;
    const Zone& zone_;
    int due_soon_days_;
    Judgement result_;
};

}  // namespace

namespace {

// `end`, moved by the latest grant. A milestone that has no such end gets none from a grant.
std::optional<Instant> moved(
    const State& state, std::uint32_t milestone, std::optional<Instant> end
) {
    for (const auto& grant : state.granted) {
        if (end && grant.value.milestone == milestone &&
            speaks_of_present(state, milestone, grant)) {
            end = grant.value.due_before;
        }
    }
    return end;
}

// A term that was moved after it was extended ends where it was moved to.
std::optional<Instant> term_in_force(const State& state, std::uint32_t number) {
    const Reckoning* reckoning = reckoning_in_force(state, number);
    if (reckoning == nullptr) {
        return std::nullopt;
    }
    Instant end = reckoning->due_before;
    const Term& term = state.course->terms.at(number);
    for (const auto& grant : state.granted) {
        if (grant.value.milestone == number && is_newer(grant, term.started) &&
            !is_newer(term.moved, grant)) {
            end = grant.value.due_before;
        }
    }
    return end;
}

}  // namespace

std::optional<Instant> due_in_force(const State& state, std::uint32_t milestone) {
    const auto& milestones = state.milestones.value;
    return milestone < milestones.size() ? moved(state, milestone, milestones[milestone].due_before)
                                         : term_in_force(state, milestone);
}

std::optional<Instant> start_in_force(const State& state, std::uint32_t milestone) {
    const auto& milestones = state.milestones.value;
    return milestone < milestones.size()
               ? moved(state, milestone, milestones[milestone].start_before)
               : std::nullopt;
}

bool is_open(const State& state) {
    return state.exists() && !state.cancelled.stated() &&
           state.progress.value.progress != Progress::completed;
}

const Dated<ProgressReported>* handed_in(const State& state) {
    const auto& progress = state.progress;
    const auto& submission = state.submission;
    const bool stands = submission.stated() && submission.occurred_at <= progress.occurred_at &&
                        (!state.open.stated() || state.open.version < submission.version);
    switch (progress.stated() ? progress.value.progress : Progress::not_started) {
        case Progress::submitted:
        case Progress::completed: return stands ? &submission : &progress;
        case Progress::not_started:
        case Progress::in_progress: break;
    }
    return nullptr;
}

bool is_met(const State& state, std::uint32_t milestone) {
    const auto met = state.met.find(milestone);
    return met != state.met.end() && speaks_of_present(state, milestone, met->second);
}

Judgement judge(const State& state, Instant now, const Zone& zone, int due_soon_days) {
    return Judge(state, now, zone, due_soon_days).judgement();
}

std::string_view to_text(Verdict verdict) {
    switch (verdict) {
        case Verdict::on_schedule: return "on_schedule";
        case Verdict::due_soon: return "due_soon";
        case Verdict::overdue: return "overdue";
        case Verdict::start_missed: return "start_missed";
        case Verdict::completed: return "completed";
        case Verdict::completed_late: return "completed_late";
        case Verdict::no_due_date: return "no_due_date";
        case Verdict::undecided: return "undecided";
        case Verdict::cancelled: return "cancelled";
        case Verdict::missing: return "missing";
        case Verdict::suspended: return "suspended";
    }
    return "?";
}

std::string_view code_of(const State& state, Verdict verdict) {
    if (verdict == Verdict::cancelled || verdict == Verdict::undecided) {
        return "";
    }
    const Progress progress =
        state.progress.stated() ? state.progress.value.progress : Progress::not_started;
    const bool late = is_late(verdict);
    switch (progress) {
        case Progress::completed: return "HT";
        case Progress::in_progress:
        case Progress::submitted: return late ? "ĐTH-T" : "ĐTH-Đ";
        case Progress::not_started: return late ? "CTH-T" : "CTH-Đ";
    }
    return "";
}

}  // namespace dunghan::task
