// Text as it may stand in a line of a mail or of the log.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dunghan::mail {

// At least two digits, as offices write counts: 5 -> "05".
[[nodiscard]] std::string two_digits(std::int64_t number);

// "2022-10-25" -> "25/10/2022"; text that is no date comes back as it is.
[[nodiscard]] std::string day_in_words(const std::string& iso);

// One line of printable text: NFC, control characters and line ends as blanks, runs of blanks as
// one. Octets that are not UTF-8 become "?".
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace dunghan::mail
