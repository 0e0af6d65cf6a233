// Tokens as the views and the log tell them. All of it may be asked from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/state.h"
#include "engine/port/store.h"
#include "engine/projection/history.h"

namespace dunghan {

// The token whose row of View::notice that is, by the newest of its events: of a revoked one no
// more than that. Nothing: there is no row. Error: corruption.
[[nodiscard]] Result<access::State> token_in_row(const std::optional<std::string>& row);

// Nothing: unknown, or revoked. One that has expired is still found: the caller holds the clock.
// One read of a row. Errors: the store's, corruption.
[[nodiscard]] Result<std::optional<access::Token>> find_token(
    const Store& store, std::string_view id
);

// Every token created by then, as its events up to then tell it; in the order of ids. Errors: the
// store's, corruption.
[[nodiscard]] Result<std::vector<access::State>> tokens_at(
    const Store& store, const TimeQuery& query
);

}  // namespace dunghan
