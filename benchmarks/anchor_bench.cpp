// What does a durable head anchor outside the write-ahead log cost, in each of its forms?
#include <condition_variable>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <rocksdb/file_checksum.h>
#include <thread>
#include <unistd.h>

#include "benchmarks/measure.h"
#include "benchmarks/rocks_log.h"

namespace dunghan::bench {
namespace {

constexpr std::size_t page = 4096;
constexpr std::size_t slots_at = 0;
constexpr std::size_t ring_octets = std::size_t{4} << 20U;
constexpr std::size_t sizes[] = {1, 16, 64};

// One group of commands: per command a record, its index, its receipt and three rows.
rocksdb::WriteBatch group_of(RocksLog& log, std::size_t commands) {
    static std::uint64_t position = 0;
    rocksdb::WriteBatch batch(0, 0, 8, 0);
    const auto put = [&](rocks::Family family, const std::string& key, std::size_t octets) {
        insist(batch.Put(log.family(family), key, std::string(octets, 'x')).ok(), "a full batch");
    };
    for (std::size_t i = 0; i < commands; ++i) {
        const std::string at = rocks::octets_of(++position);
        put(rocks::Family::log, at, 350);
        put(rocks::Family::stream, "task/" + std::to_string(position % 6400) + at, 8);
        put(rocks::Family::command, at + at, 21);
        put(rocks::Family::view, "\x01task/" + std::to_string(position % 6400), 400);
        put(rocks::Family::view, "\x02" + at, 0);
    }
    put(rocks::Family::meta, "head", 8);
    put(rocks::Family::meta, "views", 8);
    return batch;
}

class File {
 public:
    File(const std::filesystem::path& path, std::size_t octets, int flags = 0)
        : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | flags, 0600)) {
        const std::string zeros(octets, '\0');
        write(zeros, 0);
        insist(::fsync(file_) == 0, "fsync");
    }

    ~File() { ::close(file_); }

    void write(const std::string& octets, std::size_t at) const {
        insist(
            ::pwrite(file_, octets.data(), octets.size(), static_cast<off_t>(at)) ==
                static_cast<ssize_t>(octets.size()),
            "pwrite"
        );
    }

    void begin(std::size_t octets, std::size_t at) const {
        ::sync_file_range(
            file_, static_cast<off_t>(at), static_cast<off_t>(octets), SYNC_FILE_RANGE_WRITE
        );
    }

    void sync() const { insist(::fdatasync(file_) == 0, "fdatasync"); }

 private:
    int file_;
};

// Runs one piece of work at a time on a thread of its own.
class Beside {
 public:
    Beside() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

    ~Beside() {
        thread_.request_stop();
        give([] {});
    }

    void give(std::function<void()> work) {
        {
            const std::lock_guard lock(mutex_);
            work_ = std::move(work);
            done_ = false;
        }
        changed_.notify_all();
    }

    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return done_; });
    }

 private:
    void run(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        while (!stop.stop_requested()) {
            changed_.wait(lock, [this] { return !done_; });
            const auto work = std::move(work_);
            lock.unlock();
            work();
            lock.lock();
            done_ = true;
            changed_.notify_all();
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::function<void()> work_;
    bool done_ = true;
    std::jthread thread_;
};

std::string sealed(const std::string& content) {
    rocksdb::FileChecksumGenContext context;
    auto sum = rocksdb::GetFileChecksumGenCrc32cFactory()->CreateFileChecksumGenerator(context);
    sum->Update(content.data(), content.size());
    sum->Finalize();
    std::string octets = std::string(96, 'h') + sum->GetChecksum() + content;
    octets.resize((octets.size() + page - 1) / page * page);
    return octets;
}

class Forms {
 public:
    explicit Forms(const std::filesystem::path& folder)
        : log_(folder / "rocks"),
          slots_(folder / "slots", 64 * page),
          direct_(folder / "direct", 64 * page, O_DSYNC),
          ring_(folder / "ring", 2 * ring_octets),
          plain_(folder / "plain", 64U << 20U) {}

    using Form = void (Forms::*)(std::size_t);

    void none(std::size_t commands) { write(group_of(log_, commands), true); }

    void slot_after(std::size_t commands) {
        none(commands);
        slots_.write(sealed(""), slot() * page);
        slots_.sync();
    }

    void dsync_after(std::size_t commands) {
        none(commands);
        direct_.write(sealed(""), slot() * page);
    }

    void group_beside(std::size_t commands) {
        auto batch = group_of(log_, commands);
        const std::string octets = sealed(batch.Data());
        beside_.give([&] {
            slots_.write(octets, slot() * 32 * page);
            slots_.sync();
        });
        write(std::move(batch), true);
        beside_.wait();
    }

    void lagging(std::size_t commands) {
        none(commands);
        if (++groups_ % 16 == 0) {
            slots_.write(sealed(""), slot() * page);
            slots_.sync();
        }
    }

    void ring(std::size_t commands) { ring_of(commands, 2, false); }

    void ring_once(std::size_t commands) { ring_of(commands, 1, false); }

    // One write of both, side by side.
    void ring_pair(std::size_t commands) {
        auto batch = group_of(log_, commands);
        const std::string octets = sealed(batch.Data());
        put(octets + octets, 1, false);
        ring_.sync();
        write(std::move(batch), rounds());
    }

    void ring_begun(std::size_t commands) { ring_of(commands, 2, true); }

    void ring_beside(std::size_t commands) {
        auto batch = group_of(log_, commands);
        const std::string octets = sealed(batch.Data());
        beside_.give([&] {
            put(octets, 2, false);
            ring_.sync();
        });
        write(std::move(batch), rounds());
        beside_.wait();
    }

    // The limit: the records alone, in a file that was written before.
    void file(std::size_t commands) {
        const std::string octets(commands * 350, 'x');
        plain_at_ = plain_at_ + octets.size() > (64U << 20U) ? 0 : plain_at_;
        plain_.write(octets, plain_at_);
        plain_at_ += octets.size();
        plain_.sync();
    }

 private:
    void write(rocksdb::WriteBatch batch, bool sync) {
        rocksdb::WriteOptions options = rocks::durable_write();
        options.sync = sync;
        insist(log_.database().Write(options, &batch).ok(), "RocksDB to write");
    }

    void put(const std::string& octets, int copies, bool begin) {
        at_ = at_ + octets.size() > ring_octets ? 0 : at_;
        for (int copy = 0; copy < copies; ++copy) {
            const std::size_t at = at_ + static_cast<std::size_t>(copy) * ring_octets;
            ring_.write(octets, at);
            if (begin) {
                ring_.begin(octets.size(), at);
            }
        }
        at_ += octets.size();
    }

    void ring_of(std::size_t commands, int copies, bool begin) {
        auto batch = group_of(log_, commands);
        put(sealed(batch.Data()), copies, begin);
        if (begin) {
            write(std::move(batch), rounds());
            ring_.sync();
        } else {
            ring_.sync();
            write(std::move(batch), rounds());
        }
    }

    // The write-ahead log is synced once the ring has gone half way round.
    bool rounds() {
        const bool passed = at_ / (ring_octets / 2) != half_;
        half_ = at_ / (ring_octets / 2);
        return passed;
    }

    std::size_t slot() { return turn_++ % 2; }

    RocksLog log_;
    File slots_;
    File direct_;
    File ring_;
    File plain_;
    Beside beside_;
    std::size_t turn_ = 0;
    std::size_t groups_ = 0;
    std::size_t at_ = 0;
    std::size_t half_ = 0;
    std::size_t plain_at_ = 0;
};

struct Row {
    const char* name;
    Forms::Form form;
};

constexpr Row rows[] = {
    {"0  none", &Forms::none},
    {"1a slot after, fdatasync", &Forms::slot_after},
    {"1b slot after, O_DSYNC", &Forms::dsync_after},
    {"2  group beside", &Forms::group_beside},
    {"3  slot every 16 groups", &Forms::lagging},
    {"4a ring, both copies", &Forms::ring},
    {"4b ring, one copy", &Forms::ring_once},
    {"4c ring, write-back begun", &Forms::ring_begun},
    {"4d ring beside", &Forms::ring_beside},
    {"4e ring, copies side by side", &Forms::ring_pair},
    {"   file, prewritten", &Forms::file},
};

using Rounds = std::map<std::size_t, std::map<const char*, std::vector<Point>>>;

// Of the rounds' ratios to the round's own form 0: what disturbs the machine disturbs both.
double paired(const std::vector<Point>& points, const std::vector<Point>& none) {
    std::vector<double> ratios;
    for (std::size_t round = 0; round < points.size(); ++round) {
        ratios.push_back(points[round].per_second / none[round].per_second);
    }
    std::ranges::sort(ratios);
    return ratios[ratios.size() / 2];
}

void print(const Rounds& all) {
    std::printf(
        "commands  %-26s %9s %8s %8s  %s\n", "form", "groups/s", "p50 us", "CPU us", "/ none"
    );
    for (const auto& [size, points] : all) {
        for (const Row& row : rows) {
            const Point point = median(points.at(row.name));
            std::printf(
                "%8zu  %-26s %9s %8.0f %8.1f  %5.2f\n",
                size,
                row.name,
                grouped(point.per_second).c_str(),
                static_cast<double>(point.p50_us),
                point.cpu_us,
                paired(points.at(row.name), points.at(rows[0].name))
            );
        }
    }
}

void measure(const std::filesystem::path& folder, Seconds duration, std::size_t rounds) {
    Forms forms(folder);
    Rounds all;
    for (std::size_t round = 0; round < rounds; ++round) {
        for (const std::size_t size : sizes) {
            for (const Row& row : rows) {
                all[size][row.name]
                    .push_back(closed_loop(1, duration, 1'000'000, [&](std::size_t, std::size_t) {
                        (forms.*row.form)(size);
                    }));
            }
        }
    }
    print(all);
}

}  // namespace
}  // namespace dunghan::bench

int main(int count, char** arguments) {
    using namespace dunghan::bench;
    if (count < 2) {
        std::fprintf(stderr, "usage: anchor_bench FOLDER [SECONDS [ROUNDS]]\n");
        return 2;
    }
    const std::filesystem::path folder = arguments[1];
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    measure(
        folder,
        Seconds(count > 2 ? std::atof(arguments[2]) : 0.1),
        count > 3 ? static_cast<std::size_t>(std::atoi(arguments[3])) : 15
    );
    std::filesystem::remove_all(folder);
}
