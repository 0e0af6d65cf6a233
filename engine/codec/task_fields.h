// Listings of the task's events and the values inside them.
#pragma once

#include "engine/codec/fields.h"
#include "engine/codec/term_fields.h"
#include "engine/task/event.h"

namespace dunghan {

template <>
inline constexpr auto fields<Party> =
    std::tuple{field("id", &Party::id), field("kind", &Party::kind)};

template <>
inline constexpr auto fields<Milestone> = std::tuple{
    field("due_before", &Milestone::due_before),
    field("form", &Milestone::form),
    field("label", &Milestone::label),
    field("raw", &Milestone::raw),
    field("start_before", &Milestone::start_before)};

template <>
inline constexpr auto fields<task::Description> = std::tuple{
    field("holders", &task::Description::holders),
    field("item", &task::Description::item),
    field("level", &task::Description::level),
    field("partners", &task::Description::partners),
    field("section", &task::Description::section),
    field("title", &task::Description::title)};

template <>
inline constexpr auto fields<task::Evidence> = std::tuple{
    field("date", &task::Evidence::date),
    field("issuer", &task::Evidence::issuer),
    field("note", &task::Evidence::note),
    field("number", &task::Evidence::number)};

template <>
inline constexpr auto fields<task::Assigned> = std::tuple{
    field("code", &task::Assigned::code),
    field("description", &task::Assigned::description),
    field("kind", &task::Assigned::kind),
    field("milestones", &task::Assigned::milestones)};

template <>
inline constexpr auto fields<task::Described> =
    std::tuple{field("description", &task::Described::description)};

template <>
inline constexpr auto fields<task::DeadlineSet> = std::tuple{
    field("basis", &task::DeadlineSet::basis),
    field("milestones", &task::DeadlineSet::milestones),
    field("reason", &task::DeadlineSet::reason)};

template <>
inline constexpr auto fields<task::ProgressReported> = std::tuple{
    field("note", &task::ProgressReported::note),
    field("observed", &task::ProgressReported::observed),
    field("progress", &task::ProgressReported::progress),
    field("stage", &task::ProgressReported::stage)};

template <>
inline constexpr auto fields<task::MilestoneMet> = std::tuple{
    field("milestone", &task::MilestoneMet::milestone), field("note", &task::MilestoneMet::note)};

template <>
inline constexpr auto fields<task::EvidenceAdded> =
    std::tuple{field("evidence", &task::EvidenceAdded::evidence)};

template <>
inline constexpr auto fields<task::WaitingOnSet> = std::tuple{
    field("party", &task::WaitingOnSet::party), field("reason", &task::WaitingOnSet::reason)};

template <>
inline constexpr auto fields<task::Rated> = std::tuple{
    field("code", &task::Rated::code),
    field("confirmed_by", &task::Rated::confirmed_by),
    field("rated_by", &task::Rated::rated_by),
    field("reason", &task::Rated::reason)};

template <>
inline constexpr auto fields<task::ExtensionRequested> = std::tuple{
    field("milestone", &task::ExtensionRequested::milestone),
    field("reason", &task::ExtensionRequested::reason),
    field("until", &task::ExtensionRequested::until)};

template <>
inline constexpr auto fields<task::ExtensionGranted> = std::tuple{
    field("basis", &task::ExtensionGranted::basis),
    field("due_before", &task::ExtensionGranted::due_before),
    field("milestone", &task::ExtensionGranted::milestone),
    field("reason", &task::ExtensionGranted::reason),
    field("until", &task::ExtensionGranted::until)};

template <>
inline constexpr auto fields<task::ExtensionRefused> = std::tuple{
    field("basis", &task::ExtensionRefused::basis),
    field("milestone", &task::ExtensionRefused::milestone),
    field("reason", &task::ExtensionRefused::reason)};

template <>
inline constexpr auto fields<task::Cancelled> =
    std::tuple{field("basis", &task::Cancelled::basis), field("reason", &task::Cancelled::reason)};

template <>
inline constexpr auto fields<task::RungReached> = std::tuple{
    field("anchor", &task::RungReached::anchor),
    field("holder", &task::RungReached::holder),
    field("milestone", &task::RungReached::milestone),
    field("occurrence", &task::RungReached::occurrence),
    field("planned", &task::RungReached::planned),
    field("promise", &task::RungReached::promise),
    field("recipients", &task::RungReached::recipients),
    field("rung", &task::RungReached::rung),
    field("silent", &task::RungReached::silent),
    field("to", &task::RungReached::to)};

template <>
inline constexpr auto fields<task::RungsSuperseded> = std::tuple{
    field("from", &task::RungsSuperseded::from),
    field("holder", &task::RungsSuperseded::holder),
    field("milestone", &task::RungsSuperseded::milestone),
    field("rung", &task::RungsSuperseded::rung),
    field("to", &task::RungsSuperseded::to)};

template <>
inline constexpr auto fields<task::Unresolved> = std::tuple{
    field("instead", &task::Unresolved::instead),
    field("of", &task::Unresolved::of),
    field("role", &task::Unresolved::role),
    field("why", &task::Unresolved::why)};

template <>
inline constexpr auto fields<task::Delegated> =
    std::tuple{field("from", &task::Delegated::from), field("to", &task::Delegated::to)};

template <>
inline constexpr auto fields<task::ReminderIssued> = std::tuple{
    field("delegated", &task::ReminderIssued::delegated),
    field("muted_by", &task::ReminderIssued::muted_by),
    field("overtaken_by", &task::ReminderIssued::overtaken_by),
    field("policy", &task::ReminderIssued::policy),
    field("reached", &task::ReminderIssued::reached),
    field("slot", &task::ReminderIssued::slot),
    field("superseded", &task::ReminderIssued::superseded),
    field("unresolved", &task::ReminderIssued::unresolved)};

template <>
inline constexpr auto fields<task::Bound> = std::tuple{
    field("definition", &task::Bound::definition),
    field("parent", &task::Bound::parent),
    field("period", &task::Bound::period),
    field("series", &task::Bound::series),
    field("state", &task::Bound::state),
    field("version", &task::Bound::version)};

template <>
inline constexpr auto fields<task::StateEntered> = std::tuple{
    field("basis", &task::StateEntered::basis),
    field("deemed", &task::StateEntered::deemed),
    field("from", &task::StateEntered::from),
    field("reason", &task::StateEntered::reason),
    field("to", &task::StateEntered::to),
    field("transition", &task::StateEntered::transition)};

template <>
inline constexpr auto fields<task::TermStarted> = std::tuple{
    field("deemed", &task::TermStarted::deemed),
    field("milestone", &task::TermStarted::milestone),
    field("reckoning", &task::TermStarted::reckoning),
    field("rule", &task::TermStarted::rule)};

template <>
inline constexpr auto fields<task::TermMoved> = std::tuple{
    field("basis", &task::TermMoved::basis),
    field("cause", &task::TermMoved::cause),
    field("milestone", &task::TermMoved::milestone),
    field("reason", &task::TermMoved::reason),
    field("reckoning", &task::TermMoved::reckoning),
    field("rule", &task::TermMoved::rule)};

template <>
inline constexpr auto fields<task::ClockSuspended> = std::tuple{
    field("basis", &task::ClockSuspended::basis), field("reason", &task::ClockSuspended::reason)};

template <>
inline constexpr auto fields<task::ClockResumed> = std::tuple{
    field("basis", &task::ClockResumed::basis), field("reason", &task::ClockResumed::reason)};

template <>
inline constexpr auto fields<task::Migrated> = std::tuple{
    field("definition", &task::Migrated::definition),
    field("reason", &task::Migrated::reason),
    field("state", &task::Migrated::state),
    field("version", &task::Migrated::version)};

template <>
inline constexpr auto fields<task::ReminderAcknowledged> = std::tuple{
    field("agency", &task::ReminderAcknowledged::agency),
    field("note", &task::ReminderAcknowledged::note),
    field("promise", &task::ReminderAcknowledged::promise),
    field("rests_until", &task::ReminderAcknowledged::rests_until)};

template <>
inline constexpr auto fields<task::Silenced> =
    std::tuple{field("reason", &task::Silenced::reason), field("until", &task::Silenced::until)};

}  // namespace dunghan
