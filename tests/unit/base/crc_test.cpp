#include "engine/base/crc.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dunghan {
namespace {

// Bit by bit, as the polynomial says it.
std::uint32_t slowly(std::string_view octets) {
    std::uint32_t sum = ~0U;
    for (const char octet : octets) {
        sum ^= static_cast<unsigned char>(octet);
        for (int bit = 0; bit < 8; ++bit) {
            sum = (sum & 1U) != 0 ? sum >> 1U ^ 0xEDB88320U : sum >> 1U;
        }
    }
    return ~sum;
}

TEST(Crc, OfTheUsualNineDigitsIsTheKnownOne) {
    EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
    EXPECT_EQ(crc32(""), 0U);
}

// Long and short ones and such that begin at odd places go different ways through the library.
RC_GTEST_PROP(Crc, OfAnyOctetsIsWhatThePolynomialSays, ()) {
    const std::size_t size = *rc::gen::inRange<std::size_t>(0, 4096);
    const auto octets = *rc::gen::container<std::string>(size, rc::gen::arbitrary<char>());
    const std::size_t from = *rc::gen::inRange<std::size_t>(0, std::min<std::size_t>(size, 64) + 1);
    const std::string_view part = std::string_view(octets).substr(from);
    RC_ASSERT(crc32(part) == slowly(part));
}

}  // namespace
}  // namespace dunghan
