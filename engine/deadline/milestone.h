// One dated part of a task, as printed and as computed. Several may stand in one cell.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/instant.h"

namespace dunghan {

// The printed form. DO NOT CHANGE THE VALUES: they are stored in views.
enum class DeadlineForm : std::uint8_t {
    month = 1,       // "Tháng 5/2022": due, end of the month
    quarter = 2,     // "Quý II/2021": due, end of the quarter
    year = 3,        // "Năm 2022": due, end of the year
    day = 4,         // "ngày 20/10/2022", "20/10/2022": due, end of that day
    before_day = 5,  // "trước ngày 20/10/2022": due before that day begins (a setting includes it)
    start_month = 6,  // "Từ tháng 7/2022": a start window, no due date
    yearly = 7,       // "Hàng năm": recurring, no single due date
    external = 8,  // "Theo tiến độ triển khai từ Trung ương": none until a trigger sets one
    undecided = 9,  // unreadable: a person decides; never "no due date"
};

struct Milestone {
    std::string
        label;  // "Lập, trình thẩm định, phê duyệt đề án"; empty when the cell names no part
    DeadlineForm form = DeadlineForm::undecided;
    std::string raw;                      // as printed, NFC, white space squeezed
    std::optional<Instant> due_before;    // overdue when now >= due_before
    std::optional<Instant> start_before;  // start missed when now >= start_before and not started
    bool operator==(const Milestone&) const = default;
};

}  // namespace dunghan
