#include "adapters/documents/ics.h"

namespace dunghan {
namespace {

constexpr std::size_t line_octets_max = 75;

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

// Folded: each further line begins with a blank, which counts.
void add_line(std::string& out, std::string_view line) {
    std::size_t room = line_octets_max;
    while (line.size() > room) {
        std::size_t cut = room;
        while (continues_character(line[cut])) {
            --cut;
        }
        out.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
        room = line_octets_max - 1;
    }
    out.append(line).append("\r\n");
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
        } else if (c == '\\' || c == ';' || c == ',') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
            out += c;
        }
    }
    return out;
}

// "20221031".
std::string compact(Date day) {
    std::string text = to_iso(day);
    std::erase(text, '-');
    return text;
}

// "20221025T010000Z".
std::string compact(Instant at) {
    std::string text = to_rfc3339(at).substr(0, 19);
    std::erase(text, '-');
    std::erase(text, ':');
    return text + "Z";
}

void add_entry(std::string& out, const CalendarEntry& entry) {
    add_line(out, "BEGIN:VEVENT");
    add_line(out, "UID:" + entry.uid);
    add_line(out, "DTSTAMP:" + compact(entry.changed));
    add_line(out, "SEQUENCE:" + std::to_string(entry.sequence));
    add_line(out, "DTSTART;VALUE=DATE:" + compact(entry.day));
    add_line(out, "DTEND;VALUE=DATE:" + compact(next_day(entry.day)));
    add_line(out, "SUMMARY:" + escaped(entry.summary));
    if (!entry.description.empty()) {
        add_line(out, "DESCRIPTION:" + escaped(entry.description));
    }
    add_line(out, entry.cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
    add_line(out, "TRANSP:TRANSPARENT");
    add_line(out, "END:VEVENT");
}

}  // namespace

std::string ics_of(const std::string& name, const std::vector<CalendarEntry>& entries) {
    std::string out;
    add_line(out, "BEGIN:VCALENDAR");
    add_line(out, "VERSION:2.0");
    add_line(out, "PRODID:-//dunghan//deadlines//VI");
    add_line(out, "CALSCALE:GREGORIAN");
    add_line(out, "METHOD:PUBLISH");
    add_line(out, "NAME:" + escaped(name));
    add_line(out, "X-WR-CALNAME:" + escaped(name));
    add_line(out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    add_line(out, "X-PUBLISHED-TTL:PT1H");
    for (const CalendarEntry& entry : entries) {
        add_entry(out, entry);
    }
    add_line(out, "END:VCALENDAR");
    return out;
}

}  // namespace dunghan
