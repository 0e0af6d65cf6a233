#include "adapters/asio/writer.h"

#include <gtest/gtest.h>
#include <set>
#include <thread>

#include "tests/support/world.h"

namespace dunghan::testing {
namespace {

constexpr std::size_t callers = 16;
constexpr std::size_t commands_each = 50;

Request wish(std::size_t caller, std::size_t turn) {
    Request request;
    request.stream = {"task/1." + std::to_string(caller)};
    const auto progress = turn % 2 == 0 ? task::Progress::in_progress : task::Progress::submitted;
    request.command = task::Command{task::ReportProgress{{progress, "", "", false}}};
    request.id = command_id_from(std::to_string(caller) + "/" + std::to_string(turn));
    request.expected = StreamVersion{turn + 1};
    return request;
}

TEST(Writer, AnswersEachOfManyCallersWithItsOwnReceipt) {
    World world;
    for (std::size_t i = 0; i < callers; ++i) {
        world.assign("1." + std::to_string(i), "Tháng 5/2022", "so-du-lich");
    }
    std::vector<std::vector<Outcome>> answers(callers);
    {
        Writer writer(*world.engine);
        std::vector<std::thread> threads;
        for (std::size_t caller = 0; caller < callers; ++caller) {
            threads.emplace_back([&, caller] {
                for (std::size_t turn = 0; turn < commands_each; ++turn) {
                    answers[caller].push_back(writer.submit(wish(caller, turn)));
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
    }
    std::set<Position> positions;
    for (std::size_t caller = 0; caller < callers; ++caller) {
        for (std::size_t turn = 0; turn < commands_each; ++turn) {
            const Outcome& outcome = answers[caller][turn];
            ASSERT_TRUE(outcome) << outcome.error().detail;
            EXPECT_EQ(outcome->version, StreamVersion{turn + 2});
            EXPECT_TRUE(positions.insert(outcome->first).second);
        }
    }
    EXPECT_EQ(positions.size(), callers * commands_each);
}

TEST(Writer, TellsEveryWaitingCallerOfAStorageError) {
    World world;
    world.assign("1.0", "Tháng 5/2022", "so-du-lich");
    world.store.fail_next_append();
    Writer writer(*world.engine);
    const Outcome outcome = writer.submit(wish(0, 0));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, Refusal::Kind::failed);
}

}  // namespace
}  // namespace dunghan::testing
