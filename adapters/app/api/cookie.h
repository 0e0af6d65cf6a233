// The session of a browser: the cookie that carries it, and the word that a change must carry
// besides, for a cookie is sent along whoever made the request.
#pragma once

#include <string>
#include <string_view>

#include "adapters/http/message.h"

namespace dunghan::app::api {

// "Set-Cookie" of that token for so many seconds; 0: forget it. Under TLS its name is
// "__Host-dunghan": browsers then take it from this very host over TLS alone. Never readable by
// scripts, never sent along from other sites.
[[nodiscard]] std::string session_cookie(std::string_view token, std::int64_t seconds, bool secure);

// The token text in the request's cookie; empty: there is none, or more than one.
[[nodiscard]] std::string_view session_in(const http::Request& request);

// What X-CSRF-Token must say with a change: told at login to whoever may read the answer.
[[nodiscard]] std::string csrf_of(std::string_view token);

// The page that asks is one of ours, as far as the browser says where it is from.
[[nodiscard]] bool is_same_origin(const http::Request& request);

}  // namespace dunghan::app::api
