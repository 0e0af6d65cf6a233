// Where a person's history lies ("person/cb-017"), and how one is referred to where an address
// would stand ("person:cb-017").
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/ids.h"

namespace dunghan::person {

// 1 to 64 of a-z, 0-9 and inner hyphens. A pseudonym: it stays readable for ever.
[[nodiscard]] bool is_id(std::string_view text);

[[nodiscard]] inline StreamId stream_of(const std::string& id) {
    return {"person/" + id};
}

[[nodiscard]] inline std::string reference_to(const std::string& id) {
    return "person:" + id;
}

// The id in a reference; nothing when it is an address like any other.
[[nodiscard]] std::optional<std::string> referred_to(std::string_view address);

}  // namespace dunghan::person
