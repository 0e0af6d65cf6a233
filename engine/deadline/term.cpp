#include "engine/deadline/term.h"

#include <string_view>

namespace dunghan {
namespace {

std::string_view words_of(BudgetUnit unit) {
    switch (unit) {
        case BudgetUnit::days: return "ngày";
        case BudgetUnit::working_days: return "ngày làm việc";
        case BudgetUnit::working_hours: return "giờ làm việc";
        case BudgetUnit::weeks: return "tuần";
        case BudgetUnit::months: return "tháng";
    }
    return "?";
}

}  // namespace

std::string to_vietnamese(const TermRule& rule) {
    if (!rule.printed.empty()) {
        return rule.printed;
    }
    const std::string number = std::to_string(rule.budget.amount);
    return (rule.budget.amount < 10 ? "0" : "") + number + " " +
           std::string(words_of(rule.budget.unit));
}

}  // namespace dunghan
