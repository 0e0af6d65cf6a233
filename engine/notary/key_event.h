// How a log says which keys sign for it: events that name a key, endorsed by a key before it.
//
// An endorsement is a signed note of two lines, a sentence and the verifier key it is about. So an
// auditor who pinned the first key can follow the log to the present one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/notary/note.h"

namespace dunghan::notary {

// DO NOT CHANGE THESE VALUES: they are those of engine/event/event_type.h.
inline constexpr std::uint16_t key_added_type = 12;

[[nodiscard]] std::string added_text(const VerifierKey& key);
[[nodiscard]] std::string retired_text(const VerifierKey& key);

// The key a log_key_added event adds, if one of `trusted` endorsed it. `payload` is the event's
// canonical JSON. Nothing: it is another payload, or a key nobody trusted speaks for.
[[nodiscard]] std::optional<VerifierKey> endorsed_key(
    std::string_view payload, const std::vector<VerifierKey>& trusted
);

}  // namespace dunghan::notary
