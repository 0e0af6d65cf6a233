// Who is it, and may they? Asked with the head of a request, before its body.
#pragma once

#include "adapters/app/api/context.h"
#include "adapters/http/server.h"

namespace dunghan::app::api {

// Nothing: no good token.
[[nodiscard]] std::optional<Visitor> visitor_of(Context& context, std::string_view token_text);

// The token may have been revoked, or have expired, since the guard let it in.
[[nodiscard]] bool is_still_good(Context& context, const Visitor& visitor);

// The one answer to whoever shows no good token.
[[nodiscard]] http::Answer unauthorized();

// By the operation's name. A request without a good token is answered 401 in one and the same way,
// whatever is wrong with it; one whose role may never do this 403. What a query may hold is looked
// at here too.
[[nodiscard]] http::Guard make_guard(Context& context, const Operations& operations);

}  // namespace dunghan::app::api
