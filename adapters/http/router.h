// Which handler a method and a path lead to. The table is the API: what stands in it is documented,
// and what does not is not there.
#pragma once

#include <cstdint>
#include <optional>

#include "adapters/http/message.h"

namespace dunghan::http {

inline constexpr std::size_t body_octets_max = 256 * 1024;

struct Route {
    std::string method;
    std::string path;  // "/v1/tasks/{task}"
    std::string name;  // of the operation: "readTask"; unique
    std::uint64_t body_max = 0;
    std::function<void(Request, Respond)> act;
};

class Router {
 public:
    // Error in the table (a name twice, a path without '/'): asserted.
    explicit Router(std::vector<Route> routes);

    [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

    struct Match {
        const Route* route = nullptr;  // nullptr: see `allowed`
        std::map<std::string, std::string> places;
        std::vector<std::string> allowed;  // methods the path has; empty: there is no such path
    };

    // HEAD goes where GET goes.
    [[nodiscard]] Match find(const std::string& method, const std::vector<std::string>& path) const;

 private:
    std::vector<Route> routes_;
    std::vector<std::vector<std::string>> patterns_;  // of each route, by segment
};

}  // namespace dunghan::http
