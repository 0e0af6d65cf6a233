// Listings of what only the views store. The order is the order of the octets.
#pragma once

#include "engine/codec/endpoint_fields.h"
#include "engine/codec/fields.h"
#include "engine/codec/rows.h"
#include "engine/codec/task_fields.h"

namespace dunghan {

// What a row begins with: all members of the struct, or those that the first releases knew.
template <class T>
inline constexpr auto row_fields = fields<T>;

// The rest, which stands behind the row, and only where one of them says something.
template <class T>
inline constexpr auto later_fields = std::tuple{};

template <>
inline constexpr auto row_fields<task::RungReached> = std::tuple{
    field("anchor", &task::RungReached::anchor),
    field("milestone", &task::RungReached::milestone),
    field("occurrence", &task::RungReached::occurrence),
    field("planned", &task::RungReached::planned),
    field("rung", &task::RungReached::rung)};

template <>
inline constexpr auto later_fields<task::RungReached> = std::tuple{
    field("holder", &task::RungReached::holder),
    field("promise", &task::RungReached::promise),
    field("recipients", &task::RungReached::recipients),
    field("silent", &task::RungReached::silent),
    field("to", &task::RungReached::to)};

template <>
inline constexpr auto fields<task::ReminderMark> = std::tuple{
    field("milestone", &task::ReminderMark::milestone),
    field("anchor", &task::ReminderMark::anchor),
    field("rung", &task::ReminderMark::rung),
    field("occurrence", &task::ReminderMark::occurrence),
    field("planned", &task::ReminderMark::planned)};

template <>
inline constexpr auto fields<task::Term> =
    std::tuple{field("started", &task::Term::started), field("moved", &task::Term::moved)};

template <>
inline constexpr auto fields<task::HolderMark> = std::tuple{
    field("holder", &task::HolderMark::holder),
    field("mark", &task::HolderMark::mark),
    field("slot", &task::HolderMark::slot)};

template <>
inline constexpr auto fields<task::Told> =
    std::tuple{field("agency", &task::Told::agency), field("of", &task::Told::of)};

template <>
inline constexpr auto fields<task::Course> = std::tuple{
    field("bound", &task::Course::bound),
    field("entered", &task::Course::entered),
    field("migrated", &task::Course::migrated),
    field("terms", &task::Course::terms),
    field("suspended", &task::Course::suspended),
    field("resumed", &task::Course::resumed),
    field("acknowledged", &task::Course::acknowledged),
    field("silenced", &task::Course::silenced),
    field("apart", &task::Course::apart),
    field("muted", &task::Course::muted),
    field("told", &task::Course::told)};

template <>
inline constexpr auto fields<task::State> = std::tuple{
    field("version", &task::State::version),
    field("kind", &task::State::kind),
    field("code", &task::State::code),
    field("assigned_at", &task::State::assigned_at),
    field("last_occurred", &task::State::last_occurred),
    field("last_recorded", &task::State::last_recorded),
    field("last_update", &task::State::last_update),
    field("description", &task::State::description),
    field("milestones", &task::State::milestones),
    field("progress", &task::State::progress),
    field("submission", &task::State::submission),
    field("open", &task::State::open),
    field("waiting_on", &task::State::waiting_on),
    field("rating", &task::State::rating),
    field("cancelled", &task::State::cancelled),
    field("met", &task::State::met),
    field("evidence", &task::State::evidence),
    field("requested", &task::State::requested),
    field("refused", &task::State::refused),
    field("granted", &task::State::granted),
    field("reminders", &task::State::reminders),
    field("course", &task::State::course)};

template <>
inline constexpr auto fields<TaskRow> =
    std::tuple{field("state", &TaskRow::state), field("wake", &TaskRow::wake)};

template <>
inline constexpr auto fields<PendingRow> = std::tuple{
    field("slot", &PendingRow::slot),
    field("policy", &PendingRow::policy),
    field("reached", &PendingRow::reached)};

template <>
inline constexpr auto row_fields<reminder::State> = std::tuple{
    field("version", &reminder::State::version),
    field("recipient", &reminder::State::recipient),
    field("slot", &reminder::State::slot),
    field("delivery", &reminder::State::delivery),
    field("attempts", &reminder::State::attempts),
    field("next_attempt", &reminder::State::next_attempt),
    field("last_answer", &reminder::State::last_answer)};

template <>
inline constexpr auto later_fields<reminder::State> =
    std::tuple{field("policies", &reminder::State::policies)};

template <>
inline constexpr auto fields<reminder::State> =
    std::tuple_cat(row_fields<reminder::State>, later_fields<reminder::State>);

template <>
inline constexpr auto fields<person::DescribedBy> = std::tuple{
    field("occurred_at", &person::DescribedBy::occurred_at),
    field("version", &person::DescribedBy::version)};

template <>
inline constexpr auto fields<person::State> = std::tuple{
    field("version", &person::State::version),
    field("agency", &person::State::agency),
    field("reachable", &person::State::reachable),
    field("sealed", &person::State::sealed),
    field("described", &person::State::described),
    field("erased", &person::State::erased),
    field("erased_at", &person::State::erased_at),
    field("basis", &person::State::basis)};

template <>
inline constexpr auto fields<endpoint::Secret> =
    std::tuple{field("mark", &endpoint::Secret::mark), field("until", &endpoint::Secret::until)};

template <>
inline constexpr auto fields<endpoint::State> = std::tuple{
    field("version", &endpoint::State::version),
    field("endpoint", &endpoint::State::endpoint),
    field("created", &endpoint::State::created),
    field("created_at", &endpoint::State::created_at),
    field("secrets", &endpoint::State::secrets),
    field("grants", &endpoint::State::grants),
    field("disabled", &endpoint::State::disabled),
    field("cause", &endpoint::State::cause),
    field("reason", &endpoint::State::reason),
    field("disabled_at", &endpoint::State::disabled_at),
    field("enabled_at", &endpoint::State::enabled_at),
    field("removed", &endpoint::State::removed)};

}  // namespace dunghan
