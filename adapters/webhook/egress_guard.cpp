#include "adapters/webhook/egress_guard.h"

namespace dunghan::webhook {
namespace {

// Asking the machine for each request would cost more than the request.
constexpr std::chrono::seconds own_addresses_age_max{1};

// While the machine has no descriptor left to say them.
constexpr std::chrono::seconds own_addresses_kept_max{30};

}  // namespace

const std::vector<IpAddress>* EgressGuard::own() {
    const auto now = std::chrono::steady_clock::now();
    if (!own_ || now - own_read_at_ >= own_addresses_age_max) {
        auto read = own_addresses();
        if (read) {
            own_ = std::move(*read);
            own_read_at_ = now;
        } else if (own_ && now - own_read_at_ >= own_addresses_kept_max) {
            own_.reset();
        }
    }
    return own_ ? &*own_ : nullptr;
}

EgressDecision EgressGuard::decide(
    const SocketAddress& to, const std::vector<Grant>& grants, Instant now
) {
    const std::vector<IpAddress>* const ours = own();
    return ours == nullptr ? EgressDecision{false, "the machine's own addresses are not known"}
                           : webhook::decide(to, rules_, grants, *ours, now);
}

}  // namespace dunghan::webhook
