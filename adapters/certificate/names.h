// Enumerators <-> their words in a certificate. The words are frozen: they stand in files.
#pragma once

#include <optional>
#include <string_view>

#include "engine/deadline/explain.h"

namespace dunghan::certificate {

[[nodiscard]] constexpr std::string_view word_of(BudgetUnit unit) {
    switch (unit) {
        case BudgetUnit::days: return "days";
        case BudgetUnit::working_days: return "working_days";
        case BudgetUnit::working_hours: return "working_hours";
        case BudgetUnit::weeks: return "weeks";
        case BudgetUnit::months: return "months";
    }
    return "";
}

[[nodiscard]] constexpr std::string_view word_of(Roll roll) {
    switch (roll) {
        case Roll::none: return "none";
        case Roll::next_working_day: return "next_working_day";
    }
    return "";
}

[[nodiscard]] constexpr std::string_view word_of(DayKind kind) {
    switch (kind) {
        case DayKind::holiday: return "holiday";
        case DayKind::day_off: return "day_off";
        case DayKind::worked: return "worked";
    }
    return "";
}

[[nodiscard]] inline std::string_view word_of(DayIs day) {
    return to_text(day);
}

[[nodiscard]] inline std::string_view word_of(Why why) {
    return to_text(why);
}

template <class E>
[[nodiscard]] std::optional<E> from_word(std::string_view word) {
    for (int value = 0; value < 16; ++value) {  // all enumerators are smaller
        if (word_of(static_cast<E>(value)) == word && word.size() > 1) {
            return static_cast<E>(value);
        }
    }
    return std::nullopt;
}

}  // namespace dunghan::certificate
