#include "engine/codec/names.h"

namespace dunghan {

std::string_view stored_name(PartyKind kind) {
    switch (kind) {
        case PartyKind::agency: return "agency";
        case PartyKind::group: return "group";
        case PartyKind::unresolved: return "unresolved";
    }
    return "";
}

std::string_view stored_name(DeadlineForm form) {
    switch (form) {
        case DeadlineForm::month: return "month";
        case DeadlineForm::quarter: return "quarter";
        case DeadlineForm::year: return "year";
        case DeadlineForm::day: return "day";
        case DeadlineForm::before_day: return "before_day";
        case DeadlineForm::start_month: return "start_month";
        case DeadlineForm::yearly: return "yearly";
        case DeadlineForm::external: return "external";
        case DeadlineForm::undecided: return "undecided";
    }
    return "";
}

std::string_view stored_name(Role role) {
    switch (role) {
        case Role::holder: return "holder";
        case Role::deputy: return "deputy";
        case Role::head: return "head";
        case Role::coordinator: return "coordinator";
        case Role::committee: return "committee";
        case Role::appraiser: return "appraiser";
        case Role::system: return "system";
    }
    return "";
}

std::string_view stored_name(StateProgress progress) {
    switch (progress) {
        case StateProgress::not_started: return "not_started";
        case StateProgress::in_progress: return "in_progress";
        case StateProgress::submitted: return "submitted";
        case StateProgress::completed: return "completed";
        case StateProgress::cancelled: return "cancelled";
    }
    return "";
}

std::string_view stored_name(Anchor anchor) {
    switch (anchor) {
        case Anchor::due: return "due";
        case Anchor::start: return "start";
        case Anchor::update: return "update";
        case Anchor::missing: return "missing";
    }
    return "";
}

std::string_view stored_name(DayKind kind) {
    switch (kind) {
        case DayKind::holiday: return "holiday";
        case DayKind::day_off: return "day_off";
        case DayKind::worked: return "worked";
    }
    return "";
}

std::string_view stored_name(RungUnit unit) {
    switch (unit) {
        case RungUnit::days: return "days";
        case RungUnit::working_days: return "working_days";
        case RungUnit::working_hours: return "working_hours";
    }
    return "";
}

// The engine's own words for these two may be reworded for readers one day; the stored ones may
// not. Hence not task::to_text.
std::string_view stored_name(task::Kind kind) {
    switch (kind) {
        case task::Kind::plan_task: return "task";
        case task::Kind::dossier: return "dossier";
        case task::Kind::report: return "report";
    }
    return "";
}

std::string_view stored_name(task::Progress progress) {
    switch (progress) {
        case task::Progress::not_started: return "not_started";
        case task::Progress::in_progress: return "in_progress";
        case task::Progress::submitted: return "submitted";
        case task::Progress::completed: return "completed";
    }
    return "";
}

std::string_view stored_name(reminder::Delivery delivery) {
    switch (delivery) {
        case reminder::Delivery::owed: return "owed";
        case reminder::Delivery::claimed: return "claimed";
        case reminder::Delivery::sent: return "sent";
        case reminder::Delivery::dead: return "dead";
        case reminder::Delivery::dropped: return "dropped";
    }
    return "";
}

std::string_view stored_name(BudgetUnit unit) {
    switch (unit) {
        case BudgetUnit::days: return "days";
        case BudgetUnit::working_days: return "working_days";
        case BudgetUnit::working_hours: return "working_hours";
        case BudgetUnit::weeks: return "weeks";
        case BudgetUnit::months: return "months";
    }
    return "";
}

std::string_view stored_name(Roll roll) {
    switch (roll) {
        case Roll::none: return "none";
        case Roll::next_working_day: return "next_working_day";
    }
    return "";
}

std::string_view stored_name(task::MoveCause cause) {
    switch (cause) {
        case task::MoveCause::calendar: return "calendar";
        case task::MoveCause::resumed: return "resumed";
        case task::MoveCause::restarted: return "restarted";
        case task::MoveCause::migrated: return "migrated";
    }
    return "";
}

std::string_view stored_name(DutyKind kind) {
    return stored_name(static_cast<task::Kind>(kind));
}

std::string_view stored_name(TermFrom from) {
    switch (from) {
        case TermFrom::opening: return "opening";
        case TermFrom::close: return "close";
    }
    return "";
}

std::string_view stored_name(access::AccessRole role) {
    return name_of(role);
}

std::string_view stored_name(access::Operation operation) {
    return name_of(operation);
}

std::string_view stored_name(endpoint::DisableCause cause) {
    return name_of(cause);
}

std::string_view stored_name(endpoint::CallOutcome outcome) {
    return name_of(outcome);
}

}  // namespace dunghan
