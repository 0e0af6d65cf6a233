// The published schema and the reader say the same of calendars.
#include <gtest/gtest.h>

#include "adapters/config/calendar_file.h"

#include "tests/support/schema_agreement.h"

namespace dunghan {
namespace {

using tests::Json;

Json week() {
    return {
        {"kind", "calendar"},
        {"id", "vn"},
        {"version", 1},
        {"name", "Cả nước"},
        {"weekdays", {"mon", "fri"}},
        {"hours", Json::array({{{"from", "08:00"}, {"until", "12:00"}}})}};
}

TEST(CalendarSchema, AgreesWithTheReaderOfAWholeCalendar) {
    if (!tests::has_validator()) {
        GTEST_SKIP() << "needs Debian's python3-jsonschema";
    }
    Json calendar = week();
    calendar["years"] = {{{"year", 2026}, {"notice", "TB"}, {"provisional", true}}};
    calendar["holidays"] = {
        {{"name", "Tết"},
         {"notice", "L"},
         {"lunar", "01-01"},
         {"adjacent", {-1, 1}},
         {"years", {2026}},
         {"make_up", "L"}},
        {{"name", "Quốc khánh"}, {"notice", "L"}, {"date", "09-02"}}};
    calendar["days"] = {
        {{"date", "2026-01-02"}, {"kind", "day_off"}, {"name", "đổi"}, {"notice", "TB"}}};
    tests::expect_agreement("calendar.schema.json", calendar, read_calendar);
}

TEST(CalendarSchema, AgreesWithTheReaderOfALayer) {
    if (!tests::has_validator()) {
        GTEST_SKIP() << "needs Debian's python3-jsonschema";
    }
    Json layer = week();
    layer["id"] = "khanh-hoa";
    layer["above"] = "vn";
    layer["years"] = {{{"year", 2026}, {"notice", "CV"}}};
    layer["days"] = {
        {{"date", "2026-01-03"}, {"kind", "worked"}, {"name", "trực"}, {"notice", "CV"}}};
    tests::expect_agreement("calendar.schema.json", layer, read_calendar);
}

}  // namespace
}  // namespace dunghan
