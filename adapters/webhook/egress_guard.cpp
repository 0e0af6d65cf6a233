#include "adapters/webhook/egress_guard.h"

namespace dunghan::webhook {
namespace {

// Asking the machine for each request would cost more than the request.
constexpr std::chrono::seconds own_addresses_age_max{1};

}  // namespace

const std::vector<IpAddress>* EgressGuard::own() {
    const auto now = std::chrono::steady_clock::now();
    if (!own_ || now - own_read_at_ >= own_addresses_age_max) {
        own_ = own_addresses();
        own_read_at_ = now;
    }
    return *own_ ? &**own_ : nullptr;
}

EgressDecision EgressGuard::decide(
    const SocketAddress& to, const std::vector<Grant>& grants, Instant now
) {
    const std::vector<IpAddress>* const ours = own();
    return ours == nullptr ? EgressDecision{false, "the machine's own addresses are not known"}
                           : webhook::decide(to, rules_, grants, *ours, now);
}

}  // namespace dunghan::webhook
