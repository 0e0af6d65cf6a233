#include "engine/deadline/certificate.h"

#include <algorithm>
#include <charconv>

namespace dunghan {
namespace {

std::optional<DayKind> kind_of(DayIs day) {
    switch (day) {
        case DayIs::weekday:
        case DayIs::rest_day: return std::nullopt;
        case DayIs::holiday: return DayKind::holiday;
        case DayIs::day_off: return DayKind::day_off;
        case DayIs::worked: return DayKind::worked;
    }
    return std::nullopt;
}

CertifiedCalendar touched(const Calendar& calendar, const std::vector<DayLine>& lines) {
    CertifiedCalendar part{calendar.label(), calendar.weekdays(), calendar.hours(), {}, {}};
    for (const CalendarYear& year : calendar.years()) {
        const int first = int{lines.front().date.year()};
        if (first <= year.year && year.year <= int{lines.back().date.year()}) {
            part.years.push_back(year);
        }
    }
    for (const DayLine& line : lines) {
        if (const auto kind = kind_of(line.day.kind)) {
            part.days.push_back(
                {{to_iso(line.date), *kind, line.day.name, line.day.notice}, line.day.layer}
            );
        }
    }
    return part;
}

// "3" of "vn/3"; 0, which check_calendar refuses, for what is no number.
std::uint32_t version_in(const std::string& text) {
    std::uint32_t version = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), version);
    return read.ptr == text.data() + text.size() ? version : 0;
}

// The layers the label names, each with its days; the widest also with all that is not of one day.
Result<Calendar> calendar_of(const CertifiedCalendar& part) {
    std::vector<CalendarPublished> layers;
    std::size_t placed = 0;
    for (std::string_view rest = part.label; !rest.empty();) {
        const std::string name(rest.substr(0, rest.find('+')));
        rest.remove_prefix(std::min(rest.size(), name.size() + 1));
        CalendarPublished layer;
        layer.id = name.substr(0, name.find('/'));
        layer.above = layers.empty() ? "" : layers.back().id;
        layer.version = version_in(name.substr(std::min(name.size(), layer.id.size() + 1)));
        for (const CertifiedDay& day : part.days) {
            if (day.layer == name) {
                layer.days.push_back(day.says);
                ++placed;
            }
        }
        layers.push_back(std::move(layer));
    }
    if (layers.empty() || placed != part.days.size()) {
        return fail(
            ErrorCode::invalid,
            "Expected each day to be of a layer of '" + part.label + "', but one is not"
        );
    }
    layers.front().weekdays = part.weekdays;
    layers.front().hours = part.hours;
    layers.front().years = part.years;
    return Calendar::resolve(layers);
}

std::string shown(const DayLine& line) {
    return to_iso(line.date) + " " + std::string(to_text(line.why)) + " " +
           std::to_string(line.so_far) + ", a " + std::string(to_text(line.day.kind)) +
           (line.day.name.empty() ? "" : " (" + line.day.name + ", " + line.day.notice + ")") +
           (line.day.provisional ? ", provisional" : "");
}

std::string differs(const std::string& what, const std::string& ours, const std::string& theirs) {
    return "Expected " + what + " to be " + ours + ", but it says " + theirs;
}

void compare_lines(
    const std::vector<DayLine>& ours,
    const std::vector<DayLine>& theirs,
    std::vector<std::string>& faults
) {
    const auto [our, their] = std::ranges::mismatch(ours, theirs);
    if (our == ours.end() && their == theirs.end()) {
        return;
    }
    const std::string place = "line " + std::to_string(our - ours.begin() + 1);
    faults.push_back(differs(
        place,
        our == ours.end() ? "absent: the term has ended" : shown(*our),
        their == theirs.end() ? "nothing" : shown(*their)
    ));
}

std::string shown(const Due& due) {
    return to_rfc3339(due.due_before) + (due.provisional ? ", provisional" : "");
}

}  // namespace

Result<Certificate> certificate_of(
    std::string subject,
    const TermRule& rule,
    Instant anchor,
    std::vector<Pause> pauses,
    std::vector<CertifiedExtension> extensions,
    const Calendar& calendar,
    const Zone& zone
) {
    auto lines = explain_due(rule, anchor, pauses, calendar, zone);
    if (!lines) {
        return tl::unexpected(lines.error());
    }
    const Due computed = *compute_due(rule, anchor, pauses, calendar, zone);
    const Instant in_force =
        extensions.empty() ? computed.due_before : extensions.back().due_before;
    CertifiedCalendar part = touched(calendar, *lines);
    return Certificate{
        std::move(subject),
        rule,
        anchor,
        std::move(pauses),
        std::move(extensions),
        zone,
        std::move(part),
        std::move(*lines),
        computed,
        in_force};
}

std::vector<std::string> faults_of(const Certificate& certificate) {
    std::vector<std::string> faults;
    for (const Pause& pause : certificate.pauses) {
        if (pause.until < pause.from) {
            faults.push_back(differs(
                "each pause",
                "over after it began",
                to_rfc3339(pause.from) + " to " + to_rfc3339(pause.until)
            ));
        }
    }
    if (!faults.empty()) {
        return faults;
    }
    const auto again = calendar_of(certificate.calendar).and_then([&](const Calendar& calendar) {
        return certificate_of(
            certificate.subject,
            certificate.rule,
            certificate.anchor,
            certificate.pauses,
            certificate.extensions,
            calendar,
            certificate.zone
        );
    });
    if (!again) {
        return {again.error().detail};
    }
    compare_lines(again->lines, certificate.lines, faults);
    if (again->computed != certificate.computed) {
        faults.push_back(
            differs("the computed end", shown(again->computed), shown(certificate.computed))
        );
    }
    if (again->due_before != certificate.due_before) {
        faults.push_back(differs(
            "the end in force", to_rfc3339(again->due_before), to_rfc3339(certificate.due_before)
        ));
    }
    if (!std::ranges::is_sorted(certificate.extensions, {}, &CertifiedExtension::granted_at)) {
        faults.emplace_back(
            "Expected the extensions in the order they were granted, but they are not"
        );
    }
    // Nothing beside what the term touches: what decides nothing must not look as if it did.
    if (again->calendar != certificate.calendar) {
        faults.emplace_back(
            "Expected the calendar to hold the days and years the term touches, but it holds others"
        );
    }
    return faults;
}

}  // namespace dunghan
