#include "engine/task/decide.h"

#include <algorithm>

#include "engine/task/decide_quiet.h"
#include "engine/task/decide_workflow.h"
#include "engine/task/judge.h"
#include "engine/task/milestones.h"
#include "engine/task/workflow.h"

namespace dunghan::task {
namespace {

using Events = std::vector<Event>;

// A fact is news unless the newest known one already says the same. A fact older than the newest
// known one is recorded: it changes what was true in between.
template <class T>
Events unless_known(const Dated<T>& known, const T& wished, Instant occurred_at) {
    const bool known_already =
        known.stated() && known.value == wished && known.occurred_at <= occurred_at;
    return known_already ? Events{} : Events{wished};
}

class Decide {
 public:
    Decide(const State& state, Instant occurred_at, const Rules& rules)
        : state_(state), occurred_at_(occurred_at), rules_(rules) {}

    // About its place in a definition.
    template <class Wish>
    requires std::is_invocable_v<DecideWorkflow, Wish> Decision<Events>

    operator()(const Wish& wish) const {
        return DecideWorkflow(state_, occurred_at_, rules_)(wish);
    }

    Decision<Events> operator()(const Assign& wish) const {
        if (!state_.exists()) {
            return Events{wish.content};
        }
        const bool same = state_.kind == wish.content.kind && state_.code == wish.content.code &&
                          state_.description.value == wish.content.description &&
                          state_.milestones.value == wish.content.milestones;
        if (same) {
            return Events{};
        }
        return reject(
            "already_assigned",
            "Expected to assign " + state_.code +
                " anew, but it is assigned already; describe it "
                "or set its deadline instead"
        );
    }

    Decision<Events> operator()(const Describe& wish) const {
        const auto& known = state_.description;
        if (known.stated() && known.value == wish.description) {
            return Events{};
        }
        return Events{Described{wish.description}};
    }

    Decision<Events> operator()(const SetDeadline& wish) const {
        if (state_.milestones.value == wish.content.milestones) {
            return Events{};
        }
        return Events{wish.content};
    }

    Decision<Events> operator()(const ReportProgress& wish) const {
        if (state_.cancelled.stated()) {
            return reject(
                "cancelled",
                "Expected to report progress of " + state_.code + ", but it is cancelled"
            );
        }
        if (contradicts_state(wish.content.progress)) {
            return reject(
                "follows_definition",
                "Expected a transition of " + following(state_).definition + " out of '" +
                    state_name(state_) + "', because " + state_.code +
                    " follows it; progress follows from its states"
            );
        }
        return unless_known(state_.progress, wish.content, occurred_at_);
    }

    Decision<Events> operator()(const MeetMilestone& wish) const {
        if (!has_milestone(wish.content.milestone)) {
            return no_such_milestone(wish.content.milestone);
        }
        return is_met(state_, wish.content.milestone) ? Events{} : Events{wish.content};
    }

    Decision<Events> operator()(const AddEvidence& wish) const {
        if (wish.evidence.number.empty() && wish.evidence.issuer.empty()) {
            return content_required("the number or the issuer of a document");
        }
        const bool known = std::any_of(
            state_.evidence.begin(),
            state_.evidence.end(),
            [&](const Dated<Evidence>& evidence) { return evidence.value == wish.evidence; }
        );
        return known ? Events{} : Events{EvidenceAdded{wish.evidence}};
    }

    Decision<Events> operator()(const WaitOn& wish) const {
        if (!state_.waiting_on.stated() && !wish.content.party) {
            return Events{};
        }
        return unless_known(state_.waiting_on, wish.content, occurred_at_);
    }

    Decision<Events> operator()(const Rate& wish) const {
        if (wish.content.code.empty()) {
            return content_required("the code of a rating");
        }
        return unless_known(state_.rating, wish.content, occurred_at_);
    }

    Decision<Events> operator()(const RequestExtension& wish) const {
        if (!has_milestone(wish.content.milestone)) {
            return no_such_milestone(wish.content.milestone);
        }
        if (wish.content.until.empty()) {
            return content_required("until when the extension is asked for");
        }
        const auto known = state_.requested.find(wish.content.milestone);
        if (known == state_.requested.end()) {
            return Events{wish.content};
        }
        return unless_known(known->second, wish.content, occurred_at_);
    }

    Decision<Events> operator()(const GrantExtension& wish) const {
        if (!has_milestone(wish.content.milestone)) {
            return no_such_milestone(wish.content.milestone);
        }
        if (wish.content.basis.empty()) {
            return basis_required("grant an extension");
        }
        if (extensions_are_spent()) {
            return reject(
                "extension_spent",
                "Expected at most " + std::to_string(rules_.definition->extension.max) +
                    " extensions of " + state_.code +
                    ", as its definition allows, but they "
                    "were granted already"
            );
        }
        const Milestone milestone = *milestone_of(state_, wish.content.milestone);
        if (!milestone.due_before && !milestone.start_before) {
            return reject(
                "no_such_milestone",
                "Expected to extend a milestone with a due date, but milestone " +
                    std::to_string(wish.content.milestone + 1) + " of " + state_.code +
                    " has none; set its deadline instead"
            );
        }
        const auto in_force = milestone.due_before ? due_in_force(state_, wish.content.milestone)
                                                   : start_in_force(state_, wish.content.milestone);
        if (in_force == wish.content.due_before) {
            return Events{};
        }
        return Events{wish.content};
    }

    Decision<Events> operator()(const RefuseExtension& wish) const {
        if (wish.content.reason.empty()) {
            return reason_required("refuse an extension");
        }
        const auto known = state_.requested.find(wish.content.milestone);
        if (known == state_.requested.end()) {
            return reject(
                "no_pending_request",
                "Expected to refuse an extension of " + state_.code + ", but none was requested"
            );
        }
        return Events{wish.content};
    }

    Decision<Events> operator()(const Cancel& wish) const {
        if (wish.content.reason.empty()) {
            return reason_required("cancel it");
        }
        return state_.cancelled.stated() ? Events{} : Events{wish.content};
    }

    Decision<Events> operator()(const Acknowledge& wish) const {
        return DecideQuiet(state_, occurred_at_, rules_)(wish);
    }

    Decision<Events> operator()(const Silence& wish) const {
        return DecideQuiet(state_, occurred_at_, rules_)(wish);
    }

    Decision<Events> operator()(const IssueReminder& wish) const {
        const bool muted = !wish.content.muted_by.empty();
        const bool dealt_with =
            std::ranges::any_of(wish.content.reached, [&](const RungReached& rung) {
                return muted ? is_marked(state_.course->muted, rung)
                             : is_marked(state_.course->apart, rung) || is_dealt_with(rung);
            });
        const bool still_so = is_open(state_) == wish.content.overtaken_by.empty();
        if (!still_so || dealt_with || wish.content.reached.empty()) {
            return reject(
                "stale_reminder",
                "Expected to remind of " + state_.code + ", but it has moved on since"
            );
        }
        return Events{wish.content};
    }

 private:
    bool has_milestone(std::uint32_t milestone) const {
        return task::has_milestone(state_, milestone);
    }

    // What a definition says of the number of extensions binds those who follow it.
    bool extensions_are_spent() const {
        return rules_.definition != nullptr && following(state_).version != 0 &&
               state_.granted.size() >= static_cast<std::size_t>(rules_.definition->extension.max);
    }

    // A task that follows a definition moves by its transitions.
    bool contradicts_state(Progress progress) const {
        return following(state_).version != 0 && state_.progress.value.progress != progress;
    }

    static bool covers(const ReminderMark& mark, const RungReached& rung) {
        return mark.milestone == rung.milestone && mark.anchor == rung.anchor &&
               mark.planned >= rung.planned;
    }

    bool is_dealt_with(const RungReached& rung) const {
        return std::ranges::any_of(state_.reminders, [&](const ReminderMark& mark) {
            return covers(mark, rung);
        });
    }

    static bool is_marked(const std::vector<HolderMark>& marks, const RungReached& rung) {
        return std::ranges::any_of(marks, [&](const HolderMark& each) {
            return (each.holder.empty() || each.holder == rung.holder) && covers(each.mark, rung);
        });
    }

    Decision<Events> no_such_milestone(std::uint32_t milestone) const {
        return reject(
            "no_such_milestone",
            "Expected one of the " + std::to_string(state_.milestones.value.size()) +
                " milestones of " + state_.code + ", but got number " +
                std::to_string(milestone + 1)
        );
    }

    Decision<Events> content_required(const std::string& what) const {
        return reject(
            "content_required", "Expected " + what + " (" + state_.code + "), but got none"
        );
    }

    Decision<Events> reason_required(const std::string& act) const {
        return reject(
            "reason_required",
            "Expected a reason to " + act + " (" + state_.code + "), but got none"
        );
    }

    Decision<Events> basis_required(const std::string& act) const {
        return reject(
            "basis_required",
            "Expected the document that allows to " + act + " (" + state_.code + "), but got none"
        );
    }

    const State& state_;
    Instant occurred_at_;
    const Rules& rules_;
};

}  // namespace

Decision<Events> decide(
    const State& state, const Command& command, Instant occurred_at, const Rules& rules
) {
    if (!state.exists() && !std::holds_alternative<Assign>(command)) {
        return reject("no_such_task", "Expected an assigned task, but no such task is known");
    }
    return std::visit(Decide(state, occurred_at, rules), command);
}

}  // namespace dunghan::task
