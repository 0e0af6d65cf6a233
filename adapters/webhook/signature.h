// Signatures of Standard Webhooks 1.0.0, over "{id}.{timestamp}.{body}".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "adapters/webhook/secret.h"

namespace dunghan::webhook {

// A-Z, a-z, 0-9, '-', '_', 1 to 200 octets: it stands in a header and before a full stop.
[[nodiscard]] bool is_message_id(std::string_view id);

// The webhook-signature header: for each secret "v1," (shared) or "v1a," (private key) and base64,
// with blanks between, in the order of the secrets; while a secret is rotated the receiver finds
// the one it knows. `timestamp`: whole seconds since 1970, of this attempt. Asserts an id that is a
// message id.
[[nodiscard]] std::string sign(
    std::span<const Secret> secrets,
    std::string_view id,
    std::int64_t timestamp,
    std::string_view body
);

}  // namespace dunghan::webhook
