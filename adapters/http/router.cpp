#include "adapters/http/router.h"

#include <algorithm>

#include "engine/base/assert.h"

namespace dunghan::http {
namespace {

std::vector<std::string> segments_of(std::string_view path) {
    std::vector<std::string> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::string_view segment = path.substr(0, path.find('/'));
        path.remove_prefix(segment.size());
        if (!segment.empty()) {
            segments.emplace_back(segment);
        }
    }
    return segments;
}

bool is_place(const std::string& segment) {
    return segment.front() == '{';
}

std::optional<std::map<std::string, std::string>> fit(
    const std::vector<std::string>& pattern, const std::vector<std::string>& path
) {
    if (pattern.size() != path.size()) {
        return std::nullopt;
    }
    std::map<std::string, std::string> places;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (is_place(pattern[i])) {
            places[pattern[i].substr(1, pattern[i].size() - 2)] = path[i];
        } else if (pattern[i] != path[i]) {
            return std::nullopt;
        }
    }
    return places;
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
    for (const Route& route : routes_) {
        DUNGHAN_ASSERT(route.path.starts_with('/'));
        DUNGHAN_ASSERT(std::ranges::count(routes_, route.name, &Route::name) == 1);
        patterns_.push_back(segments_of(route.path));
    }
}

// Routes are looked at in their order: a fixed name stands before a place in the table.
Router::Match Router::find(const std::string& method, const std::vector<std::string>& path) const {
    const std::string wanted = method == "HEAD" ? "GET" : method;
    Match match;
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        auto places = fit(patterns_[i], path);
        if (!places) {
            continue;
        }
        if (routes_[i].method == wanted) {
            return {&routes_[i], std::move(*places), {}};
        }
        match.allowed.push_back(routes_[i].method);
    }
    return match;
}

}  // namespace dunghan::http
