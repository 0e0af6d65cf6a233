// The law of the forecast: when nothing happens in between, what was foreseen is what comes.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/audit/as_of.h"
#include "engine/task/judge.h"

#include "tests/support/any_wish.h"
#include "tests/support/foreseen.h"
#include "tests/support/views_digest.h"

namespace dunghan::testing {
namespace {

constexpr Instant first_day{1'666'544'400'000};  // Monday 24/10/2022, 00:00 +07:00

Instant at_minute(int day, std::int64_t minute) {
    return plus_ms(plus_days(first_day, day), minute * ms_per_minute);
}

// People and documents, some back-dated, and now and then a new policy.
class Office {
 public:
    Office(World& world, std::uint64_t seed, std::size_t tasks)
        : world_(world), chance_(seed), wishes_(chance_, tasks) {}

    void work(std::uint64_t wishes_max) {
        for (std::uint64_t i = chance_.below(wishes_max + 1); i > 0; --i) {
            auto [stream, command] = wishes_.next();
            const auto back = static_cast<std::int64_t>(chance_.below(3) * 30 * 24 * 60);
            (void)world_.wish(
                stream, Command{command}, plus_ms(world_.clock.now(), -back * ms_per_minute)
            );
        }
        if (chance_.below(40) == 0) {
            Policy policy = default_policy();
            policy.version = ++version_;
            policy.rungs[3].offset = static_cast<std::int32_t>(1 + chance_.below(20));
            policy.slot.weekdays = chance_.below(2) == 0 ? 0b0111111 : 0b0011111;
            ASSERT_TRUE(world_.wish({"policy"}, PublishPolicy{policy}));
        }
    }

    Chance& chance() { return chance_; }

 private:
    World& world_;
    Chance chance_;
    AnyWish wishes_;
    std::uint32_t version_ = 1;
};

// Work on each day until the evening, then a forecast, then the next day's slot, at any minute of
// it. Returns how many reminders were compared.
std::size_t foresee_each_day(World& world, Office& office, int days) {
    Happened happened(world);
    std::size_t compared = 0;
    for (int day = 0; day < days; ++day) {
        world.clock.set(at_minute(day, 17 * 60 + 30));
        office.work(4);
        const std::string before = views_digest(world.store);
        const Position head = world.store.head();
        (void)happened.take();

        const auto foreseen = foresee(world, 2);

        EXPECT_EQ(world.store.head(), head);
        EXPECT_EQ(views_digest(world.store), before);
        const auto minute = static_cast<std::int64_t>(8 * 60 + office.chance().below(9 * 60));
        compared += expect_as_foreseen(foreseen, world, happened, at_minute(day + 1, minute))
                        .reminders.size();
    }
    return compared;
}

TEST(ForecastLaw, EachDayOfAYearIsAsItWasForeseenTheDayBefore) {
    World world("2022-10-24T07:00");
    Office office(world, 20221025, 60);
    office.work(200);

    const std::size_t compared = foresee_each_day(world, office, 365);

    EXPECT_GT(compared, 500U);
}

RC_GTEST_PROP(ForecastLaw, TheNextDayIsAsItWasForeseen, ()) {
    World world("2022-10-24T07:00");
    Office office(
        world, *rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange<std::size_t>(1, 12)
    );
    office.work(10);
    foresee_each_day(world, office, *rc::gen::inRange(1, 12));
    RC_ASSERT(!::testing::Test::HasFailure());
}

// When nobody does anything at all, the furthest day as well.
RC_GTEST_PROP(ForecastLaw, WeeksAreAsTheyWereForeseenWhenNobodyActs, ()) {
    World world("2022-10-24T07:00");
    Office office(
        world, *rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange<std::size_t>(1, 12)
    );
    office.work(40);
    const int days = *rc::gen::inRange(1, 50);
    Happened happened(world);
    (void)happened.take();

    const auto foreseen = foresee(world, days);

    RC_ASSERT(foreseen.size() == static_cast<std::size_t>(days));
    for (int day = 0; day < days; ++day) {
        world.run_at(to_rfc3339(at_minute(day, 8 * 60)));
        RC_ASSERT(told_by(foreseen[static_cast<std::size_t>(day)]) == happened.take());
        RC_ASSERT(
            foreseen[static_cast<std::size_t>(day)].day == date_at(at_minute(day, 0), Zone{})
        );
    }
}

// Who becomes late is foreseen on the day on which the verdict turns.
RC_GTEST_PROP(ForecastLaw, VerdictsTurnOnTheDayThatWasForeseen, ()) {
    World world("2022-10-24T07:00");
    Office office(
        world, *rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange<std::size_t>(1, 12)
    );
    office.work(40);
    const auto late_at = [&](Instant at) {
        std::set<std::string> late;
        RC_ASSERT(audit::visit_tasks(
            world.store,
            {end_of_time, end_of_time},
            [&](const auto& stream, const auto& state) {
                if (task::is_late(task::judge(state, at, Zone{}).verdict)) {
                    late.insert(stream.value);
                }
                return true;
            }
        ));
        return late;
    };
    std::set<std::string> before = late_at(world.clock.now());

    const auto foreseen = foresee(world, 120);

    for (int day = 0; day < 120; ++day) {
        const auto& told = foreseen[static_cast<std::size_t>(day)];
        std::set<std::string> listed;
        for (const auto* list : {&told.overdue, &told.start_missed}) {
            for (const auto& end : *list) {
                listed.insert(end.task.stream.value);
                RC_ASSERT(date_at(end.at, Zone{}) == told.day);
            }
        }
        const std::set<std::string> after = late_at(plus_ms(at_minute(day + 1, 0), -1));
        for (const std::string& stream : after) {
            RC_ASSERT(before.contains(stream) || listed.contains(stream));
        }
        for (const std::string& stream : listed) {
            RC_ASSERT(after.contains(stream));
        }
        before = after;
    }
}

}  // namespace
}  // namespace dunghan::testing
