// The order of codes as people count: 1.2 before 1.10, 6.6#2 before 6.6#10.
#pragma once

#include <string_view>

namespace dunghan {

// Runs of digits compare as numbers, everything else octet by octet. A strict weak order.
[[nodiscard]] bool code_before(std::string_view a, std::string_view b);

}  // namespace dunghan
