// How many durable commands per second at 1, 16 and 64 concurrent callers, beside the disk's limit?
#include <map>

#include "engine/codec/record.h"

#include "adapters/asio/writer.h"

#include "benchmarks/file_log.h"
#include "benchmarks/office.h"
#include "benchmarks/rocks_log.h"

namespace dunghan::bench {
namespace {

constexpr std::size_t callers_all[] = {1, 16, 64};
constexpr std::size_t tasks_each = 100;
constexpr std::size_t rounds = 3;
constexpr std::size_t calls_max = 1'000'000;
constexpr std::size_t prewritten = std::size_t{512} << 20U;

struct Settings {
    std::filesystem::path folder;
    Seconds duration{3};
    std::size_t callers = 0;  // 0: the whole table; else ours alone with so many, for a profiler
    std::size_t calls = calls_max;  // of each caller at most
};

// The octets of the last record: what the file and RocksDB are given to keep.
std::string record_octets(const Store& store) {
    std::string octets;
    const auto read = store.read(store.head(), [&](const Record& record) {
        octets = encode_record(record);
        return false;
    });
    insist(read.has_value() && !octets.empty(), "a record to measure with");
    return octets;
}

// Ours: each caller reports on its own tasks in turn and says which version it expects.
class Callers {
 public:
    explicit Callers(Engine& engine, std::size_t tasks) : engine_(engine), versions_(tasks, {1}) {}

    Point run(std::size_t callers, Seconds duration, std::size_t calls = calls_max) {
        Writer writer(engine_);
        return closed_loop(callers, duration, calls, [&](std::size_t caller, std::size_t n) {
            const std::size_t task = caller * tasks_each + n % tasks_each;
            const auto answer = writer.submit(report(task, versions_[task]));
            insist(answer.has_value(), answer ? "" : answer.error().detail);
            insist(answer->count == 1, "one event for each command");
            versions_[task] = answer->version;
        });
    }

 private:
    Engine& engine_;
    std::vector<StreamVersion> versions_;  // each touched by one caller only
};

Point run_file(FileLog& file, const std::string& octets, std::size_t callers, Seconds duration) {
    return closed_loop(callers, duration, calls_max, [&](std::size_t, std::size_t) {
        file.append(octets);
    });
}

Point run_rocks(RocksLog& log, const std::string& octets, std::size_t batch, Seconds duration) {
    Point point = closed_loop(1, duration, calls_max, [&](std::size_t, std::size_t) {
        log.append(octets, batch);
    });
    point.per_second *= static_cast<double>(batch);
    point.cpu_us /= static_cast<double>(batch);
    return point;
}

// Ours alone, and nothing else in the process: what a profiler or strace sees is that.
Point measure_ours(const Settings& settings) {
    Office office(settings.folder / "office", settings.callers * tasks_each);
    Callers callers(office.engine(), settings.callers * tasks_each);
    return callers.run(settings.callers, settings.duration, settings.calls);
}

using Rounds = std::map<std::size_t, std::map<std::string, std::vector<Point>>>;

const char* const ours = "dunghan";
const char* const file_limit = "file, prewritten";
const char* const file_growing = "file, growing";
const char* const rocks_alone = "RocksDB, one thread";

// Interleaved: what disturbs the machine for a while disturbs all of them.
Rounds measure(const Settings& settings) {
    constexpr std::size_t tasks = 64 * tasks_each;
    Office office(settings.folder / "office", tasks + 1);
    office.run({report(tasks, {1})});  // of the one task that no caller has
    Callers callers(office.engine(), tasks);
    const std::string octets = record_octets(office.store());
    std::printf("record: %zu octets\n", octets.size());
    Rounds all;
    RocksLog rocks(settings.folder / "rocks");
    FileLog file(settings.folder / "prewritten", prewritten);
    FileLog growing(settings.folder / "growing", 0);
    for (std::size_t round = 0; round < rounds; ++round) {
        for (const std::size_t count : callers_all) {
            auto& points = all[count];
            points[file_limit].push_back(run_file(file, octets, count, settings.duration));
            points[ours].push_back(callers.run(count, settings.duration));
            points[rocks_alone].push_back(run_rocks(rocks, octets, count, settings.duration));
            points[file_growing].push_back(run_file(growing, octets, count, settings.duration));
        }
    }
    return all;
}

void print(const std::string& what, std::size_t callers, const Point& point, const Point& mine) {
    std::printf(
        "%7zu  %-20s %10s %9.0f %9.0f %8.1f   %5.2f\n",
        callers,
        what.c_str(),
        grouped(point.per_second).c_str(),
        static_cast<double>(point.p50_us),
        static_cast<double>(point.p99_us),
        point.cpu_us,
        mine.per_second / point.per_second
    );
}

void print(const Rounds& all) {
    std::printf(
        "callers  %-20s %10s %9s %9s %8s   %s\n",
        "what",
        "per s",
        "p50 us",
        "p99 us",
        "CPU us",
        "ours / it"
    );
    for (const auto& [callers, points] : all) {
        for (const char* what : {ours, file_limit, file_growing, rocks_alone}) {
            print(what, callers, median(points.at(what)), median(points.at(ours)));
        }
    }
    std::printf(
        "Medians of %zu interleaved rounds. RocksDB: batches as large as the number of callers, "
        "its "
        "times are those of a batch.\n",
        rounds
    );
}

}  // namespace
}  // namespace dunghan::bench

int main(int count, char** arguments) {
    using namespace dunghan::bench;
    if (count < 2 || count > 5) {
        std::fprintf(stderr, "usage: commands_bench FOLDER [SECONDS [CALLERS [CALLS]]]\n");
        return 2;
    }
    Settings settings{arguments[1]};
    if (count > 2) {
        settings.duration = Seconds(std::atof(arguments[2]));
    }
    if (count > 3) {
        settings.callers = std::strtoull(arguments[3], nullptr, 10);
    }
    if (count > 4) {
        settings.calls = std::strtoull(arguments[4], nullptr, 10);
    }
    std::filesystem::remove_all(settings.folder);  // of a run that was cut short
    std::filesystem::create_directories(settings.folder);
    if (settings.callers > 0) {
        const Point point = measure_ours(settings);
        print(ours, settings.callers, point, point);
    } else {
        print(measure(settings));
    }
    std::filesystem::remove_all(settings.folder);
}
