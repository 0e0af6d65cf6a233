// What keeps content from being published, with the place it stands at: a reader of files turns the
// place into line and column, the engine tells it as it is.
#pragma once

#include <string>

namespace dunghan {

struct Problem {
    std::string where;     // "groups[0].members[1]", "period.rrule"
    std::string expected;  // "the id of an agency of this file"
    std::string got;
};

[[nodiscard]] inline std::string to_text(const Problem& problem) {
    return "Expected " + problem.where + " to be " + problem.expected + ", but got '" +
           problem.got + "'";
}

}  // namespace dunghan
