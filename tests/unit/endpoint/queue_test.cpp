#include "engine/endpoint/queue.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dunghan::endpoint {
namespace {

using Positions = std::vector<std::uint64_t>;

constexpr Instant begin{1'666'674'000'000};

Call owed(std::uint64_t position, const std::string& stream = "task/1", Instant next = begin) {
    return {position, stream, begin, 0, next, false};
}

CallReport says(CallOutcome outcome) {
    CallReport report;
    report.outcome = outcome;
    return report;
}

const CallReport taken = says(CallOutcome::delivered);
const CallReport failed = says(CallOutcome::failed);

TEST(Queue, StartsWhatIsDueTheLongestFirstAndEachOnce) {
    Queue queue("ioc", false);
    queue.owe(owed(1, "a", plus_ms(begin, 5)));
    queue.owe(owed(2, "a"));
    queue.owe(owed(3, "a", plus_ms(begin, 100)));
    EXPECT_EQ(queue.start(plus_ms(begin, 10), 9), (Positions{2, 1}));
    EXPECT_TRUE(queue.start(plus_ms(begin, 10), 9).empty());
    EXPECT_EQ(queue.next(), plus_ms(begin, 100));
}

TEST(Queue, WhatWasNotTriedIsNoAttempt) {
    Queue queue("ioc", false);
    queue.owe(owed(1));
    ASSERT_EQ(queue.start(begin, 1), Positions{1});
    EXPECT_EQ(queue.settle(1, says(CallOutcome::not_tried), begin), Queue::End::again);
    EXPECT_EQ(queue.call(1)->attempts, 0U);
    EXPECT_GT(queue.call(1)->next, begin);
}

TEST(Queue, GivesUpAfterTheLastAttempt) {
    Queue queue("ioc", false);
    Call last = owed(1);
    last.attempts = attempts_max - 1;
    queue.owe(last);
    ASSERT_EQ(queue.start(begin, 1), Positions{1});
    EXPECT_EQ(queue.settle(1, failed, begin), Queue::End::given_up);
    EXPECT_TRUE(queue.empty());
}

TEST(Queue, WaitsForTheWorldWhenTimedOut) {
    Queue queue("ioc", false);
    queue.owe(owed(1));
    ASSERT_EQ(queue.start(begin, 1), Positions{1});
    CallReport late = says(CallOutcome::unknown);
    late.timed_out = true;
    ASSERT_EQ(queue.settle(1, late, begin), Queue::End::again);
    EXPECT_GE(queue.call(1)->next, plus_ms(begin, relief_ms));
}

TEST(Queue, MayBecomeOrderedWhileCallsAreUnderWay) {
    Queue queue("ioc", false);
    queue.owe(owed(1));
    queue.owe(owed(2));
    ASSERT_EQ(queue.start(begin, 1), Positions{1});
    queue.set_ordered(true);
    EXPECT_TRUE(queue.start(begin, 9).empty());
    EXPECT_EQ(queue.settle(1, taken, begin), Queue::End::taken);
    EXPECT_EQ(queue.start(begin, 9), Positions{2});
}

TEST(Queue, ForgivesWhatFailed) {
    Queue queue("ioc", true);
    queue.owe(owed(1));
    queue.owe(owed(2));
    ASSERT_EQ(queue.start(begin, 9), Positions{1});
    ASSERT_EQ(queue.settle(1, failed, begin), Queue::End::again);
    queue.forgive(plus_ms(begin, 1));
    EXPECT_EQ(queue.call(1)->attempts, 0U);
    EXPECT_EQ(queue.start(plus_ms(begin, 1), 9), Positions{1});
}

TEST(Queue, RepeatsOneAfterAnotherInTheOrderOfTheLogAlsoWhereOneFails) {
    Queue queue("ioc", false);
    for (const std::uint64_t position : {7, 3, 5}) {
        Call call = owed(position);
        call.replayed = true;
        queue.owe(call);
    }
    EXPECT_EQ(queue.start(begin, 9), Positions{3});
    EXPECT_EQ(queue.settle(3, failed, begin), Queue::End::again);
    EXPECT_EQ(queue.start(begin, 9), Positions{5});
    EXPECT_EQ(queue.settle(5, taken, begin), Queue::End::taken);
    EXPECT_EQ(queue.start(begin, 9), Positions{7});
    queue.drop(7);
    EXPECT_EQ(queue.next(), queue.call(3)->next);
}

// Whatever is answered, in an ordered queue an event is never under way beside or behind an open
// one of its stream with a lower position; and in the end every call was taken or given up once.
RC_GTEST_PROP(QueueProperty, KeepsTheOrderOfEachStreamAndLosesNothing, ()) {
    const bool ordered = *rc::gen::arbitrary<bool>();
    Queue queue("ioc", ordered);
    const auto calls = *rc::gen::inRange<std::uint64_t>(1, 20);
    std::map<std::uint64_t, std::string> streams;
    for (std::uint64_t position = 1; position <= calls; ++position) {
        streams[position] = "task/" + std::to_string(*rc::gen::inRange(0, 3));
        queue.owe(owed(position, streams[position]));
    }
    std::set<std::uint64_t> open;
    for (const auto& [position, stream] : streams) {
        open.insert(position);
    }
    std::set<std::uint64_t> under_way;
    Instant now = begin;
    while (!queue.empty()) {
        for (const std::uint64_t position :
             queue.start(now, *rc::gen::inRange<std::size_t>(1, 4))) {
            RC_ASSERT(under_way.insert(position).second);
            for (const std::uint64_t before : open) {
                RC_ASSERT(!ordered || before >= position || streams[before] != streams[position]);
            }
        }
        if (under_way.empty()) {
            RC_ASSERT(queue.next().has_value());
            now = std::max(now, *queue.next());
            continue;
        }
        const std::uint64_t position = *std::next(
            under_way.begin(),
            *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(under_way.size()))
        );
        under_way.erase(position);
        const auto end = queue.settle(
            position, says(*rc::gen::element(CallOutcome::delivered, CallOutcome::failed)), now
        );
        if (end != Queue::End::again) {
            RC_ASSERT(open.erase(position) == 1);
        }
    }
    RC_ASSERT(open.empty());
}

}  // namespace
}  // namespace dunghan::endpoint
