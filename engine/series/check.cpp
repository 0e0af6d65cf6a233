#include "engine/series/check.h"

#include <algorithm>

#include "engine/deadline/due.h"
#include "engine/series/recurrence.h"
#include "engine/series/template.h"

namespace dunghan::series {
namespace {

constexpr int first_year = 1990;  // zones are checked for these years
constexpr int last_year = 2100;

class Check {
 public:
    explicit Check(const Series& series) : series_(series) {}

    std::optional<Problem> run() {
        check_who();
        check_period();
        check_first();
        check_due();
        check_template("code", series_.code);
        check_template("title", series_.title);
        check_code();
        return std::move(problem_);
    }

 private:
    // The first problem stays.
    void refuse(std::string where, std::string expected, std::string got) {
        if (!problem_) {
            problem_ = {std::move(where), std::move(expected), std::move(got)};
        }
    }

    void check_who() {
        if (series_.id.empty() || series_.name.empty()) {
            refuse("name", "an id and a name", series_.name);
        }
        if (series_.each_of.empty() == series_.holder.empty()) {
            refuse(
                series_.each_of.empty() ? "each_of" : "holder",
                "a group in each_of or an agency in holder",
                series_.holder.empty() ? "neither" : "both"
            );
        }
    }

    static bool is_day_of_month(std::int32_t day) { return day >= 1 && day <= 31; }

    void check_period() {
        const PeriodRule& rule = series_.period;
        const bool window = rule.from_day != 0 || rule.to_day != 0;
        if (window && (!is_day_of_month(rule.from_day) || !is_day_of_month(rule.to_day))) {
            refuse(
                "period.window",
                "two days of the month, 1 to 31",
                std::to_string(rule.from_day) + " and " + std::to_string(rule.to_day)
            );
        }
        if (window != rule.rrule.empty()) {
            refuse("period", "a window or a rule", window ? "both" : "neither");
        }
        if (!window && !problem_) {
            check_rule(rule);
        }
    }

    static bool is_day(const std::string& text) {
        const auto day = parse_date(text);
        return day && to_iso(*day) == text && static_cast<int>(day->year()) >= first_year &&
               static_cast<int>(day->year()) <= last_year;
    }

    void check_rule(const PeriodRule& rule) {
        const auto parsed = parse_recurrence(rule.rrule);
        if (!parsed) {
            refuse("period.rrule", "a rule (" + parsed.error().detail + ")", rule.rrule);
            return;
        }
        if (!is_day(rule.start)) {
            refuse("period.start", "a day from 1990 to 2100 as 2026-12-15", rule.start);
            return;
        }
        const Date start = parse_date(rule.start).value();
        const Date end = (start.year() + std::chrono::years{years_ahead_max}) / 1 / 1;
        if (occurrences(*parsed, start, start, end, 1).empty()) {
            refuse(
                "period.rrule",
                "a rule that falls on some day within " + std::to_string(years_ahead_max) +
                    " years of " + rule.start,
                rule.rrule
            );
        }
        const bool worked = rule.lasts.unit == BudgetUnit::working_days ||
                            rule.lasts.unit == BudgetUnit::working_hours;
        if (rule.lasts.amount < 0 || rule.lasts.amount > budget_amount_max || worked) {
            refuse(
                "period.lasts",
                "days, weeks or months, at most " + std::to_string(budget_amount_max),
                std::to_string(rule.lasts.amount)
            );
        }
    }

    void check_first() {
        const bool window = series_.period.rrule.empty();
        const bool day = is_day(window ? series_.first + "-01" : series_.first);
        if (!problem_ && (!day || !period_named(series_, series_.first))) {
            refuse(
                "first",
                window ? "the month of a period from 1990 to 2100, as 2026-11"
                       : "a day on which a period opens, as 2026-12-15",
                series_.first
            );
        }
    }

    void check_due() {
        const std::int32_t amount = series_.due.budget.amount;
        if (!series_.due.printed.empty()) {
            refuse("due.budget", "a budget, for each period anew", series_.due.printed);
        }
        if (amount < 0 || amount > budget_amount_max) {
            refuse(
                "due.budget", "1 to " + std::to_string(budget_amount_max), std::to_string(amount)
            );
        }
        if ((amount == 0) == series_.definition.empty()) {
            refuse(
                "due",
                "a budget, or a definition whose terms count from there",
                amount == 0 ? "neither" : "both"
            );
        }
    }

    void check_template(const std::string& where, const std::string& text) {
        if (const auto unknown = unknown_placeholder(text)) {
            refuse(
                where,
                "text with {period}, {member}, {name}, {month}, {year}, {from}, {to}",
                *unknown
            );
        } else if (text.empty()) {
            refuse(where, "a text that is not empty", text);
        }
    }

    // One code names one task.
    void check_code() {
        const bool by_member = has_placeholder(series_.code, "member") || series_.each_of.empty();
        if (!has_placeholder(series_.code, "period") || !by_member) {
            refuse(
                "code",
                series_.each_of.empty() ? "text with {period}" : "text with {period} and {member}",
                series_.code
            );
        }
        if (has_placeholder(series_.code, "name")) {
            refuse("code", "text without {name}, which may change", series_.code);
        }
    }

    const Series& series_;
    std::optional<Problem> problem_;
};

}  // namespace

std::optional<Problem> problem_in(const Series& series) {
    return Check(series).run();
}

std::optional<Problem> problem_beside(
    const Series& series, const Directory& directory, const Definition* definition
) {
    if (!series.each_of.empty() && !directory.group(series.each_of)) {
        return Problem{"each_of", "a group of the directory", series.each_of};
    }
    if (!series.holder.empty() && !directory.agency(series.holder)) {
        return Problem{"holder", "an agency of the directory", series.holder};
    }
    if (series.definition.empty()) {
        return std::nullopt;
    }
    if (!definition) {
        return Problem{"definition", "a definition that is published", series.definition};
    }
    const auto begins = std::ranges::find(definition->states, definition->initial, &StateRule::id);
    if (begins == definition->states.end() || begins->terms.empty()) {
        return Problem{
            "definition", "a definition whose first state begins a term", series.definition};
    }
    return std::nullopt;
}

}  // namespace dunghan::series
