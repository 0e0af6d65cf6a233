#include "adapters/certificate/json.h"

#include <nlohmann/json.hpp>

#include "adapters/certificate/names.h"

namespace dunghan {
namespace {

using certificate::word_of;
using Json = nlohmann::ordered_json;

template <class T, class Write>
Json list(const std::vector<T>& values, const Write& write) {
    Json json = Json::array();
    for (const T& value : values) {
        json.push_back(write(value));
    }
    return json;
}

Json rule_json(const TermRule& rule) {
    return {
        {"id", rule.id},
        {"label", rule.label},
        {"amount", rule.budget.amount},
        {"unit", word_of(rule.budget.unit)},
        {"roll", word_of(rule.roll)},
        {"printed", rule.printed},
        {"basis", rule.basis}};
}

Json pause_json(const Pause& pause) {
    return {{"from", to_rfc3339(pause.from)}, {"until", to_rfc3339(pause.until)}};
}

Json extension_json(const CertifiedExtension& extension) {
    return {
        {"granted_at", to_rfc3339(extension.granted_at)},
        {"due_before", to_rfc3339(extension.due_before)},
        {"basis", extension.basis}};
}

Json hours_json(const WorkPeriod& period) {
    return {{"from_minute", period.from_minute}, {"until_minute", period.until_minute}};
}

Json year_json(const CalendarYear& year) {
    return {{"year", year.year}, {"notice", year.notice}, {"provisional", year.provisional}};
}

Json day_json(const CertifiedDay& day) {
    return {
        {"date", day.says.date},
        {"kind", word_of(day.says.kind)},
        {"name", day.says.name},
        {"notice", day.says.notice},
        {"layer", day.layer}};
}

Json line_json(const DayLine& line) {
    return {
        {"date", to_iso(line.date)},
        {"why", word_of(line.why)},
        {"so_far", line.so_far},
        {"day", word_of(line.day.kind)},
        {"worked", line.day.worked},
        {"name", line.day.name},
        {"notice", line.day.notice},
        {"layer", line.day.layer},
        {"provisional", line.day.provisional}};
}

}  // namespace

std::string to_json(const Certificate& certificate) {
    const CertifiedCalendar& calendar = certificate.calendar;
    const Zone& zone = certificate.zone;
    const Json json{
        {"format", certificate_format},
        {"subject", certificate.subject},
        {"rule", rule_json(certificate.rule)},
        {"anchor", to_rfc3339(certificate.anchor)},
        {"pauses", list(certificate.pauses, pause_json)},
        {"extensions", list(certificate.extensions, extension_json)},
        {"zone",
         {{"name", zone.name}, {"offset_minutes", zone.offset_minutes}, {"tzdata", zone.tzdata}}},
        {"calendar",
         {{"label", calendar.label},
          {"weekdays", calendar.weekdays},
          {"hours", list(calendar.hours, hours_json)},
          {"years", list(calendar.years, year_json)},
          {"days", list(calendar.days, day_json)}}},
        {"lines", list(certificate.lines, line_json)},
        {"computed",
         {{"due_before", to_rfc3339(certificate.computed.due_before)},
          {"provisional", certificate.computed.provisional}}},
        {"due_before", to_rfc3339(certificate.due_before)}};
    return json.dump(2);
}

}  // namespace dunghan
