#include "engine/calendar/calendars.h"

#include <algorithm>

namespace dunghan {

std::string applied_row(const std::string& id) {
    return "applied/" + id;
}

std::string calendar_stream(const std::string& id) {
    return "calendar/" + id;
}

void Calendars::put(CalendarPublished content) {
    resolved_.clear();
    std::string id = content.id;
    newest_.insert_or_assign(std::move(id), std::move(content));
}

const CalendarPublished* Calendars::find(const std::string& id) const {
    const auto found = newest_.find(id);
    return found == newest_.end() ? nullptr : &found->second;
}

std::string Calendars::only() const {
    std::string found;
    for (const auto& [id, calendar] : newest_) {
        const bool refined = std::ranges::any_of(newest_, [&id = id](const auto& other) {
            return other.second.above == id;
        });
        if (!refined && !found.empty()) {
            return "";
        }
        found = refined ? found : id;
    }
    return found;
}

Decision<bool> Calendars::may_publish(const CalendarPublished& ours) const {
    if (const auto fine = check_calendar(ours); !fine) {
        return reject("bad_calendar", fine.error().detail);
    }
    const std::string what = "calendar '" + ours.id + "'";
    const CalendarPublished* known = find(ours.id);
    if (known != nullptr && known->version >= ours.version) {
        if (*known == ours) {
            return false;
        }
        return reject(
            "version_taken",
            "Expected a version of " + what + " above " + std::to_string(known->version) +
                ", which the log holds with another content, but got " +
                std::to_string(ours.version) + "; raise the version"
        );
    }
    std::string below = ours.id;
    for (std::string above = ours.above; !above.empty();) {
        if (above == ours.id) {
            return reject(
                "layer_cycle",
                "Expected " + what + " to stand below other calendars, but '" + below +
                    "' stands below it; name another calendar above"
            );
        }
        const CalendarPublished* layer = find(above);
        if (layer == nullptr) {
            return reject(
                "unknown_layer",
                "Expected a published calendar above '" + below + "', but there is no '" + above +
                    "'; publish that first"
            );
        }
        below = above;
        above = layer->above;
    }
    return true;
}

Result<const Calendar*> Calendars::resolved(const std::string& id) const {
    if (const auto kept = resolved_.find(id); kept != resolved_.end()) {
        return &kept->second;
    }
    std::vector<CalendarPublished> layers;
    for (std::string next = id; !next.empty();) {
        const CalendarPublished* layer = find(next);
        if (layer == nullptr) {
            return fail(
                layers.empty() ? ErrorCode::not_found : ErrorCode::corruption,
                "Expected a calendar that was published, but there is no '" + next +
                    "'; publish it first"
            );
        }
        if (layers.size() == newest_.size()) {
            return fail(
                ErrorCode::corruption,
                "Expected calendar '" + id + "' to have an end above it, but its layers go round"
            );
        }
        layers.push_back(*layer);
        next = layer->above;
    }
    std::ranges::reverse(layers);
    auto calendar = Calendar::resolve(layers);
    if (!calendar) {
        return fail(ErrorCode::corruption, calendar.error().detail);
    }
    return &resolved_.emplace(id, std::move(*calendar)).first->second;
}

}  // namespace dunghan
