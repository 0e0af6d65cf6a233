#include "engine/access/lock_out.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/base/limits.h"

namespace dunghan::access {
namespace {

constexpr Instant start{1'666'656'000'000};

Instant later(std::int64_t ms) {
    return {start.ms + ms};
}

TEST(LockOut, GivenSomeWrongGuesses_WhenTheyAreFew_ThenNobodyWaits) {
    LockOut lock(5);
    for (int i = 0; i < 4; ++i) {
        lock.note_wrong("cb-017", start);
        EXPECT_EQ(lock.wait("cb-017", start), 0);
    }
}

TEST(LockOut, GivenMore_ThenEachDoublesTheWaitUpToAQuarterOfAnHour) {
    LockOut lock(2);
    std::int64_t expected = 1'000;
    lock.note_wrong("cb-017", start);
    for (int i = 0; i < 12; ++i) {
        lock.note_wrong("cb-017", start);
        EXPECT_EQ(lock.wait("cb-017", start), expected);
        expected = std::min<std::int64_t>(2 * expected, 15 * ms_per_minute);
    }
    EXPECT_EQ(lock.wait("cb-018", start), 0);
    EXPECT_EQ(lock.wait("cb-017", later(14 * ms_per_minute)), ms_per_minute);
    EXPECT_EQ(lock.wait("cb-017", later(15 * ms_per_minute)), 0);
}

TEST(LockOut, GivenTheRightOneOrAnHour_ThenAllIsForgotten) {
    LockOut lock(1);
    lock.note_wrong("cb-017", start);
    lock.forget("cb-017");
    EXPECT_EQ(lock.wait("cb-017", start), 0);
    for (int i = 0; i < 5; ++i) {
        lock.note_wrong("cb-017", start);
    }
    lock.note_wrong("cb-017", later(60 * ms_per_minute));
    EXPECT_EQ(lock.wait("cb-017", later(60 * ms_per_minute)), 1'000);
}

TEST(LockOut, GivenVeryManyNames_ThenTheLatestAreKept) {
    LockOut lock(1);
    for (std::size_t i = 0; i < limits::lock_outs_max + 10; ++i) {
        lock.note_wrong("n" + std::to_string(i), later(static_cast<std::int64_t>(i)));
    }
    const Instant now = later(static_cast<std::int64_t>(limits::lock_outs_max) + 10);
    EXPECT_EQ(lock.wait("n9", now), 0);
    EXPECT_GT(lock.wait("n" + std::to_string(limits::lock_outs_max + 9), now), 0);
}

RC_GTEST_PROP(LockOut, NeverAsksForMoreThanAQuarterOfAnHour, (const std::vector<unsigned>& gaps)) {
    LockOut lock(3);
    std::int64_t at = 0;
    for (const unsigned gap : gaps) {
        at += gap % 5'000'000;
        lock.note_wrong("x", later(at));
        RC_ASSERT(lock.wait("x", later(at)) >= 0);
        RC_ASSERT(lock.wait("x", later(at)) <= 15 * ms_per_minute);
    }
}

}  // namespace
}  // namespace dunghan::access
