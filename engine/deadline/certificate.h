// A due instant with everything it follows from: whoever has this can recompute it without us.
// Written and read as JSON by adapters/certificate; format: docs/formats/certificate.md
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/deadline/explain.h"

namespace dunghan {

// A day that something else decides than the weekly rule.
struct CertifiedDay {
    CalendarDay says;
    std::string layer;  // "vn/3"
    bool operator==(const CertifiedDay&) const = default;
};

// As much of a calendar as the term touches.
struct CertifiedCalendar {
    std::string label;  // "vn/3+khanh-hoa/1"
    std::uint8_t weekdays = 0;
    std::vector<WorkPeriod> hours;
    std::vector<CalendarYear> years;  // ascending; a year that is not here nobody listed
    std::vector<CertifiedDay> days;   // ascending
    bool operator==(const CertifiedCalendar&) const = default;
};

// An end that was granted instead of the computed one. Of several the last holds.
struct CertifiedExtension {
    Instant granted_at;
    Instant due_before;
    std::string basis;
    bool operator==(const CertifiedExtension&) const = default;
};

struct Certificate {
    std::string subject;  // whose term: "task/hs-so-du-lich, term 256"; decides nothing
    TermRule rule;
    Instant anchor;
    std::vector<Pause> pauses;
    std::vector<CertifiedExtension> extensions;  // ascending granted_at
    Zone zone;                                   // with the version of its database
    CertifiedCalendar calendar;
    std::vector<DayLine> lines;  // from the day of the anchor to the last day of the computed term
    Due computed;                // by rule, pauses and calendar
    Instant due_before;          // in force: of the last extension, else the computed one
    bool operator==(const Certificate&) const = default;
};

// Errors: those of explain_due.
[[nodiscard]] Result<Certificate> certificate_of(
    std::string subject,
    const TermRule& rule,
    Instant anchor,
    std::vector<Pause> pauses,
    std::vector<CertifiedExtension> extensions,
    const Calendar& calendar,
    const Zone& zone
);

// Recomputes it from its own facts, once by calculation and once day by day. What differs from what
// it says, each as "Expected …, but …"; empty: it holds. That its calendar is the one in force, it
// cannot say of itself: that the log proves.
[[nodiscard]] std::vector<std::string> faults_of(const Certificate& certificate);

}  // namespace dunghan
