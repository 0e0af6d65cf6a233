// The calendars that were published: the newest version of each, by id, and what their layers come
// to. Not thread-safe.
#pragma once

#include <map>
#include <string>

#include "engine/calendar/working_time.h"

namespace dunghan {

class Calendars {
 public:
    // Replaces the version before. What it takes for granted, may_publish has held.
    void put(CalendarPublished content);

    // nullptr: never published.
    [[nodiscard]] const CalendarPublished* find(const std::string& id) const;

    [[nodiscard]] const std::map<std::string, CalendarPublished>& all() const { return newest_; }

    // The one that no other refines, when there is one such: nobody can mean another. Empty: there
    // is none, or there are several.
    [[nodiscard]] std::string only() const;

    // Whether `ours` is news: false when it is there already, octet for octet. Rejections:
    // bad_calendar (check_calendar refuses it), version_taken (this version or a later one is there
    // with another content), unknown_layer, layer_cycle (it would stand above itself).
    [[nodiscard]] Decision<bool> may_publish(const CalendarPublished& ours) const;

    // The calendar of that id with the layers above it. Resolved once and kept until the next
    // put(), so the pointer is good until then. Errors: not_found; corruption, when what was put
    // could never have been published.
    [[nodiscard]] Result<const Calendar*> resolved(const std::string& id) const;

 private:
    std::map<std::string, CalendarPublished> newest_;
    mutable std::map<std::string, Calendar> resolved_;
};

// The stream of its versions: "calendar/vn".
[[nodiscard]] std::string calendar_stream(const std::string& id);
// The notice that says which of them the tasks have seen: "applied/vn".
[[nodiscard]] std::string applied_row(const std::string& id);

}  // namespace dunghan
