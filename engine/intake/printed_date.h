// Days in running words.
#pragma once

#include <optional>
#include <string_view>

#include "engine/base/instant.h"

namespace dunghan::intake {

// "09/6/2022" or "ngày 09/6/2022" and nothing else.
[[nodiscard]] std::optional<Date> read_date(std::string_view text);

// The day of the document named by `folded_words` ("ke hoach so") in "… Kế hoạch số
// 5312/KH-BCĐCĐS ngày 13/6/2022 …".
[[nodiscard]] std::optional<Date> document_date(
    std::string_view text, std::string_view folded_words
);

}  // namespace dunghan::intake
