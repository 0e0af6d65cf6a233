// Policy of a single task: which wishes are granted, as events.
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "engine/task/command.h"
#include "engine/task/rules.h"
#include "engine/task/state.h"

namespace dunghan::task {

// `occurred_at` is when the wished act happens or happened. An empty list means: it is already so.
// Rejections: no_such_task, already_assigned, cancelled, no_such_milestone, reason_required,
// content_required, basis_required, evidence_required, no_pending_request, stale_reminder,
// extension_spent; of a task that follows a definition also no_such_definition, follows_definition,
// no_such_transition, wrong_state, wrong_role, next_holder_required, no_such_term, no_calendar,
// already_suspended, not_suspended, stale_timer; of what keeps reminders quiet not_reminded,
// in_the_past, too_long, no_policy.
[[nodiscard]] Decision<std::vector<Event>> decide(
    const State& state, const Command& command, Instant occurred_at, const Rules& rules
);

}  // namespace dunghan::task
