#include "engine/endpoint/schedule.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>
#include <string>

namespace dunghan::endpoint {
namespace {

constexpr Instant ended{1'795'539'600'000};
constexpr std::int64_t minute = ms_per_minute;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t nominal_ms[] = {
    5'000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour, 10 * hour};

std::int64_t delay_after(const AttemptKey& key, FailedAttempt failed = {ended, false, {}}) {
    return next_attempt(key, failed).value().ms - ended.ms;
}

TEST(Schedule, GrowsFromFiveSecondsToTenHours) {
    for (std::uint32_t attempt = 1; attempt <= std::size(nominal_ms); ++attempt) {
        const std::int64_t nominal = nominal_ms[attempt - 1];
        for (int event = 0; event < 500; ++event) {
            const std::int64_t delay =
                delay_after({"ioc", "khanhhoa-" + std::to_string(event), attempt});
            EXPECT_GE(delay, nominal * 8 / 10) << attempt;
            EXPECT_LE(delay, nominal * 12 / 10) << attempt;
        }
    }
}

TEST(Schedule, SpreadsTheAttemptsOfManyEvents) {
    std::set<std::int64_t> delays;
    for (int event = 0; event < 1'000; ++event) {
        delays.insert(delay_after({"ioc", "khanhhoa-" + std::to_string(event), 4}));
    }
    EXPECT_GT(delays.size(), 800U);
    EXPECT_LT(*delays.begin(), nominal_ms[3] * 82 / 100);
    EXPECT_GT(*delays.rbegin(), nominal_ms[3] * 118 / 100);
}

TEST(Schedule, DrawsTheJitterFromEachPartOfTheKey) {
    const std::int64_t one = delay_after({"ab", "c", 7});
    EXPECT_EQ(one, delay_after({"ab", "c", 7}));
    EXPECT_NE(one, delay_after({"a", "bc", 7}));
    EXPECT_NE(one, delay_after({"ab", "d", 7}));
    EXPECT_NE(one, delay_after({"ab", "c", 8}));
}

// Released schedules are planned again after an upgrade: these may never change.
TEST(Schedule, KeepsItsInstants) {
    EXPECT_EQ(delay_after({"ioc", "khanhhoa-42", 1}), 4'251);
    EXPECT_EQ(delay_after({"ioc", "khanhhoa-42", 6}), 30'870'000);
}

TEST(Schedule, GivesAnOverloadedEndpointAMinute) {
    EXPECT_EQ(delay_after({"ioc", "e", 1}, {ended, true, {}}), minute);
    EXPECT_GE(delay_after({"ioc", "e", 2}, {ended, true, {}}), 4 * minute);
}

TEST(Schedule, WaitsTheTwoMinutesA429AsksFor) {
    EXPECT_EQ(delay_after({"ioc", "e", 1}, {ended, true, 120'000}), 120'000);
}

TEST(Schedule, EndsInADeadLetter) {
    EXPECT_TRUE(next_attempt({"ioc", "e", attempts_max - 1}, {ended, false, {}}));
    EXPECT_FALSE(next_attempt({"ioc", "e", attempts_max}, {ended, false, {}}));
    EXPECT_FALSE(next_attempt({"ioc", "e", attempts_max + 1}, {ended, false, 1'000}));
}

RC_GTEST_PROP(Schedule, HonoursWhatIsAskedUpToTwiceTheDelay, ()) {
    const auto endpoint = *rc::gen::arbitrary<std::string>();
    const auto event = *rc::gen::arbitrary<std::string>();
    const AttemptKey key{endpoint, event, *rc::gen::inRange<std::uint32_t>(1, attempts_max)};
    const bool overloaded = *rc::gen::arbitrary<bool>();
    const auto asked = *rc::gen::inRange<std::int64_t>(0, 86'400'001);
    const std::int64_t plain = delay_after(key, {ended, overloaded, {}});
    const std::int64_t delay = delay_after(key, {ended, overloaded, asked});
    RC_ASSERT(delay >= plain);
    RC_ASSERT(delay <= 2 * plain);
    RC_ASSERT(asked < plain || asked > 2 * plain || delay == asked);
    RC_ASSERT(!overloaded || plain >= minute);
}

TEST(FailureStreak, GivesUpAfterFiveDaysWithoutASuccess) {
    FailureStreak streak = add_failure({}, ended);
    for (int hours = 10; hours <= 110; hours += 10) {
        streak = add_failure(streak, plus_ms(ended, hours * hour));
        EXPECT_FALSE(is_given_up(streak, streak.latest));
    }
    EXPECT_EQ(streak.first, ended);
    EXPECT_FALSE(is_given_up(streak, plus_ms(ended, 120 * hour - 1)));
    EXPECT_TRUE(is_given_up(streak, plus_ms(ended, 120 * hour)));
}

TEST(FailureStreak, DoesNotCountATimeInWhichNothingWasTried) {
    const FailureStreak old = add_failure({}, ended);
    const Instant later = plus_ms(ended, patience_ms);
    EXPECT_EQ(add_failure(old, later), (FailureStreak{later, later}));
    EXPECT_EQ(add_failure(old, plus_ms(later, -1)).first, ended);
}

TEST(FailureStreak, IsNotShortenedByAnAnswerThatComesLate) {
    const FailureStreak streak = add_failure(add_failure({}, ended), plus_ms(ended, -5));
    EXPECT_EQ(streak.latest, ended);
}

}  // namespace
}  // namespace dunghan::endpoint
