// Whatever stands in a cell: no crash, no invented due date, nothing dropped.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/base/limits.h"
#include "engine/base/text.h"
#include "engine/deadline/parse.h"

namespace dunghan {
namespace {

bool has_due(const std::vector<Milestone>& milestones) {
    for (const Milestone& milestone : milestones) {
        if (milestone.due_before || milestone.start_before) {
            return true;
        }
    }
    return false;
}

RC_GTEST_PROP(ParseDeadlines, SurvivesAnyOctetsAndAnswersInUtf8, (std::string octets)) {
    const auto milestones = parse_deadlines(octets, {});

    RC_ASSERT(!milestones.empty());
    RC_ASSERT(milestones.size() <= limits::milestones_max + 1);
    for (const Milestone& milestone : milestones) {
        RC_ASSERT(to_nfc(milestone.raw).has_value());
        RC_ASSERT(to_nfc(milestone.label).has_value());
    }
}

RC_GTEST_PROP(ParseDeadlines, NeverInventsADueDateFromTextWithoutDigits, ()) {
    const auto words = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("Tháng Quý Năm từ ngày trước: ;.-()/\nhàng năm IVX"))
    );

    RC_ASSERT(!has_due(parse_deadlines(words, {})));
}

RC_GTEST_PROP(ParseDeadlines, DropsNoPart, ()) {
    const auto months =
        *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 20)));
    std::string cell;
    for (const int month : months) {
        cell += "- Phần: Tháng " + std::to_string(month) + "/2022. ";
    }
    RC_PRE(months.size() <= limits::milestones_max);

    const auto milestones = parse_deadlines(cell, {});

    RC_ASSERT(milestones.size() == months.size());
    for (std::size_t i = 0; i < months.size(); ++i) {
        const bool exists = months[i] >= 1 && months[i] <= 12;
        RC_ASSERT(milestones[i].due_before.has_value() == exists);
        RC_ASSERT((milestones[i].form == DeadlineForm::undecided) == !exists);
    }
}

RC_GTEST_PROP(ParseDeadlines, ReadsEveryDayThatExistsAndNoOther, ()) {
    const int day = *rc::gen::inRange(0, 40);
    const int month = *rc::gen::inRange(0, 15);
    const int year = *rc::gen::inRange(2000, 2100);
    const std::string text =
        std::to_string(day) + "/" + std::to_string(month) + "/" + std::to_string(year);
    const Date date{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}};

    const auto milestones = parse_deadlines(text, {});

    RC_ASSERT(milestones.size() == 1U);
    RC_ASSERT(milestones[0].due_before.has_value() == date.ok());
    if (date.ok()) {
        RC_ASSERT(milestones[0].due_before == start_of(next_day(date), Zone{}));
    }
}

}  // namespace
}  // namespace dunghan
