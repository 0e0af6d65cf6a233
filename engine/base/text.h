// Unicode by utf8proc: the only place that knows about normal forms.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan {

// NFC. Error: invalid when the octets are not UTF-8.
[[nodiscard]] Result<std::string> to_nfc(std::string_view text);

// Runs of white space (tabs, line ends, no-break spaces) become one blank, none at the ends.
[[nodiscard]] std::string squeeze(std::string_view text);

// For comparing names: case folded, marks stripped, đ as d, dashes as '-', white space squeezed,
// trailing full stops dropped. "Sở Lao động – Thương binh" -> "so lao dong - thuong binh".
// Text that is not UTF-8 folds to "".
[[nodiscard]] std::string fold(std::string_view text);

// fold(), then everything but a-z and 0-9 becomes one '-': "so-lao-dong-thuong-binh".
[[nodiscard]] std::string slug(std::string_view text);

// a-z, 0-9 and hyphens, not led by one, 1 to 100 octets: "so-du-lich". What people name things by
// in files, streams and commands.
[[nodiscard]] bool is_identifier(std::string_view text);

}  // namespace dunghan
