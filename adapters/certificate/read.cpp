// JSON -> a certificate.
#include <limits>
#include <set>

#include "adapters/certificate/json.h"
#include "adapters/certificate/object.h"

namespace dunghan {
namespace {

using certificate::Json;
using certificate::Object;

constexpr std::size_t pauses_max = 1'000;  // each is asked about on each day
constexpr int depth_max = 8;
constexpr std::int32_t offset_max = 18 * 60;  // of the zones there ever were, none is further

// The parser goes down into whatever it is given, and keeps one of two members of one name.
class Guard {
 public:
    bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
        if (depth > depth_max) {
            throw std::length_error("deeper than " + std::to_string(depth_max) + " levels");
        }
        if (event == Json::parse_event_t::object_start) {
            keys_.emplace_back();
        } else if (event == Json::parse_event_t::object_end) {
            keys_.pop_back();
        } else if (event == Json::parse_event_t::key) {
            if (!keys_.back().insert(parsed.get<std::string>()).second) {
                throw std::invalid_argument("'" + parsed.get<std::string>() + "' stands twice");
            }
        }
        return true;
    }

 private:
    std::vector<std::set<std::string>> keys_;
};

Result<Json> parse(std::string_view text) {
    if (text.size() > certificate_octets_max) {
        return fail(
            ErrorCode::limit_exceeded,
            "Expected a certificate of at most " + std::to_string(certificate_octets_max) +
                " octets, but got " + std::to_string(text.size())
        );
    }
    try {
        Guard guard;
        return Json::parse(text, [&guard](int depth, auto event, Json& parsed) {
            return guard(depth, event, parsed);
        });
    } catch (const std::exception& error) {
        return fail(
            ErrorCode::invalid, std::string("Expected a certificate in JSON, but ") + error.what()
        );
    }
}

template <class T>
T small(Object& object, const char* key, std::int64_t min, std::int64_t max) {
    return static_cast<T>(object.integer(key, min, max));
}

TermRule read_rule(Object object) {
    TermRule rule;
    rule.id = object.text("id");
    rule.label = object.text("label");
    rule.budget.amount = small<std::int32_t>(object, "amount", 0, budget_amount_max);
    rule.budget.unit = object.word<BudgetUnit>("unit");
    rule.roll = object.word<Roll>("roll");
    rule.printed = object.text("printed");
    rule.basis = object.text("basis");
    object.done();
    return rule;
}

Zone read_zone(Object object) {
    Zone zone;
    zone.name = object.text("name");
    zone.offset_minutes = small<std::int32_t>(object, "offset_minutes", -offset_max, offset_max);
    zone.tzdata = object.text("tzdata");
    object.done();
    return zone;
}

CertifiedDay read_day(Object& object) {
    CertifiedDay day;
    day.says.date = to_iso(object.date("date"));
    day.says.kind = object.word<DayKind>("kind");
    day.says.name = object.text("name");
    day.says.notice = object.text("notice");
    day.layer = object.text("layer");
    return day;
}

CertifiedCalendar read_calendar(Object object) {
    CertifiedCalendar calendar;
    calendar.label = object.text("label");
    calendar.weekdays = small<std::uint8_t>(object, "weekdays", 1, 127);
    calendar.hours = object.list("hours", 24, [](Object& entry) {
        return WorkPeriod{
            small<std::int32_t>(entry, "from_minute", 0, 24 * 60),
            small<std::int32_t>(entry, "until_minute", 0, 24 * 60)};
    });
    calendar.years = object.list("years", 9'999, [](Object& entry) {
        CalendarYear year;
        year.year = small<std::int32_t>(entry, "year", 1, 9'999);
        year.notice = entry.text("notice");
        year.provisional = entry.flag("provisional");
        return year;
    });
    calendar.days = object.list("days", certificate::entries_max, read_day);
    object.done();
    return calendar;
}

DayLine read_line(Object& object) {
    DayLine line;
    line.date = object.date("date");
    line.why = object.word<Why>("why");
    line.so_far = object.integer("so_far", 0, std::numeric_limits<std::int32_t>::max());
    line.day.kind = object.word<DayIs>("day");
    line.day.worked = object.flag("worked");
    line.day.name = object.text("name");
    line.day.notice = object.text("notice");
    line.day.layer = object.text("layer");
    line.day.provisional = object.flag("provisional");
    return line;
}

Due read_due(Object object) {
    const Due due{object.instant("due_before"), object.flag("provisional")};
    object.done();
    return due;
}

}  // namespace

bool looks_like_certificate(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{';
}

Result<Certificate> read_certificate(std::string_view text) {
    const auto json = parse(text);
    if (!json) {
        return tl::unexpected(json.error());
    }
    std::string problem;
    Object object(*json, "", problem);
    Certificate read;
    if (object.text("format") != certificate_format) {
        object.refuse("format", "'" + std::string(certificate_format) + "'");
    }
    read.subject = object.text("subject");
    read.rule = read_rule(object.object("rule"));
    read.anchor = object.instant("anchor");
    read.pauses = object.list("pauses", pauses_max, [](Object& entry) {
        return Pause{entry.instant("from"), entry.instant("until")};
    });
    read.extensions = object.list("extensions", pauses_max, [](Object& entry) {
        CertifiedExtension extension;
        extension.granted_at = entry.instant("granted_at");
        extension.due_before = entry.instant("due_before");
        extension.basis = entry.text("basis");
        return extension;
    });
    read.zone = read_zone(object.object("zone"));
    read.calendar = read_calendar(object.object("calendar"));
    read.lines = object.list("lines", certificate::entries_max, read_line);
    read.computed = read_due(object.object("computed"));
    read.due_before = object.instant("due_before");
    object.done();
    if (!problem.empty()) {
        return fail(ErrorCode::invalid, problem);
    }
    return read;
}

}  // namespace dunghan
