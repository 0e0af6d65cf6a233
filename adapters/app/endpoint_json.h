// Endpoints as the API and --json tell them: what the log says, and what the ledger says of the
// way.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "engine/codec/ledger_rows.h"
#include "engine/endpoint/state.h"
#include "engine/port/ledger.h"

namespace dunghan::app {

// How far it has come; of one the ledger does not know (`ledger` may be null), where it begins.
struct Progress {
    endpoint::Standing standing;
    std::size_t open = 0;  // owed
    std::size_t dead = 0;  // given up
};

[[nodiscard]] Result<Progress> progress_of(const endpoint::State& state, const Ledger* ledger);

// The last attempts, the newest first, from before `cursor` on (a key; empty: from the newest),
// until `visit` returns false.
[[nodiscard]] Result<void> visit_attempts(
    const std::string& endpoint,
    const Ledger* ledger,
    const std::string& cursor,
    const std::function<bool(std::string_view key, const endpoint::Attempt& attempt)>& visit
);

// "active", "disabled" or "removed".
[[nodiscard]] std::string state_name(const endpoint::State& state);

// `progress`: nothing of an endpoint as it was at another time, which the ledger does not know.
[[nodiscard]] nlohmann::ordered_json endpoint_json(
    const endpoint::State& state, const std::optional<Progress>& progress, Instant now
);
[[nodiscard]] nlohmann::ordered_json attempt_json(const endpoint::Attempt& attempt);

}  // namespace dunghan::app
