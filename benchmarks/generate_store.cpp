// A store as kill -9 leaves it: one task overdue every day, behind it timers or a long history.
//
// Pending timers are rows of View::due in the far future, written as the engine writes them; events
// are reports on tasks. The program ends by SIGKILL, so that nothing is flushed or closed.
#include <csignal>

#include "engine/codec/rows.h"

#include "benchmarks/office.h"

namespace dunghan::bench {
namespace {

constexpr std::size_t batch_rows = 10'000;
constexpr std::size_t tasks = 50'000;
const Instant far{4'000'000'000'000};  // 2096

class StillClock : public ::dunghan::Clock {
 public:
    [[nodiscard]] Instant now() const override { return parse_instant("2022-10-01", {}).value(); }
};

Policy daily_policy() {
    Policy policy = usual_policy();
    policy.rungs.push_back({"overdue-daily", Anchor::due, 1, 1});
    return policy;
}

void must(const std::vector<Outcome>& outcomes) {
    for (const Outcome& outcome : outcomes) {
        insist(outcome.has_value(), outcome ? "" : outcome.error().detail);
    }
}

void start(Engine& engine) {
    DirectoryPublished directory;
    directory.agencies = {{"so-tttt", "Sở Thông tin và Truyền thông", {}, "tttt@khanhhoa.example"}};
    Request overdue = assign(0);
    auto& command = std::get<task::Command>(overdue.command);
    std::get<task::Assign>(command).content.milestones = parse_deadlines("Tháng 9/2022", {});
    must(engine.execute(std::vector{
        request_of({"directory"}, PublishDirectory{directory}, "directory"),
        request_of({"policy"}, PublishPolicy{daily_policy()}, "policy"),
        overdue}));
}

void add_timers(Store& store, std::size_t count) {
    for (std::size_t begin = 0; begin < count; begin += batch_rows) {
        Batch batch;
        for (std::size_t n = begin; n < std::min(count, begin + batch_rows); ++n) {
            // Spread over the years, as deadlines are, so that rows do not come in key order
            const auto spread = static_cast<std::int64_t>(n * 2'654'435'761U % 300'000'000'000U);
            batch.views.push_back({View::due, timed_key(plus_ms(far, spread), stream_of(n + 1)), ""}
            );
        }
        const auto appended = store.append(batch);
        insist(appended.has_value(), appended ? "" : appended.error().detail);
    }
}

void add_events(Engine& engine, std::size_t count) {
    std::vector<Request> group;
    for (std::size_t n = 0; n < count; ++n) {
        const std::size_t task = n % tasks + 1;
        group.push_back(n < tasks ? assign(task) : report(task, {n / tasks}));
        if (group.size() == 1024 || n + 1 == count) {
            must(engine.execute(group));
            group.clear();
        }
    }
}

void generate(const std::filesystem::path& folder, const std::string& what, std::size_t count) {
    auto store = RocksStore::open(folder, RocksStore::Mode::create);
    insist(store.has_value(), store ? "" : store.error().detail);
    const StillClock clock;
    Engine engine(**store, clock);
    insist(engine.open(ClockKind::simulated).has_value(), "the engine to open");
    start(engine);
    what == "timers" ? add_timers(**store, count) : add_events(engine, count);
    (void)std::raise(SIGKILL);
}

}  // namespace
}  // namespace dunghan::bench

int main(int count, char** arguments) {
    const std::string what = count == 4 ? arguments[2] : "";
    if (what != "timers" && what != "events") {
        std::fprintf(stderr, "usage: generate_store FOLDER timers|events COUNT\n");
        return 2;
    }
    dunghan::bench::generate(arguments[1], what, std::strtoull(arguments[3], nullptr, 10));
}
