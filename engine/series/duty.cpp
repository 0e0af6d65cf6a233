#include "engine/series/duty.h"

#include <algorithm>

#include "engine/deadline/due.h"
#include "engine/series/template.h"

namespace dunghan::series {
namespace {

// The series' own rule; without one, the first term of the state in which its tasks begin.
const TermRule* rule_of(const Series& series, const Definition* definition) {
    if (series.due.budget.amount > 0) {
        return &series.due;
    }
    if (!definition) {
        return nullptr;
    }
    const auto state = std::ranges::find(definition->states, definition->initial, &StateRule::id);
    if (state == definition->states.end() || state->terms.empty()) {
        return nullptr;
    }
    const auto term = std::ranges::find(definition->terms, state->terms.front(), &TermRule::id);
    return term == definition->terms.end() ? nullptr : &*term;
}

// The day itself is not counted; a term in hours begins at its end, or at its beginning.
Instant anchor_of(const Series& series, const Period& period, const Zone& zone) {
    return series.due_from == TermFrom::opening
               ? start_of(period.opens, zone)
               : plus_ms(start_of(next_day(period.closes), zone), -1);
}

Decision<std::vector<std::string>> members_of(
    const Series& series, const Period& period, const Directory& directory
) {
    if (!series.each_of.empty()) {
        return directory.members_at(series.each_of, period.opens);
    }
    if (!directory.successor_at(series.holder, period.opens).found()) {
        return reject(
            "no_such_agency",
            "Expected an agency that exists on " + to_vietnamese(period.opens) +
                ", or a successor, but got '" + series.holder + "'; publish a directory or a series"
        );
    }
    return std::vector<std::string>{series.holder};
}

Decision<Reckoning> reckon(
    const TermRule& rule, Instant anchor, const Calendar* calendar, const Zone& zone
) {
    if (!calendar) {
        return reject(
            "no_calendar",
            "Expected a calendar to count '" + rule.label + "' with, but none is published"
        );
    }
    const auto due = compute_due(rule, anchor, {}, *calendar, zone);
    if (!due) {
        return reject("bad_term", due.error().detail);
    }
    return Reckoning{anchor, due->due_before, due->provisional, calendar->label(), {}};
}

}  // namespace

std::string code_of(const Series& series, const Period& period, const std::string& member) {
    return filled(series.code, {period, member, member});
}

Decision<std::vector<Duty>> duties(
    const Series& series,
    const Period& period,
    const Directory& directory,
    const Definition* definition,
    const CalendarOf& calendar_of,
    const Zone& zone
) {
    const auto members = members_of(series, period, directory);
    if (!members) {
        return tl::unexpected(members.error());
    }
    const TermRule* rule = rule_of(series, definition);
    if (!rule) {
        return reject(
            "no_such_term",
            "Expected a term to count for series '" + series.id + "', but neither it nor '" +
                series.definition + "' begins with one"
        );
    }
    std::vector<Duty> all;
    for (const std::string& member : *members) {
        const Agency& agency = *directory.agency(member);
        auto reckoning = reckon(*rule, anchor_of(series, period, zone), calendar_of(agency), zone);
        if (!reckoning) {
            return tl::unexpected(reckoning.error());
        }
        all.push_back(
            {code_of(series, period, member),
             filled(series.title, {period, member, agency.name}),
             member,
             *rule,
             std::move(*reckoning),
             start_of(period.opens, zone)}
        );
    }
    return all;
}

}  // namespace dunghan::series
