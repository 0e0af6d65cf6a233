// A list that is not whole is not read.
#include "adapters/disk/lines.h"

#include <gtest/gtest.h>
#include <vector>

namespace dunghan::disk {
namespace {

constexpr LinesForm form{"shopping list", "list ", 2};

const std::string list = write_lines(form, "want 3 blue jars\nwant 12 eggs\n");

Result<std::vector<std::string>> read(std::string_view text) {
    std::vector<std::string> wants;
    return read_lines(
               text,
               form,
               [&](Lines& lines) {
                   while (!lines.failed() && lines.begins("want ")) {
                       lines.next("want ");
                       const auto count = lines.number(false);
                       wants.push_back(std::to_string(count) + " " + std::string(lines.text(true)));
                   }
               }
    ).map([&] { return wants; });
}

TEST(Lines, GiveBackWhatWasWritten) {
    EXPECT_EQ(read(list).value(), (std::vector<std::string>{"3 blue jars", "12 eggs"}));
    EXPECT_TRUE(read(write_lines(form, "")).value().empty());
}

TEST(Lines, AreRefusedWhenOneOctetIsAnotherMissingOrAdded) {
    for (std::size_t at = 0; at < list.size(); ++at) {
        std::string changed = list;
        changed[at] ^= 1;
        EXPECT_FALSE(read(changed)) << at;
        EXPECT_FALSE(read(list.substr(0, at))) << at;
        EXPECT_FALSE(read(list.substr(0, at) + "1" + list.substr(at))) << at;
    }
    EXPECT_FALSE(read(list + "\n"));
}

TEST(Lines, NameTheOneThatIsOff) {
    const auto faulty = read(write_lines(form, "want 3 jars\nwant 012 eggs\n"));
    ASSERT_FALSE(faulty);
    EXPECT_EQ(faulty.error().code, ErrorCode::corruption);
    EXPECT_NE(faulty.error().detail.find("line 3"), std::string::npos) << faulty.error().detail;
}

TEST(Lines, OfANewerFormatSaySo) {
    const auto newer = read(write_lines({"shopping list", "list ", 3}, ""));
    ASSERT_FALSE(newer);
    EXPECT_EQ(newer.error().code, ErrorCode::refused);
}

}  // namespace
}  // namespace dunghan::disk
