// One line of `dunghan commands` -> a wish. Format: docs/formats/commands.md
#pragma once

#include <string_view>

#include "adapters/app/wish.h"

namespace dunghan::app {

// A wish as far as it could be read, so that the answer can carry its id; and what is wrong.
struct WishLine {
    Wish wish;
    std::optional<Error> problem;  // invalid, naming the field or the column
};

// A flat JSON object of such fields, none of which must be there.
[[nodiscard]] WishLine read_wish(std::string_view object);

// A flat JSON object (RFC 8259) in UTF-8 with fields of wish_fields, each at most once; `id`,
// `task`, `action` and `actor` must be there and not empty.
[[nodiscard]] WishLine read_wish_line(std::string_view line);

}  // namespace dunghan::app
