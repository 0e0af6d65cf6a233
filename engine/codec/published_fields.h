// Listings of what enters the log whole: its start, the directory, the policy, calendars, cells set
// aside; definitions in definition_fields.h, series in series_fields.h.
#pragma once

#include "engine/calendar/calendar.h"
#include "engine/codec/definition_fields.h"
#include "engine/codec/fields.h"
#include "engine/codec/series_fields.h"
#include "engine/directory/directory.h"
#include "engine/event/log_event.h"
#include "engine/intake/event.h"
#include "engine/policy/policy.h"

namespace dunghan {

template <>
inline constexpr auto fields<LogStarted> =
    std::tuple{field("clock", &LogStarted::clock), field("format", &LogStarted::format)};

template <>
inline constexpr auto fields<LogKeyAdded> =
    std::tuple{field("endorsement", &LogKeyAdded::endorsement), field("key", &LogKeyAdded::key)};

template <>
inline constexpr auto fields<LogKeyRetired> = std::tuple{
    field("endorsement", &LogKeyRetired::endorsement), field("key", &LogKeyRetired::key)};

template <>
inline constexpr auto fields<TailDiscarded> = std::tuple{
    field("end", &TailDiscarded::end), field("written_again", &TailDiscarded::written_again)};

template <>
inline constexpr auto fields<DataLossAccepted> = std::tuple{
    field("first", &DataLossAccepted::first),
    field("last", &DataLossAccepted::last),
    field("reason", &DataLossAccepted::reason)};

template <>
inline constexpr auto fields<Agency> = std::tuple{
    field("aliases", &Agency::aliases),
    field("calendar", &Agency::calendar),
    field("deputy_email", &Agency::deputy_email),
    field("email", &Agency::email),
    field("from", &Agency::from),
    field("head_email", &Agency::head_email),
    field("id", &Agency::id),
    field("name", &Agency::name),
    field("successor", &Agency::successor),
    field("until", &Agency::until)};

template <>
inline constexpr auto fields<Member> = std::tuple{
    field("agency", &Member::agency), field("from", &Member::from), field("until", &Member::until)};

template <>
inline constexpr auto fields<Group> = std::tuple{
    field("aliases", &Group::aliases),
    field("id", &Group::id),
    field("members", &Group::members),
    field("name", &Group::name)};

template <>
inline constexpr auto fields<Delegation> = std::tuple{
    field("from", &Delegation::from),
    field("note", &Delegation::note),
    field("to", &Delegation::to),
    field("until", &Delegation::until),
    field("who", &Delegation::who)};

template <>
inline constexpr auto fields<Committee> =
    std::tuple{field("email", &Committee::email), field("name", &Committee::name)};

template <>
inline constexpr auto fields<DirectoryPublished> = std::tuple{
    field("agencies", &DirectoryPublished::agencies),
    field("committee", &DirectoryPublished::committee),
    field("delegations", &DirectoryPublished::delegations),
    field("groups", &DirectoryPublished::groups),
    field("version", &DirectoryPublished::version)};

template <>
inline constexpr auto fields<Zone> = std::tuple{
    field("name", &Zone::name),
    field("offset_minutes", &Zone::offset_minutes),
    field("tzdata", &Zone::tzdata)};

template <>
inline constexpr auto fields<Slot> = std::tuple{
    field("at_minute", &Slot::at_minute),
    field("until_minute", &Slot::until_minute),
    field("weekdays", &Slot::weekdays)};

template <>
inline constexpr auto fields<RungRule> = std::tuple{
    field("anchor", &RungRule::anchor),
    field("every", &RungRule::every),
    field("everyone", &RungRule::everyone),
    field("id", &RungRule::id),
    field("max", &RungRule::max),
    field("offset", &RungRule::offset),
    field("to", &RungRule::to),
    field("unit", &RungRule::unit),
    field("weekday", &RungRule::weekday)};

template <>
inline constexpr auto fields<PolicyPublished> = std::tuple{
    field("calendar", &PolicyPublished::calendar),
    field("coordinator", &PolicyPublished::coordinator),
    field("due_soon_days", &PolicyPublished::due_soon_days),
    field("name", &PolicyPublished::name),
    field("rest_days", &PolicyPublished::rest_days),
    field("rungs", &PolicyPublished::rungs),
    field("slot", &PolicyPublished::slot),
    field("version", &PolicyPublished::version),
    field("zone", &PolicyPublished::zone)};

template <>
inline constexpr auto fields<CalendarDay> = std::tuple{
    field("date", &CalendarDay::date),
    field("kind", &CalendarDay::kind),
    field("name", &CalendarDay::name),
    field("notice", &CalendarDay::notice)};

template <>
inline constexpr auto fields<WorkPeriod> = std::tuple{
    field("from_minute", &WorkPeriod::from_minute),
    field("until_minute", &WorkPeriod::until_minute)};

template <>
inline constexpr auto fields<CalendarYear> = std::tuple{
    field("notice", &CalendarYear::notice),
    field("provisional", &CalendarYear::provisional),
    field("year", &CalendarYear::year)};

template <>
inline constexpr auto fields<CalendarApplied> =
    std::tuple{field("id", &CalendarApplied::id), field("version", &CalendarApplied::version)};

template <>
inline constexpr auto fields<CalendarPublished> = std::tuple{
    field("above", &CalendarPublished::above),
    field("days", &CalendarPublished::days),
    field("hours", &CalendarPublished::hours),
    field("id", &CalendarPublished::id),
    field("name", &CalendarPublished::name),
    field("version", &CalendarPublished::version),
    field("weekdays", &CalendarPublished::weekdays),
    field("years", &CalendarPublished::years)};

template <>
inline constexpr auto fields<intake::CellSetAside> = std::tuple{
    field("column", &intake::CellSetAside::column),
    field("file", &intake::CellSetAside::file),
    field("row", &intake::CellSetAside::row),
    field("table", &intake::CellSetAside::table),
    field("task", &intake::CellSetAside::task),
    field("text", &intake::CellSetAside::text),
    field("why", &intake::CellSetAside::why)};

}  // namespace dunghan
