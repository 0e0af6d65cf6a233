// The closed list of event types and their frozen numbers.
//
// DO NOT CHANGE THESE VALUES: they are embedded in every stored record. A number is never reused;
// a retired type stays listed with the release that retired it. Format: docs/formats/event_log.md
#pragma once

#include <cstdint>

namespace dunghan {

enum class EventType : std::uint16_t {
    log_started = 1,
    directory_published = 2,
    policy_published = 3,
    cell_set_aside = 4,
    calendar_published = 5,
    definition_published = 6,
    series_published = 7,
    calendar_applied = 8,
    period_opened = 9,
    period_stopped = 10,
    log_key_added = 12,
    log_key_retired = 13,
    tail_discarded = 14,
    data_loss_accepted = 15,

    task_assigned = 16,
    task_described = 17,
    deadline_set = 18,
    progress_reported = 19,
    milestone_met = 20,
    evidence_added = 21,
    waiting_on_set = 22,
    task_rated = 23,
    extension_requested = 24,
    extension_granted = 25,
    extension_refused = 26,
    task_cancelled = 27,
    reminder_issued = 28,
    task_bound = 29,
    state_entered = 30,
    term_started = 31,
    term_moved = 32,
    clock_suspended = 33,
    clock_resumed = 34,
    task_migrated = 35,
    reminder_acknowledged = 36,
    task_silenced = 37,

    digest_issued = 48,
    delivery_claimed = 49,
    delivery_sent = 50,
    delivery_failed = 51,
    delivery_uncertain = 52,
    outbox_held = 53,
    outbox_released = 54,
    delivery_withdrawn = 55,

    person_described = 64,
    person_erased = 65,
    token_created = 66,
    token_revoked = 67,
    access_denied = 68,

    endpoint_created = 80,
    endpoint_changed = 81,
    endpoint_secret_rotated = 82,
    egress_granted = 83,
    egress_withdrawn = 84,
    endpoint_disabled = 85,
    endpoint_enabled = 86,
    endpoint_removed = 87,
    endpoint_tested = 88,
    endpoint_replay_requested = 89,
};

}  // namespace dunghan
