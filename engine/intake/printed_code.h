// The office's codes for how far a task is: HT, ĐTH-Đ, ĐTH-T, CTH-T and CTH-Đ.
#pragma once

#include <optional>
#include <string_view>

#include "engine/task/event.h"

namespace dunghan::intake {

struct PrintedCode {
    std::string_view code;  // as the office writes it
    task::Progress progress = task::Progress::not_started;
};

// Case, dashes and white space do not matter. None: not one of the five.
[[nodiscard]] std::optional<PrintedCode> read_code(std::string_view text);

}  // namespace dunghan::intake
