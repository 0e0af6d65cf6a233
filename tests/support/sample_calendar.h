// The civil service's year 2026 as the notices have it, and a province with hours of its own.
#pragma once

#include <string>

#include "engine/calendar/working_time.h"

namespace dunghan::testing {

inline CalendarPublished vn_2026() {
    CalendarPublished vn;
    vn.id = "vn";
    vn.version = 1;
    vn.name = "Lịch làm việc cả nước";
    vn.weekdays = 0b0011111;
    vn.hours = {{8 * 60, 12 * 60}, {13 * 60, 17 * 60}};
    const std::string tet = "TB 9441/TB-BNV";
    const std::string law = "BLLĐ 2019, điều 112";
    vn.days = {
        {"2026-01-01", DayKind::holiday, "Tết Dương lịch", law},
        {"2026-01-02", DayKind::day_off, "Hoán đổi", "CV 12729/VPCP-KGVX"},
        {"2026-01-10", DayKind::worked, "Làm bù", "CV 12729/VPCP-KGVX"},
        {"2026-02-16", DayKind::holiday, "Tết Nguyên đán", tet},
        {"2026-02-17", DayKind::holiday, "Tết Nguyên đán", tet},
        {"2026-02-18", DayKind::holiday, "Tết Nguyên đán", tet},
        {"2026-02-19", DayKind::holiday, "Tết Nguyên đán", tet},
        {"2026-02-20", DayKind::holiday, "Tết Nguyên đán", tet},
        {"2026-04-26", DayKind::holiday, "Giỗ Tổ Hùng Vương", law},
        {"2026-04-27", DayKind::holiday, "Giỗ Tổ Hùng Vương, nghỉ bù", law},
        {"2026-04-30", DayKind::holiday, "Ngày Chiến thắng", law},
        {"2026-05-01", DayKind::holiday, "Ngày Quốc tế lao động", law},
        {"2026-08-22", DayKind::worked, "Làm bù", tet},
        {"2026-08-31", DayKind::day_off, "Hoán đổi", tet},
        {"2026-09-01", DayKind::holiday, "Quốc khánh", tet},
        {"2026-09-02", DayKind::holiday, "Quốc khánh", tet},
        {"2026-11-24", DayKind::holiday, "Ngày Văn hóa Việt Nam", "NQ 28/2026/QH16"}};
    vn.years = {{2026, tet}};
    return vn;
}

inline CalendarPublished khanh_hoa() {
    CalendarPublished province;
    province.id = "khanh-hoa";
    province.version = 2;
    province.name = "Tỉnh Khánh Hòa";
    province.above = "vn";
    province.hours = {{450, 690}, {810, 1020}};
    province.days = {{"2026-11-24", DayKind::worked, "Trực", "CV 1/UBND"}};
    return province;
}

inline Calendar resolved(const std::vector<CalendarPublished>& layers) {
    return Calendar::resolve(layers).value();
}

inline Date day_of(const std::string& text) {
    return parse_date(text).value();
}

}  // namespace dunghan::testing
