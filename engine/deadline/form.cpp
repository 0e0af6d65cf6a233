#include "engine/deadline/form.h"

#include "engine/deadline/phrase.h"

namespace dunghan {
namespace {

constexpr unsigned months_per_quarter = 3;

// 00:00 of the first day after month `month` of `year`.
Instant end_of_month(int year, unsigned month, const Zone& zone) {
    const Date first{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{1}};
    return start_of(first + std::chrono::months{1}, zone);
}

Milestone due(DeadlineForm form, Instant due_before) {
    Milestone milestone;
    milestone.form = form;
    milestone.due_before = due_before;
    return milestone;
}

Milestone undated(DeadlineForm form) {
    Milestone milestone;
    milestone.form = form;
    return milestone;
}

std::optional<Instant> month_end(Phrase& phrase, const Zone& zone) {
    const auto month = phrase.number(2);
    const auto year = phrase.of_year();
    if (!month || !year || *month < 1 || *month > 12) {
        return std::nullopt;
    }
    return end_of_month(*year, *month, zone);
}

std::optional<Milestone> read_month(Phrase& phrase, const DeadlineOptions& options) {
    const auto end = month_end(phrase, options.zone);
    return end ? std::optional(due(DeadlineForm::month, *end)) : std::nullopt;
}

std::optional<Milestone> read_start_month(Phrase& phrase, const DeadlineOptions& options) {
    const auto end = month_end(phrase, options.zone);
    if (!end) {
        return std::nullopt;
    }
    Milestone milestone = undated(DeadlineForm::start_month);
    milestone.start_before = *end;
    return milestone;
}

std::optional<Milestone> read_quarter(Phrase& phrase, const DeadlineOptions& options) {
    const auto quarter = phrase.quarter();
    const auto year = phrase.of_year();
    if (!quarter || !year) {
        return std::nullopt;
    }
    return due(
        DeadlineForm::quarter, end_of_month(*year, *quarter * months_per_quarter, options.zone)
    );
}

std::optional<Milestone> read_year(Phrase& phrase, const DeadlineOptions& options) {
    const auto year = phrase.year();
    return year ? std::optional(due(DeadlineForm::year, end_of_month(*year, 12, options.zone)))
                : std::nullopt;
}

std::optional<Milestone> read_day(Phrase& phrase, const DeadlineOptions& options) {
    const auto day = phrase.date();
    return day ? std::optional(due(DeadlineForm::day, start_of(next_day(*day), options.zone)))
               : std::nullopt;
}

std::optional<Milestone> read_before_day(Phrase& phrase, const DeadlineOptions& options) {
    const auto day = phrase.date();
    if (!day) {
        return std::nullopt;
    }
    const Date until = options.before_day_includes_the_day ? next_day(*day) : *day;
    return due(DeadlineForm::before_day, start_of(until, options.zone));
}

std::optional<Milestone> read_prefix(Phrase& phrase, const DeadlineOptions& options) {
    if (phrase.words("tu thang")) {
        return read_start_month(phrase, options);
    }
    if (phrase.words("thang")) {
        return read_month(phrase, options);
    }
    if (phrase.words("quy")) {
        return read_quarter(phrase, options);
    }
    if (phrase.words("nam")) {
        return read_year(phrase, options);
    }
    if (phrase.words("hang nam")) {
        return undated(DeadlineForm::yearly);
    }
    if (phrase.words("theo tien do trien khai tu trung uong")) {
        return undated(DeadlineForm::external);
    }
    if (phrase.words("truoc ngay")) {
        return read_before_day(phrase, options);
    }
    phrase.words("ngay");
    return read_day(phrase, options);
}

}  // namespace

std::optional<Milestone> read_form(std::string_view text, const DeadlineOptions& options) {
    while (!text.empty() && std::string_view(".,; ").find(text.back()) != std::string_view::npos) {
        text.remove_suffix(1);
    }
    Phrase phrase(text);
    auto milestone = read_prefix(phrase, options);
    phrase.skip_remark();
    if (!milestone || !phrase.done()) {
        return std::nullopt;
    }
    milestone->raw = squeeze(text);
    return milestone;
}

bool begins_with_form(std::string_view text, const DeadlineOptions& options) {
    Phrase phrase(text);
    return read_prefix(phrase, options).has_value();
}

}  // namespace dunghan
