// Numbers of the running text against the rows: the office counts its codes by hand.
#pragma once

#include <string_view>
#include <vector>

#include "engine/intake/facts.h"

namespace dunghan::intake {

// "Tổng số nhiệm vụ: 60 … (HT): 27 … (ĐTH-T): 05". Only claims that the rows contradict; none when
// the document has no plan table.
[[nodiscard]] std::vector<Inconsistency> contradicted_claims(
    std::string_view body, const std::vector<Fact>& facts
);

}  // namespace dunghan::intake
