#include "adapters/identity/strict_json.h"

#include <set>
#include <string>
#include <vector>

namespace dunghan::identity {
namespace {

constexpr int depth_max = 8;

}  // namespace

std::optional<nlohmann::json> strict_object(std::string_view text) {
    using Event = nlohmann::json::parse_event_t;
    if (text.find('\0') != text.npos) {  // where the library's reader would stop
        return std::nullopt;
    }
    bool sound = true;
    std::vector<std::set<std::string>> names;
    const auto look = [&](int depth, Event event, nlohmann::json& parsed) {
        sound = sound && depth <= depth_max;
        if (event == Event::object_start) {
            names.emplace_back();
        } else if (event == Event::object_end) {
            names.pop_back();
        } else if (event == Event::key) {
            sound = sound && names.back().insert(parsed.get<std::string>()).second;
        }
        return sound;
    };
    auto read = nlohmann::json::parse(text, look, false);
    return sound && read.is_object() ? std::optional(std::move(read)) : std::nullopt;
}

}  // namespace dunghan::identity
