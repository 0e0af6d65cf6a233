// Enumerators <-> their names in payloads. The names are frozen like event type numbers.
#pragma once

#include <optional>
#include <string_view>

#include "engine/access/role.h"
#include "engine/calendar/calendar.h"
#include "engine/deadline/milestone.h"
#include "engine/deadline/term.h"
#include "engine/definition/definition.h"
#include "engine/directory/party.h"
#include "engine/directory/role.h"
#include "engine/endpoint/call.h"
#include "engine/endpoint/endpoint.h"
#include "engine/policy/policy.h"
#include "engine/reminder/state.h"
#include "engine/series/series.h"
#include "engine/task/event.h"

namespace dunghan {

// "" for a value outside the enum, which only damaged rows hold.
[[nodiscard]] std::string_view stored_name(PartyKind kind);
[[nodiscard]] std::string_view stored_name(DeadlineForm form);
[[nodiscard]] std::string_view stored_name(StateProgress progress);
[[nodiscard]] std::string_view stored_name(Anchor anchor);
[[nodiscard]] std::string_view stored_name(DayKind kind);
[[nodiscard]] std::string_view stored_name(RungUnit unit);
[[nodiscard]] std::string_view stored_name(Role role);
[[nodiscard]] std::string_view stored_name(task::Kind kind);
[[nodiscard]] std::string_view stored_name(task::Progress progress);
[[nodiscard]] std::string_view stored_name(reminder::Delivery delivery);
[[nodiscard]] std::string_view stored_name(BudgetUnit unit);
[[nodiscard]] std::string_view stored_name(Roll roll);
[[nodiscard]] std::string_view stored_name(task::MoveCause cause);
[[nodiscard]] std::string_view stored_name(DutyKind kind);
[[nodiscard]] std::string_view stored_name(TermFrom from);
[[nodiscard]] std::string_view stored_name(access::AccessRole role);
[[nodiscard]] std::string_view stored_name(access::Operation operation);
[[nodiscard]] std::string_view stored_name(endpoint::DisableCause cause);
[[nodiscard]] std::string_view stored_name(endpoint::CallOutcome outcome);

// The enumerators are small: all of them lie below this.
inline constexpr unsigned enumerators_max = 32;

template <class E>
[[nodiscard]] std::optional<E> from_stored_name(std::string_view name) {
    for (unsigned value = 0; value < enumerators_max && !name.empty(); ++value) {
        if (stored_name(static_cast<E>(value)) == name) {
            return static_cast<E>(value);
        }
    }
    return std::nullopt;
}

}  // namespace dunghan
