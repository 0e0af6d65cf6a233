// What one loop asks before each connect() and each request. Internal to the room.
#pragma once

#include <chrono>
#include <optional>

#include "adapters/webhook/attempt.h"

namespace dunghan::webhook {

class EgressGuard {
 public:
    explicit EgressGuard(const EgressRules& rules) : rules_(rules) {}

    [[nodiscard]] EgressDecision decide(
        const SocketAddress& to, const std::vector<Grant>& grants, Instant now
    );

 private:
    const std::vector<IpAddress>* own();

    const EgressRules& rules_;
    std::optional<std::vector<IpAddress>> own_;
    std::chrono::steady_clock::time_point own_read_at_;
};

}  // namespace dunghan::webhook
