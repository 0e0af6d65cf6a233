// Who asks: what the guard makes of a token, and what handlers ask about them.
#pragma once

#include "engine/access/may.h"
#include "engine/directory/directory.h"
#include "engine/task/state.h"

#include "adapters/http/message.h"

namespace dunghan::app::api {

struct Visitor {
    access::Caller caller;
    std::string token;             // its id; of who was signed in elsewhere the account's
    std::optional<Instant> until;  // exclusive; nothing: as long as the token is good
};

[[nodiscard]] const Visitor& visitor_of(const http::Request& request);

// Whose task it is: its holders (groups by their members on that day) and who it waits on.
[[nodiscard]] access::Target target_of(
    const task::State& state, const Directory& directory, Date day
);

}  // namespace dunghan::app::api
