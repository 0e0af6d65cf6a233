// May somebody with this token do that? One function for every way in: pages, API, feeds, streams.
// The table of roles and operations: docs/formats/access.md
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/token.h"

namespace dunghan::access {

struct Caller {
    AccessRole role = AccessRole::auditor;
    std::string agency;  // agency id; empty: of none
    std::string holder;  // pseudonym; the actor of what it does
};

[[nodiscard]] inline Caller caller_of(const Token& token) {
    return {token.role, token.agency, token.holder};
}

struct Target {
    // Agency ids of the task's holders and of who it waits on, none where all of them are groups or
    // names nobody could place. Nothing: it is not about one task.
    std::optional<std::vector<std::string>> agencies;
};

// Whether the token is good (known, not revoked, not expired) was asked before.
//
// Rejections: forbidden; not_found for a task the caller may not see, whatever it asks: answer as
// for a task that does not exist. A list of tasks is asked about without a target, and then each of
// its tasks with one. Changes of one's own tasks need a target.
[[nodiscard]] Decision<void> may(const Caller& caller, Operation operation, const Target& target);

}  // namespace dunghan::access
