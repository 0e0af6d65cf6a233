// Budgets as people write them: "15 working_days", "2 months", "8 working_hours".
#pragma once

#include "engine/deadline/term.h"

#include "adapters/config/yaml.h"

namespace dunghan {

// A whole amount from 1 to limits::budget_max and its unit: days, working_days, working_hours,
// weeks, months; "1 month" as well.
[[nodiscard]] Budget budget_in(const yaml::Value& value);

}  // namespace dunghan
