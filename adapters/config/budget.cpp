#include "adapters/config/budget.h"

#include <array>
#include <charconv>

#include "engine/base/limits.h"

namespace dunghan {
namespace {

struct Unit {
    std::string_view name;
    BudgetUnit unit;
};

constexpr std::array units{
    Unit{"days", BudgetUnit::days},
    Unit{"working_days", BudgetUnit::working_days},
    Unit{"working_hours", BudgetUnit::working_hours},
    Unit{"weeks", BudgetUnit::weeks},
    Unit{"months", BudgetUnit::months}};

std::optional<BudgetUnit> unit_from(std::string_view name) {
    for (const Unit& unit : units) {
        if (name == unit.name || name == unit.name.substr(0, unit.name.size() - 1)) {
            return unit.unit;
        }
    }
    return std::nullopt;
}

std::optional<Budget> budget_from(std::string_view text) {
    std::int32_t amount = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
    const auto digits = static_cast<std::size_t>(end - text.data());
    const bool in_range = amount >= 1 && amount <= limits::budget_max && text.front() != '0';
    if (error != std::errc{} || !in_range || digits >= text.size() || text[digits] != ' ') {
        return std::nullopt;
    }
    const auto unit = unit_from(text.substr(digits + 1));
    return unit ? std::optional(Budget{amount, *unit}) : std::nullopt;
}

}  // namespace

Budget budget_in(const yaml::Value& value) {
    const std::string text = value.text();
    const std::optional<Budget> budget = text.empty() ? std::nullopt : budget_from(text);
    if (!budget) {
        value.refuse(
            "1 to " + std::to_string(limits::budget_max) +
            " days, working_days, working_hours, weeks or months, as \"15 working_days\""
        );
    }
    return budget.value_or(Budget{});
}

}  // namespace dunghan
