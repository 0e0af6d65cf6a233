// The Vietnamese words of the command line.
#pragma once

#include <string>
#include <string_view>

#include "engine/directory/directory.h"
#include "engine/task/judge.h"

#include "adapters/app/terminal.h"

namespace dunghan::app {

[[nodiscard]] std::string_view words_of(task::Verdict verdict);    // "trễ hạn"
[[nodiscard]] std::string_view words_of(task::Progress progress);  // "đang thực hiện"
[[nodiscard]] std::string words_of_stage(std::string_view stage);  // "đang thẩm định"
[[nodiscard]] Colour colour_of(task::Verdict verdict);

// The workflow's own state for programs: the stage where there is one, else the progress.
[[nodiscard]] std::string state_of(const task::State& state);
// The same for people.
[[nodiscard]] std::string state_words(const task::State& state);

[[nodiscard]] std::string holders_of(const task::State& state, const Directory& directory);

}  // namespace dunghan::app
