// What `dunghan doctor` looks at. Nothing here changes a store.
#pragma once

#include <string>
#include <vector>

#include "adapters/app/session.h"

namespace dunghan::app {

enum class Level { ok, warn, bad };

struct Check {
    std::string name;  // for programs: "disk", "outbox"
    Level level = Level::ok;
    std::string found;  // for people
    std::string todo;   // empty when nothing need be done
};

// Of everything that can be looked at; a store that does not open leaves only what lies beside it.
[[nodiscard]] std::vector<Check> examine(const Options& options);

// How far the published calendars reach: warns four months before the last known year ends, bad
// from the last month on.
[[nodiscard]] Check check_calendars(const Reading& reading);

}  // namespace dunghan::app
