// Where a digest stands on its way to the recipient.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/instant.h"

namespace dunghan::reminder {

// DO NOT CHANGE THE VALUES: stored in views.
enum class Delivery : std::uint8_t {
    owed = 1,     // to be tried at `next_attempt`
    claimed = 2,  // an attempt began and nobody knows how it ended
    sent = 3,
    dead = 4,     // refused for good: a person must look
    dropped = 5,  // all it would have told was finished before it was made, or sent: no mail
};

struct State {
    StreamVersion version;  // 0: no such digest
    std::string recipient;
    Instant slot;
    Delivery delivery = Delivery::owed;
    std::uint32_t attempts = 0;
    Instant next_attempt;                 // while owed or claimed: when the next attempt may begin
    std::string last_answer;              // of the last attempt
    std::vector<std::string> policies{};  // as in DigestIssued: it leaves in a slot of one of them

    [[nodiscard]] bool exists() const { return version.value != 0; }

    bool operator==(const State&) const = default;
};

}  // namespace dunghan::reminder
