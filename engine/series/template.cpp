#include "engine/series/template.h"

#include <algorithm>
#include <array>

namespace dunghan::series {
namespace {

constexpr std::array<std::string_view, 7> names{
    "period", "member", "name", "month", "year", "from", "to"};

// Calls `plain(text)` and `placeholder(name)` in their order. An open brace that does not close
// gives its rest as plain text.
template <class Plain, class Placeholder>
void read(std::string_view text, const Plain& plain, const Placeholder& placeholder) {
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) {
            plain(text);
            return;
        }
        plain(text.substr(0, open));
        placeholder(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
}

std::string value_of(std::string_view name, const Values& values) {
    const Date last = values.period.closes;
    if (name == "period") {
        return values.period.id;
    }
    if (name == "member") {
        return std::string(values.member);
    }
    if (name == "name") {
        return std::string(values.name);
    }
    if (name == "year") {
        return std::to_string(static_cast<int>(last.year()));
    }
    if (name == "from") {
        return to_vietnamese(values.period.opens);
    }
    const std::string day = to_vietnamese(last);  // "14/11/2026"
    return name == "month" ? day.substr(day.find('/') + 1) : day;
}

bool is_known(std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::optional<std::string> unknown_placeholder(std::string_view text) {
    std::optional<std::string> unknown;
    const auto keep = [&](std::string_view part) {
        unknown = unknown ? unknown : std::string(part);
    };
    read(
        text,
        [&](std::string_view plain) {
            if (const std::size_t brace = plain.find_first_of("{}");
                brace != std::string_view::npos) {
                keep(plain.substr(brace));
            }
        },
        [&](std::string_view name) {
            if (!is_known(name)) {
                keep("{" + std::string(name) + "}");
            }
        }
    );
    return unknown;
}

bool has_placeholder(std::string_view text, std::string_view name) {
    bool found = false;
    read(
        text, [](auto) {}, [&](std::string_view each) { found = found || each == name; }
    );
    return found;
}

std::string filled(std::string_view text, const Values& values) {
    std::string out;
    read(
        text,
        [&](std::string_view plain) { out += plain; },
        [&](std::string_view name) {
            out += is_known(name) ? value_of(name, values) : "{" + std::string(name) + "}";
        }
    );
    return out;
}

}  // namespace dunghan::series
