// Printed deadlines -> milestones. Grammar and examples: docs/formats/deadlines.md
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/instant.h"
#include "engine/deadline/milestone.h"

namespace dunghan {

struct DeadlineOptions {
    Zone zone;
    bool before_day_includes_the_day = false;  // "trước ngày D": due at the end of D instead
};

// Reads one cell. Labelled parts ("- Lập …: Tháng 7/2022. - Tổ chức …: Tháng 8/2022.") give one
// milestone each, in printed order. A part that cannot be read becomes a milestone of form
// `undecided` with its raw text; it is never dropped and never "no due date". An empty cell gives
// one undecided milestone with empty raw text. At most limits::milestones_max parts; the rest
// becomes one undecided milestone. Pure.
[[nodiscard]] std::vector<Milestone> parse_deadlines(
    std::string_view cell, const DeadlineOptions& options
);

}  // namespace dunghan
