#include "adapters/rocksdb/crc32c.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dunghan::rocks {
namespace {

TEST(Crc32c, OfTheUsualNineDigitsIsTheKnownOne) {
    EXPECT_EQ(crc32c("123456789"), 0xE3069283U);
    EXPECT_EQ(portable_crc32c("123456789"), 0xE3069283U);
    EXPECT_EQ(crc32c(""), 0U);
}

RC_GTEST_PROP(
    Crc32c, OfAnyOctetsIsTheSameWithAndWithoutTheInstruction, (const std::string& octets)
) {
    const std::string_view whole(octets);
    const std::size_t from =
        *rc::gen::inRange<std::size_t>(0, std::min<std::size_t>(whole.size(), 16) + 1);
    RC_ASSERT(crc32c(whole.substr(from)) == portable_crc32c(whole.substr(from)));
}

}  // namespace
}  // namespace dunghan::rocks
