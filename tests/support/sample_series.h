// The monthly report of a province: 15th of the month before to the 14th, due two working days
// after.
#pragma once

#include <gtest/gtest.h>

#include "engine/series/duty.h"

namespace dunghan::tests {

inline Series monthly_report() {
    Series series;
    series.id = "monthly-report";
    series.name = "Báo cáo chuyển đổi số hằng tháng";
    series.each_of = "cac-so";
    series.period.from_day = 15;
    series.period.to_day = 14;
    series.due.id = "file";
    series.due.label = "Gửi báo cáo";
    series.due.budget = {2, BudgetUnit::working_days};
    series.code = "bc-{period}-{member}";
    series.title = "Báo cáo chuyển đổi số tháng {month}";
    series.first = "2026-11";
    return series;
}

// Begins with a term of three working days.
inline Definition report_definition() {
    StateRule open;
    open.id = "open";
    open.terms = {"file"};
    TermRule file;
    file.id = "file";
    file.budget = {3, BudgetUnit::working_days};
    Definition definition;
    definition.id = "report";
    definition.initial = open.id;
    definition.states = {open};
    definition.terms = {file};
    return definition;
}

inline Date day(const std::string& iso) {
    const auto date = parse_date(iso);
    EXPECT_TRUE(date) << iso;
    return date.value_or(Date{});
}

}  // namespace dunghan::tests
