#include "adapters/config/yaml_bracket.h"

#include <gtest/gtest.h>

namespace dunghan {
namespace {

using yaml::bracket_left_open;

TEST(BracketLeftOpen, IsTheInnermostOne) {
    EXPECT_EQ(bracket_left_open("a: { b: [1, 2"), 8U);
    EXPECT_EQ(bracket_left_open("a: { b: [1, 2], c: 3"), 3U);
    EXPECT_EQ(bracket_left_open("- [x]\n- {y: z\n- {}"), 8U);
}

TEST(BracketLeftOpen, IsNoneWhereAllClose) {
    EXPECT_EQ(bracket_left_open(""), std::nullopt);
    EXPECT_EQ(bracket_left_open("a: { b: [1, 2] }\nc: [\n  3,\n]\n"), std::nullopt);
}

TEST(BracketLeftOpen, IsNoLetterOfATextAndNotInQuotesOrAComment) {
    EXPECT_EQ(bracket_left_open("a: see [1 and {2, [3"), std::nullopt);
    EXPECT_EQ(bracket_left_open("a: \"[\\\"[\" # {\nb: '{'\n# ["), std::nullopt);
    EXPECT_EQ(bracket_left_open("a: don't [\nb: {c: don't, d: \"}\""), 14U);
    EXPECT_EQ(bracket_left_open("a: \"never closed {"), std::nullopt);
}

}  // namespace
}  // namespace dunghan
