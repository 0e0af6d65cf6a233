// How many events per second does a rebuild fold into views, and how fast are they only read?
#include <thread>

#include "engine/audit/verify.h"

#include "benchmarks/office.h"
#include "benchmarks/rocks_log.h"

namespace dunghan::bench {
namespace {

constexpr std::size_t rounds = 3;
constexpr std::size_t group = 1024;

struct Settings {
    std::filesystem::path folder;
    std::size_t events = 1'000'000;
    std::size_t tasks = 50'000;
};

// Reports, task by task in turn, so that every task has its share of the history.
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

struct Timed {
    std::string what;
    std::vector<double> per_second;
};

template <class Act>
void time(Timed& timed, const Act& act) {
    const auto begin = Clock::now();
    const std::uint64_t events = act();
    const Seconds took = Clock::now() - begin;
    timed.per_second.push_back(static_cast<double>(events) / took.count());
}

std::uint64_t read_all(const Store& store, bool decode) {
    std::uint64_t events = 0;
    const auto read = store.read({1}, [&](const Record& record) {
        ++events;
        const Envelope& envelope = record.envelope;
        return !decode || decode_payload(envelope.type, envelope.schema, record.payload);
    });
    insist(read.has_value() && events == store.head().value, "every event to be read");
    return events;
}

// As `dunghan replay --verify` does: into a scratch store, then every row compared.
std::uint64_t rebuild(const Store& store, const std::filesystem::path& folder) {
    auto scratch = RocksStore::open(folder, RocksStore::Mode::scratch);
    insist(scratch.has_value(), scratch ? "" : scratch.error().detail);
    const auto verified = audit::verify_views(store, **scratch, [](Position) {});
    insist(verified.has_value() && !verified->first, "the rebuilt views to equal the live ones");
    return verified->head.value;
}

void print(Timed timed) {
    std::ranges::sort(timed.per_second);
    std::printf(
        "%-44s %12s  (%s to %s)\n",
        timed.what.c_str(),
        grouped(timed.per_second[timed.per_second.size() / 2]).c_str(),
        grouped(timed.per_second.front()).c_str(),
        grouped(timed.per_second.back()).c_str()
    );
}

void measure(const Settings& settings) {
    Office office(settings.folder / "office", settings.tasks);
    fill(office, settings);
    const LogScan scan(settings.folder / "office" / "store");
    Timed scanned{"RocksDB scan, nothing checked", {}};
    Timed read{"log read and checked", {}};
    Timed decoded{"the same, payloads decoded", {}};
    Timed rebuilt{"folded into scratch views, rows compared", {}};
    for (std::size_t round = 0; round < rounds; ++round) {
        time(scanned, [&] { return scan.run(); });
        time(read, [&] { return read_all(office.store(), false); });
        time(decoded, [&] { return read_all(office.store(), true); });
        time(rebuilt, [&] { return rebuild(office.store(), settings.folder / "scratch"); });
    }
    std::printf("%zu events of %zu tasks, events per second\n", settings.events, settings.tasks);
    print(scanned);
    print(read);
    print(decoded);
    print(rebuilt);
}

}  // namespace
}  // namespace dunghan::bench

int main(int count, char** arguments) {
    using namespace dunghan::bench;
    if (count < 2 || count > 4) {
        std::fprintf(stderr, "usage: replay_bench FOLDER [EVENTS [TASKS]]\n");
        return 2;
    }
    Settings settings{arguments[1]};
    if (count > 2) {
        settings.events = std::strtoull(arguments[2], nullptr, 10);
    }
    if (count > 3) {
        settings.tasks = std::strtoull(arguments[3], nullptr, 10);
    }
    insist(settings.tasks > 0 && settings.tasks < settings.events, "0 < TASKS < EVENTS");
    std::filesystem::remove_all(settings.folder);  // of a run that was cut short
    std::filesystem::create_directories(settings.folder);
    measure(settings);
    std::filesystem::remove_all(settings.folder);
}
