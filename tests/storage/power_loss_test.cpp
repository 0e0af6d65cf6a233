// When the power goes at any moment: is what was acknowledged there, and nothing that was not sent?
#include "tests/storage/scenario.h"

namespace dunghan::tests {
namespace {

constexpr std::uint32_t seeds = 150;

struct Case {
    PowerLoss how;
    Scenario scenario;
};

void lose_power_often(const Case& each) {
    const Shared<Tally> whole;
    const auto go_on = [](FaultFileSystem&) {};
    ASSERT_EQ(work_and_check(each.scenario, {}, go_on, *whole), "");
    std::mt19937 random(7);
    std::uint64_t written_again = 0;
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        const Fault crash{FaultKind::crash, 1 + random() % whole->calls};
        const auto lose = [&](FaultFileSystem& files) { files.lose_power(each.how, seed); };
        const Shared<Tally> tally;
        EXPECT_EQ(work_and_check(each.scenario, crash, lose, *tally), "")
            << "call " << crash.at << ", seed " << seed;
        written_again += tally->written_again;
    }
    EXPECT_GT(written_again, 0U) << "the log had lost something, and the anchor had it";
}

// Families become tables, and logs follow each other.
constexpr Scenario with_tables{2, 60, std::size_t{64} * 1024};

TEST(PowerLoss, DropsAllThatWasNotSynced) {
    lose_power_often({PowerLoss::drop, {}});
}

TEST(PowerLoss, KeepsAPartOfEveryFile) {
    lose_power_often({PowerLoss::prefix, {}});
}

TEST(PowerLoss, TearsPages) {
    lose_power_often({PowerLoss::tear, {}});
}

TEST(PowerLoss, DropsAllThatWasNotSyncedWhileTablesAreWritten) {
    lose_power_often({PowerLoss::drop, with_tables});
}

TEST(PowerLoss, KeepsAPartOfEveryFileWhileTablesAreWritten) {
    lose_power_often({PowerLoss::prefix, with_tables});
}

TEST(PowerLoss, TearsPagesWhileTablesAreWritten) {
    lose_power_often({PowerLoss::tear, with_tables});
}

}  // namespace
}  // namespace dunghan::tests
