// Every storage call of a scenario fails in turn: is anything acknowledged lost, or anything
// acknowledged after the error?
#include "tests/storage/scenario.h"

namespace dunghan::tests {
namespace {

constexpr std::uint64_t calls_max = 2'000;
constexpr Scenario short_one{2, 6, std::size_t{64} * 1024};

// How the machine goes on after the process has ended.
void end(FaultFileSystem& files, std::uint64_t at) {
    switch (at % 4) {
        case 0: files.kill(); break;
        case 1: files.lose_power(PowerLoss::drop, static_cast<std::uint32_t>(at)); break;
        case 2: files.lose_power(PowerLoss::prefix, static_cast<std::uint32_t>(at)); break;
        default: files.lose_power(PowerLoss::tear, static_cast<std::uint32_t>(at)); break;
    }
}

void fail_every_call(FaultKind kind, bool for_ever) {
    std::uint64_t at = 1;
    for (; at < calls_max; ++at) {
        const Shared<Tally> tally;
        const auto then = [&](FaultFileSystem& files) { end(files, at); };
        const std::string wrong = work_and_check(short_one, {kind, at, for_ever}, then, *tally);
        EXPECT_EQ(wrong, "") << "call " << at;
        if (tally->calls != 0 && tally->calls < at) {
            break;  // it went through without reaching that call
        }
    }
    EXPECT_LT(at, calls_max);
    EXPECT_GT(at, 100U) << "a scenario of some length";
    testing::Test::RecordProperty("calls", static_cast<int>(at - 1));
}

TEST(FailEveryCall, OnceWithAnInputOutputError) {
    fail_every_call(FaultKind::io_error, false);
}

TEST(FailEveryCall, ForEverWithAnInputOutputError) {
    fail_every_call(FaultKind::io_error, true);
}

TEST(FailEveryCall, OnceForLackOfSpace) {
    fail_every_call(FaultKind::no_space, false);
}

TEST(FailEveryCall, ForEverForLackOfSpace) {
    fail_every_call(FaultKind::no_space, true);
}

TEST(FailEveryCall, OnceAfterHalfOfAWrite) {
    fail_every_call(FaultKind::short_write, false);
}

TEST(FailEveryCall, ForEverAfterHalfOfAWrite) {
    fail_every_call(FaultKind::short_write, true);
}

TEST(FailEveryCall, WithTheWholeMachine) {
    fail_every_call(FaultKind::crash, true);
}

}  // namespace
}  // namespace dunghan::tests
