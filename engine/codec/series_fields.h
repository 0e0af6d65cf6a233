// Listings of series and their periods.
#pragma once

#include "engine/codec/fields.h"
#include "engine/codec/term_fields.h"
#include "engine/series/series.h"

namespace dunghan {

template <>
inline constexpr auto fields<PeriodRule> = std::tuple{
    field("from_day", &PeriodRule::from_day),
    field("lasts", &PeriodRule::lasts),
    field("rrule", &PeriodRule::rrule),
    field("start", &PeriodRule::start),
    field("to_day", &PeriodRule::to_day)};

template <>
inline constexpr auto fields<SeriesPublished> = std::tuple{
    field("code", &SeriesPublished::code),
    field("definition", &SeriesPublished::definition),
    field("due", &SeriesPublished::due),
    field("due_from", &SeriesPublished::due_from),
    field("each_of", &SeriesPublished::each_of),
    field("first", &SeriesPublished::first),
    field("holder", &SeriesPublished::holder),
    field("id", &SeriesPublished::id),
    field("kind", &SeriesPublished::kind),
    field("name", &SeriesPublished::name),
    field("period", &SeriesPublished::period),
    field("title", &SeriesPublished::title),
    field("version", &SeriesPublished::version)};

template <>
inline constexpr auto fields<PeriodOpened> = std::tuple{
    field("closes", &PeriodOpened::closes),
    field("members", &PeriodOpened::members),
    field("opens", &PeriodOpened::opens),
    field("period", &PeriodOpened::period),
    field("series", &PeriodOpened::series),
    field("version", &PeriodOpened::version)};

template <>
inline constexpr auto fields<PeriodStopped> = std::tuple{
    field("code", &PeriodStopped::code),
    field("period", &PeriodStopped::period),
    field("series", &PeriodStopped::series),
    field("version", &PeriodStopped::version),
    field("why", &PeriodStopped::why)};

}  // namespace dunghan
