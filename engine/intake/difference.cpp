#include "engine/intake/difference.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/task/judge.h"

namespace dunghan::intake {
namespace {

using task::State;

bool same_description(const task::Description& a, const task::Description& b) {
    return squeeze(a.title) == squeeze(b.title) && squeeze(a.item) == squeeze(b.item) &&
           squeeze(a.section) == squeeze(b.section) && a.holders == b.holders &&
           a.partners == b.partners && a.level == b.level;
}

// The same term in other words is the same term; so is the term as an extension has moved it, for
// a later edition of the plan may print either. An unreadable one is told apart by its words.
bool same_term(const Milestone& printed, const State& known, std::uint32_t index) {
    const Milestone& before = known.milestones.value[index];
    const bool same_due = printed.due_before == before.due_before ||
                          printed.due_before == task::due_in_force(known, index);
    const bool same_start = printed.start_before == before.start_before ||
                            printed.start_before == task::start_in_force(known, index);
    const bool readable = printed.form != DeadlineForm::undecided;
    return same_due && same_start && fold(printed.label) == fold(before.label) &&
           (printed.form == before.form || printed.due_before.has_value()) &&
           (readable || fold(printed.raw) == fold(before.raw));
}

bool same_deadlines(const std::vector<Milestone>& printed, const State& known) {
    const auto count = static_cast<std::uint32_t>(known.milestones.value.size());
    if (printed.size() != count) {
        return false;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!same_term(printed[i], known, i)) {
            return false;
        }
    }
    return true;
}

bool same_progress(const task::ProgressReported& a, const task::ProgressReported& b) {
    return a.progress == b.progress && a.stage == b.stage && squeeze(a.note) == squeeze(b.note);
}

class Difference {
 public:
    Difference(const Fact& fact, const State& known, Instant effective)
        : fact_(fact), known_(known), effective_(effective) {}

    std::vector<Wish> wishes() {
        if (known_.exists()) {
            revise();
        } else {
            assign();
        }
        report();
        return std::move(wishes_);
    }

 private:
    void wish(task::Command command) { wishes_.push_back({std::move(command), effective_}); }

    void assign() {
        // The plan's own date, where the file states it; a plan dated after the day it is said to
        // hold from counts from that day.
        const Instant at = std::min(fact_.assigned_at.value_or(effective_), effective_);
        const task::Assigned content{fact_.kind, fact_.code, fact_.description, fact_.milestones};
        wishes_.push_back({task::Assign{content}, at});
    }

    void revise() {
        if (!same_description(fact_.description, known_.description.value)) {
            wish(task::Describe{fact_.description});
        }
        if (!same_deadlines(fact_.milestones, known_)) {
            wish(task::SetDeadline{{fact_.milestones, "the plan states it so", ""}});
        }
    }

    void report() {
        if (fact_.progress &&
            !(known_.progress.stated() && same_progress(*fact_.progress, known_.progress.value))) {
            wish(task::ReportProgress{*fact_.progress});
        }
        if (fact_.rating && !(known_.rating.stated() && *fact_.rating == known_.rating.value)) {
            wish(task::Rate{*fact_.rating});
        }
        for (const task::Evidence& evidence : fact_.evidence) {
            add_evidence(evidence);
        }
        wait_on();
        if (fact_.extension) {
            request_extension(*fact_.extension);
        }
    }

    void add_evidence(const task::Evidence& evidence) {
        const bool known =
            std::any_of(known_.evidence.begin(), known_.evidence.end(), [&](const auto& entry) {
                return entry.value == evidence;
            });
        if (!known) {
            wish(task::AddEvidence{evidence});
        }
    }

    // A document that does not speak of waiting leaves what is known as it is.
    void wait_on() {
        if (fact_.waiting_on &&
            !(known_.waiting_on.stated() && *fact_.waiting_on == known_.waiting_on.value)) {
            wish(task::WaitOn{*fact_.waiting_on});
        }
    }

    void request_extension(const task::ExtensionRequested& request) {
        const auto known = known_.requested.find(request.milestone);
        if (known == known_.requested.end() || known->second.value != request) {
            wish(task::RequestExtension{request});
        }
    }

    const Fact& fact_;
    const State& known_;
    Instant effective_;
    std::vector<Wish> wishes_;
};

}  // namespace

std::vector<Wish> difference(const Fact& fact, const State& known, Instant effective) {
    return Difference(fact, known, effective).wishes();
}

}  // namespace dunghan::intake
