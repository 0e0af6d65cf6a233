// One printed deadline, without label: "Từ tháng 7/2022 (thuê dịch vụ hàng năm)". What parse.h is
// made of. Grammar: docs/formats/deadlines.md
#pragma once

#include <optional>
#include <string_view>

#include "engine/deadline/parse.h"

namespace dunghan {

// The milestone `text` states, without label; none unless all of `text` is understood.
[[nodiscard]] std::optional<Milestone> read_form(
    std::string_view text, const DeadlineOptions& options
);

// Whether `text` begins with a form, whatever follows.
[[nodiscard]] bool begins_with_form(std::string_view text, const DeadlineOptions& options);

}  // namespace dunghan
