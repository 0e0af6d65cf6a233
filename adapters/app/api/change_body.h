// The request of a change -> the wish it carries.
#pragma once

#include "adapters/app/wish.h"
#include "adapters/http/message.h"

namespace dunghan::app::api {

// The body's fields, and what the request says besides: the task (its path), the action (its
// operation), who (its token), the name of the wish (Idempotency-Key) and the version it is about
// (If-Match). Errors: invalid.
[[nodiscard]] Result<Wish> wish_of(const http::Request& request, std::string_view action);

// `"7"` of If-Match: the version the caller has read. Error: invalid.
[[nodiscard]] Result<std::optional<std::uint64_t>> expected_version(const http::Request& request);

// JSON, and no name longer than a name may be. Error: invalid.
[[nodiscard]] Result<void> check_framing(const http::Request& request);

// The field an error is about, by how errors begin: "Expected 'holder' to be …": holder. Empty: it
// is not about one field.
[[nodiscard]] std::string field_in(std::string_view detail);

}  // namespace dunghan::app::api
