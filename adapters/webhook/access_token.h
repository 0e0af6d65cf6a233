// OAuth 2.0 client credentials (RFC 6749, 4.4): what is asked, and what is answered.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::webhook {

struct AccessToken {
    std::string text;  // of a bearer: goes into a header as it is
    std::chrono::seconds lifetime{};
};

// "Basic …": id and secret, each form-encoded first as RFC 6749, 2.3.1 wants it. Whoever takes it
// wipes it.
[[nodiscard]] std::string basic_credentials(std::string_view id, std::string_view secret);

// The body of the question, as a form. `scope` may be empty.
[[nodiscard]] std::string token_form(std::string_view scope);

// Of an answer with status 200. Without an expires_in it is good for five minutes; more than a day
// counts as a day. Error: invalid, saying what was expected and nothing of what came.
[[nodiscard]] Result<AccessToken> read_access_token(std::string_view json);

}  // namespace dunghan::webhook
