#include "adapters/documents/ics.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "engine/base/text.h"

namespace dunghan {
namespace {

CalendarEntry entry() {
    return {
        "task/2.8/0@dunghan",
        7,
        parse_instant("2022-10-25T08:00:00+07:00", {}).value(),
        parse_date("2022-12-31").value(),
        "2.8 – Kế hoạch; thí điểm, khu dân cư",
        "Năm 2022",
        false};
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find("\r\n", at);
        lines.push_back(text.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

TEST(Ics, IsAWholeDayThatTakesNobodysTime) {
    const auto lines = lines_of(ics_of("Thời hạn", {entry()}));
    const std::vector<std::string> expected{
        "BEGIN:VEVENT",
        "UID:task/2.8/0@dunghan",
        "DTSTAMP:20221025T010000Z",
        "SEQUENCE:7",
        "DTSTART;VALUE=DATE:20221231",
        "DTEND;VALUE=DATE:20230101",
        "SUMMARY:2.8 – Kế hoạch\\; thí điểm\\, khu dân cư",
        "DESCRIPTION:Năm 2022",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT"};
    const auto begin = std::find(lines.begin(), lines.end(), "BEGIN:VEVENT");
    ASSERT_EQ(std::vector<std::string>(begin, std::prev(lines.end())), expected);
    EXPECT_EQ(lines.front(), "BEGIN:VCALENDAR");
    EXPECT_EQ(lines.back(), "END:VCALENDAR");
}

TEST(Ics, FoldsAtSeventyFiveOctetsNeverInsideACharacter) {
    CalendarEntry wide = entry();
    wide.summary.clear();
    for (int i = 0; i < 100; ++i) {
        wide.summary += i % 3 == 0 ? "ế" : (i % 3 == 1 ? "Đ" : "x");
    }
    std::string unfolded;
    for (const std::string& line : lines_of(ics_of("Thời hạn", {wide}))) {
        EXPECT_LE(line.size(), 75U) << line;
        EXPECT_TRUE(to_nfc(line)) << line;
        unfolded += line.starts_with(' ') ? line.substr(1) : "\n" + line;
    }
    EXPECT_NE(unfolded.find("SUMMARY:" + wide.summary), std::string::npos);
}

TEST(Ics, HoldsNoLineThatSomebodyPutIn) {
    CalendarEntry bad = entry();
    bad.summary = "x\r\nATTENDEE:mailto:a@b\x01";
    bad.cancelled = true;
    const std::string text = ics_of("a\nb", {bad});
    EXPECT_EQ(text.find("\nATTENDEE"), std::string::npos);
    EXPECT_NE(text.find("SUMMARY:x\\nATTENDEE:mailto:a@b\r\n"), std::string::npos);
    EXPECT_NE(text.find("STATUS:CANCELLED"), std::string::npos);
}

}  // namespace
}  // namespace dunghan
