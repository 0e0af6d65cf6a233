// A person as the events tell it. The description that occurred last counts, of two at one instant
// the later recorded; erased is for ever. Folding in any order gives one state.
#pragma once

#include <string>

#include "engine/base/ids.h"
#include "engine/base/instant.h"

namespace dunghan::person {

// Where the description in force comes from. Version 0: there is none.
struct DescribedBy {
    Instant occurred_at;
    StreamVersion version;
    auto operator<=>(const DescribedBy&) const = default;
};

struct State {
    StreamVersion version;  // 0: nobody
    std::string agency;
    bool reachable = false;
    std::string sealed;  // empty once erased
    DescribedBy described;
    bool erased = false;
    Instant erased_at;
    std::string basis;  // of the erasure

    [[nodiscard]] bool exists() const { return version.value != 0; }

    bool operator==(const State&) const = default;
};

}  // namespace dunghan::person
