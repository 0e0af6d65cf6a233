// A request about a stream, named anew: what the program itself wishes for somebody.
#pragma once

#include "engine/runtime/request.h"

#include "adapters/app/session.h"

namespace dunghan::app {

// `actor`: a pseudonym.
[[nodiscard]] inline Request request_about(
    StreamId stream, Command command, const std::string& actor
) {
    Request request;
    request.stream = std::move(stream);
    request.command = std::move(command);
    request.id = fresh_command_id();
    request.correlation = request.id;
    request.actor = "person:" + actor;
    return request;
}

}  // namespace dunghan::app
