// A token as commands and the API tell it; never its secret.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/access/state.h"

namespace dunghan::app {

// Of a state with a token. `now` says whether it has expired.
[[nodiscard]] nlohmann::ordered_json listed_json(const access::State& state, Instant now);

// With its text: this once.
[[nodiscard]] nlohmann::ordered_json made_json(const access::Token& token, const std::string& text);

}  // namespace dunghan::app
