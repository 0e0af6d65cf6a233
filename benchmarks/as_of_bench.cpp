// How long does an answer about the past take, for one task, for all of them, and for what changed?
#include "engine/audit/as_of.h"
#include "engine/audit/changes.h"
#include "engine/audit/known.h"

#include "benchmarks/office.h"

namespace dunghan::bench {
namespace {

constexpr std::size_t rounds = 3;
constexpr std::size_t group = 1024;
constexpr std::size_t lookups = 500;  // tasks asked about one by one, in each round

struct Settings {
    std::filesystem::path folder;
    std::size_t events = 1'000'000;
    std::size_t tasks = 50'000;
};

// Reports, task by task in turn, so that any past instant cuts through every history.
void fill(Office& office, const Settings& settings) {
    std::vector<Request> requests;
    for (std::size_t n = settings.tasks; n < settings.events; ++n) {
        requests.push_back(report(n % settings.tasks, {n / settings.tasks}));
        if (requests.size() == group || n + 1 == settings.events) {
            office.run(requests);
            requests.clear();
        }
    }
}

Instant recorded_at(const Store& store, std::uint64_t position) {
    Instant at;
    const auto read = store.read({position}, [&](const Record& record) {
        at = record.envelope.recorded_at;
        return false;
    });
    insist(read.has_value(), "a record to be read");
    return at;
}

// The question: as it stood, and was known, when this share of the log had been recorded.
TimeQuery query_at(const Store& store, double share) {
    const auto position = static_cast<double>(store.head().value) * share;
    const Instant at = recorded_at(store, static_cast<std::uint64_t>(std::max(position, 1.0)));
    return {at, at};
}

template <class Act>
double milliseconds(const Act& act) {
    const auto begin = Clock::now();
    act();
    return Seconds(Clock::now() - begin).count() * 1e3;
}

void ask_all(const Store& store, const Settings& settings, const TimeQuery& query) {
    std::size_t told = 0;
    const auto visited = audit::visit_tasks(store, query, [&](const auto&, const auto&) {
        ++told;
        return true;
    });
    insist(visited.has_value() && told == settings.tasks, "every task to be told");
}

// Across the keys, so that no look-up finds what the one before has read.
void ask_one(const Store& store, const Settings& settings, const TimeQuery& query, std::size_t n) {
    const StreamId stream = stream_of(n * 7919 % settings.tasks);
    const auto state = audit::task_at(store, stream, query);
    insist(state.has_value() && state->has_value(), "the task to be found");
}

void ask_changes(const Store& store, const TimeQuery& from, const TimeQuery& to) {
    std::size_t causes = 0;
    const auto visited = audit::visit_changes(
        store,
        {from, usual_policy()},
        {to, usual_policy()},
        [&](const audit::TaskChange& change) {
            causes += change.causes.size();
            return true;
        }
    );
    insist(visited.has_value() && causes > 0, "events to have changed something");
}

void print(const std::string& what, std::vector<double> times) {
    std::ranges::sort(times);
    std::printf(
        "%-44s %10.3f ms  (%.3f to %.3f; p99 %.3f)\n",
        what.c_str(),
        times[times.size() / 2],
        times.front(),
        times.back(),
        times[times.size() * 99 / 100]
    );
}

void measure(const Settings& settings) {
    Office office(settings.folder / "office", settings.tasks);
    fill(office, settings);
    const Store& store = office.store();
    const TimeQuery early = query_at(store, 0.1);
    const TimeQuery middle = query_at(store, 0.5);
    const TimeQuery late = query_at(store, 0.9);
    const TimeQuery now{end_of_time, end_of_time};
    std::printf("%zu events of %zu tasks\n", settings.events, settings.tasks);
    const auto all = [&](const std::string& what, const TimeQuery& query) {
        std::vector<double> times;
        for (std::size_t round = 0; round < rounds; ++round) {
            times.push_back(milliseconds([&] { ask_all(store, settings, query); }));
        }
        print(what, times);
    };
    const auto one = [&](const std::string& what, const TimeQuery& query) {
        std::vector<double> times;
        for (std::size_t n = 0; n < rounds * lookups; ++n) {
            times.push_back(milliseconds([&] { ask_one(store, settings, query, n); }));
        }
        print(what, times);
    };
    one("one task, now", now);
    one("one task, after half of the log", middle);
    all("all tasks, now", now);
    all("all tasks, after a tenth of the log", early);
    all("all tasks, after half of the log", middle);
    all("all tasks, after nine tenths of the log", late);
    std::vector<double> times;
    for (std::size_t round = 0; round < rounds; ++round) {
        times.push_back(milliseconds([&] { ask_changes(store, middle, late); }));
    }
    print("what changed from half to nine tenths", times);
}

}  // namespace
}  // namespace dunghan::bench

int main(int count, char** arguments) {
    using namespace dunghan::bench;
    if (count < 2 || count > 4) {
        std::fprintf(stderr, "usage: as_of_bench FOLDER [EVENTS [TASKS]]\n");
        return 2;
    }
    Settings settings{arguments[1]};
    if (count > 2) {
        settings.events = std::strtoull(arguments[2], nullptr, 10);
    }
    if (count > 3) {
        settings.tasks = std::strtoull(arguments[3], nullptr, 10);
    }
    // A tenth of the log must hold every task: the answer is counted.
    insist(
        settings.tasks > 0 && settings.tasks <= settings.events / 11, "0 < TASKS <= EVENTS / 11"
    );
    std::filesystem::remove_all(settings.folder);  // of a run that was cut short
    std::filesystem::create_directories(settings.folder);
    measure(settings);
    std::filesystem::remove_all(settings.folder);
}
