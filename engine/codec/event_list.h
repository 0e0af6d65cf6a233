// The closed list: which struct is stored under which number and name. Everything that goes from a
// struct to its number or back walks it; a struct missing here is a compile error.
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "engine/codec/digest_v1.h"
#include "engine/codec/directory_v1.h"
#include "engine/codec/event.h"
#include "engine/codec/policy_v1.h"
#include "engine/codec/reminder_v1.h"
#include "engine/codec/schema.h"

namespace dunghan {

template <class T>
struct EventEntry {
    EventType type;
    std::string_view name;
};

inline constexpr std::tuple event_list{
    EventEntry<LogStarted>{EventType::log_started, "log_started"},
    EventEntry<DirectoryPublished>{EventType::directory_published, "directory_published"},
    EventEntry<PolicyPublished>{EventType::policy_published, "policy_published"},
    EventEntry<intake::CellSetAside>{EventType::cell_set_aside, "cell_set_aside"},
    EventEntry<CalendarPublished>{EventType::calendar_published, "calendar_published"},
    EventEntry<DefinitionPublished>{EventType::definition_published, "definition_published"},
    EventEntry<SeriesPublished>{EventType::series_published, "series_published"},
    EventEntry<CalendarApplied>{EventType::calendar_applied, "calendar_applied"},
    EventEntry<PeriodOpened>{EventType::period_opened, "period_opened"},
    EventEntry<PeriodStopped>{EventType::period_stopped, "period_stopped"},
    EventEntry<LogKeyAdded>{EventType::log_key_added, "log_key_added"},
    EventEntry<LogKeyRetired>{EventType::log_key_retired, "log_key_retired"},
    EventEntry<TailDiscarded>{EventType::tail_discarded, "tail_discarded"},
    EventEntry<DataLossAccepted>{EventType::data_loss_accepted, "data_loss_accepted"},

    EventEntry<task::Assigned>{EventType::task_assigned, "task_assigned"},
    EventEntry<task::Described>{EventType::task_described, "task_described"},
    EventEntry<task::DeadlineSet>{EventType::deadline_set, "deadline_set"},
    EventEntry<task::ProgressReported>{EventType::progress_reported, "progress_reported"},
    EventEntry<task::MilestoneMet>{EventType::milestone_met, "milestone_met"},
    EventEntry<task::EvidenceAdded>{EventType::evidence_added, "evidence_added"},
    EventEntry<task::WaitingOnSet>{EventType::waiting_on_set, "waiting_on_set"},
    EventEntry<task::Rated>{EventType::task_rated, "task_rated"},
    EventEntry<task::ExtensionRequested>{EventType::extension_requested, "extension_requested"},
    EventEntry<task::ExtensionGranted>{EventType::extension_granted, "extension_granted"},
    EventEntry<task::ExtensionRefused>{EventType::extension_refused, "extension_refused"},
    EventEntry<task::Cancelled>{EventType::task_cancelled, "task_cancelled"},
    EventEntry<task::ReminderIssued>{EventType::reminder_issued, "reminder_issued"},
    EventEntry<task::Bound>{EventType::task_bound, "task_bound"},
    EventEntry<task::StateEntered>{EventType::state_entered, "state_entered"},
    EventEntry<task::TermStarted>{EventType::term_started, "term_started"},
    EventEntry<task::TermMoved>{EventType::term_moved, "term_moved"},
    EventEntry<task::ClockSuspended>{EventType::clock_suspended, "clock_suspended"},
    EventEntry<task::ClockResumed>{EventType::clock_resumed, "clock_resumed"},
    EventEntry<task::Migrated>{EventType::task_migrated, "task_migrated"},
    EventEntry<task::ReminderAcknowledged>{
        EventType::reminder_acknowledged, "reminder_acknowledged"},
    EventEntry<task::Silenced>{EventType::task_silenced, "task_silenced"},

    EventEntry<reminder::DigestIssued>{EventType::digest_issued, "digest_issued"},
    EventEntry<reminder::DeliveryClaimed>{EventType::delivery_claimed, "delivery_claimed"},
    EventEntry<reminder::DeliverySent>{EventType::delivery_sent, "delivery_sent"},
    EventEntry<reminder::DeliveryFailed>{EventType::delivery_failed, "delivery_failed"},
    EventEntry<reminder::DeliveryUncertain>{EventType::delivery_uncertain, "delivery_uncertain"},
    EventEntry<reminder::OutboxHeld>{EventType::outbox_held, "outbox_held"},
    EventEntry<reminder::OutboxReleased>{EventType::outbox_released, "outbox_released"},
    EventEntry<reminder::DeliveryWithdrawn>{EventType::delivery_withdrawn, "delivery_withdrawn"},

    EventEntry<person::Described>{EventType::person_described, "person_described"},
    EventEntry<person::Erased>{EventType::person_erased, "person_erased"},
    EventEntry<access::TokenCreated>{EventType::token_created, "token_created"},
    EventEntry<access::TokenRevoked>{EventType::token_revoked, "token_revoked"},
    EventEntry<access::AccessDenied>{EventType::access_denied, "access_denied"},

    EventEntry<endpoint::Created>{EventType::endpoint_created, "endpoint_created"},
    EventEntry<endpoint::Changed>{EventType::endpoint_changed, "endpoint_changed"},
    EventEntry<endpoint::SecretRotated>{
        EventType::endpoint_secret_rotated, "endpoint_secret_rotated"},
    EventEntry<endpoint::EgressGranted>{EventType::egress_granted, "egress_granted"},
    EventEntry<endpoint::EgressWithdrawn>{EventType::egress_withdrawn, "egress_withdrawn"},
    EventEntry<endpoint::Disabled>{EventType::endpoint_disabled, "endpoint_disabled"},
    EventEntry<endpoint::Enabled>{EventType::endpoint_enabled, "endpoint_enabled"},
    EventEntry<endpoint::Removed>{EventType::endpoint_removed, "endpoint_removed"},
    EventEntry<endpoint::Tested>{EventType::endpoint_tested, "endpoint_tested"},
    EventEntry<endpoint::ReplayRequested>{
        EventType::endpoint_replay_requested, "endpoint_replay_requested"}};

// Calls `visit` with each entry in the order of the numbers.
template <class Visit>
constexpr void for_each_event(const Visit& visit) {
    std::apply([&](const auto&... entry) { (visit(entry), ...); }, event_list);
}

}  // namespace dunghan
