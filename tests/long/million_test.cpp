// A million generated events of every type on RocksDB: live and rebuilt views are equal along the
// way and at the end. Without optimisation it is a tenth of that; DUNGHAN_LONG_EVENTS says
// otherwise.
#include <cstdio>
#include <cstdlib>
#include <gtest/gtest.h>

#include "engine/audit/verify.h"

#include "adapters/rocksdb/rocksdb_store.h"

#include "tests/support/history.h"
#include "tests/support/temp_folder.h"

namespace dunghan {
namespace {

std::uint64_t events_wanted() {
    const char* const wanted = std::getenv("DUNGHAN_LONG_EVENTS");
#ifdef __OPTIMIZE__
    constexpr std::uint64_t usual = 1'000'000;  // less than a minute
#else
    constexpr std::uint64_t usual = 100'000;
#endif
    return wanted ? std::strtoull(wanted, nullptr, 10) : usual;
}

void expect_rebuilt_equals(const Store& live, const std::filesystem::path& folder) {
    auto scratch = RocksStore::open(folder, RocksStore::Mode::scratch);
    ASSERT_TRUE(scratch) << scratch.error().detail;
    const auto verified = audit::verify_views(live, **scratch, [](Position) {});
    ASSERT_TRUE(verified) << verified.error().detail;
    EXPECT_EQ(verified->head, live.head());
    ASSERT_FALSE(verified->first) << audit::to_text(verified->first->view) << " "
                                  << verified->first->key << " at " << live.head().value;
    std::printf(
        "%9llu events, %9llu rows: equal\n",
        static_cast<unsigned long long>(live.head().value),
        static_cast<unsigned long long>(verified->rows)
    );
}

TEST(Million, RebuiltViewsEqualLiveOnes) {
    const tests::TempFolder folder;
    auto store = RocksStore::open(folder.path() / "live", RocksStore::Mode::create);
    ASSERT_TRUE(store) << store.error().detail;
    const std::uint64_t events = events_wanted();
    testing::History history(
        **store,
        events,
        {.tasks = events / 50 + 1, .group_max = 1000, .pause_ms = 60 * ms_per_minute}
    );
    for (std::uint64_t check = events / 1000 + 1; check < events; check *= 10) {
        while ((*store)->head().value < check) {
            history.step();
        }
        expect_rebuilt_equals(**store, folder.path() / "scratch");
    }
    while ((*store)->head().value < events) {
        history.step();
    }
    expect_rebuilt_equals(**store, folder.path() / "scratch");
    EXPECT_EQ(testing::types_missing(testing::types_in(**store)), std::vector<std::string>{});
}

}  // namespace
}  // namespace dunghan
