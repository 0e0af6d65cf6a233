// The Vietnamese words of a definition, for pictures and tables.
#pragma once

#include <string>
#include <string_view>

#include "engine/definition/definition.h"

namespace dunghan {

[[nodiscard]] std::string_view words_of(Role role);        // "cơ quan chủ trì"
[[nodiscard]] std::string words_of(const Budget& budget);  // "15 ngày làm việc"
[[nodiscard]] std::string words_of(const TermRule& term);  // "Thẩm định: 15 ngày làm việc"
[[nodiscard]] std::string words_of(const ExtensionRule& extension);  // "gia hạn tối đa 1 lần"

// "cơ quan chủ trì, lãnh đạo"; empty: anybody. Silence is told by its arrow, so system is left out.
[[nodiscard]] std::string actors_of(const TransitionRule& transition);
// "văn bản, lý do"; empty: nothing.
[[nodiscard]] std::string requirements_of(const TransitionRule& transition);

}  // namespace dunghan
