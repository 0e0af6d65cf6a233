#include "adapters/asio/desk.h"

#include <gtest/gtest.h>

#include "engine/base/limits.h"

#include "adapters/memory/memory_store.h"

namespace dunghan::testing {
namespace {

class FixedClock final : public Clock {
 public:
    [[nodiscard]] Instant now() const override { return {1'666'656'000'000}; }
};

// Its executor's functions run when the test says so.
class DeskTest : public ::testing::Test {
 protected:
    void turn() {
        for (const auto& work : std::exchange(posted, {})) {
            work();
        }
    }

    Desk::Make refused() {
        return [this]() -> tl::expected<Request, Refusal> {
            ++made;
            return tl::unexpected(Refusal{Refusal::Kind::rejected, "invalid", ""});
        };
    }

    MemoryStore store;
    FixedClock clock;
    Engine engine{store, clock};
    std::vector<std::function<void()>> posted;
    Desk desk{engine, [this](std::function<void()> work) { posted.push_back(std::move(work)); }};
    int made = 0;
};

TEST_F(DeskTest, GivenWorkAndWishes_WhenTheThreadTurns_ThenAllIsDoneInOneTurn) {
    int worked = 0;
    int answered = 0;
    EXPECT_TRUE(desk.run([&] { ++worked; }));
    EXPECT_TRUE(desk.submit(refused(), [&](const Outcome& outcome) {
        EXPECT_FALSE(outcome);
        ++answered;
    }));
    EXPECT_EQ(posted.size(), 1U);  // announced once
    EXPECT_EQ(worked + made, 0);
    turn();
    EXPECT_EQ(worked, 1);
    EXPECT_EQ(answered, 1);
    EXPECT_TRUE(desk.run([&] { ++worked; }));
    turn();
    EXPECT_EQ(worked, 2);
}

TEST_F(DeskTest, GivenAsMuchWorkAsMayWait_WhenMoreComes_ThenItIsNotTaken) {
    int worked = 0;
    for (std::size_t i = 0; i < limits::queue_works_max; ++i) {
        EXPECT_TRUE(desk.run([&] { ++worked; }));
    }
    EXPECT_FALSE(desk.run([&] { ++worked; }));
    turn();
    EXPECT_EQ(worked, static_cast<int>(limits::queue_works_max));
    EXPECT_TRUE(desk.run([] {}));
}

TEST_F(DeskTest, GivenItIsClosed_ThenWhatWaitsIsForgottenAndNothingTaken) {
    int worked = 0;
    EXPECT_TRUE(desk.run([&] { ++worked; }));
    desk.close();
    turn();
    EXPECT_EQ(worked, 0);
    EXPECT_FALSE(desk.run([&] { ++worked; }));
    EXPECT_FALSE(desk.submit(refused(), [](const Outcome&) {}));
}

}  // namespace
}  // namespace dunghan::testing
