// A term that meets a holiday, a pause and an extension.
#pragma once

#include "engine/deadline/certificate.h"

#include "tests/support/sample_calendar.h"

namespace dunghan::testing {

inline TermRule appraisal(std::int32_t amount = 3, BudgetUnit unit = BudgetUnit::working_days) {
    return {
        "appraise",
        "Thẩm định hồ sơ",
        {amount, unit},
        Roll::next_working_day,
        "",
        "NĐ 331/2026, điều 23.3"};
}

inline Certificate sample_certificate(const TermRule& rule = appraisal()) {
    const Zone zone{"Asia/Ho_Chi_Minh", 420, "2026b"};
    const auto at = [&](const std::string& text) { return parse_instant(text, zone).value(); };
    return certificate_of(
               "task/hs-so-du-lich, term 256",
               rule,
               at("2026-11-20T10:00"),
               {{at("2026-11-25T08:00"), at("2026-11-26T08:00")}},
               {{at("2026-11-27T09:00"), at("2026-12-05"), "12/TB-STTTT"}},
               resolved({vn_2026(), khanh_hoa()}),
               zone
    )
        .value();
}

}  // namespace dunghan::testing
