// An office with a policy and any number of tasks, in a store of its own, gone with it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "engine/deadline/parse.h"
#include "engine/runtime/engine.h"
#include "engine/task/stream.h"

#include "adapters/asio/clock.h"
#include "adapters/rocksdb/rocksdb_store.h"

#include "benchmarks/measure.h"

namespace dunghan::bench {

inline Policy usual_policy() {
    Policy policy;
    policy.coordinator = "so-tttt";
    policy.rungs = {
        {"before-7d", Anchor::due, -7, 0},
        {"before-1d", Anchor::due, -1, 0},
        {"overdue", Anchor::due, 0, 0},
        {"overdue-weekly", Anchor::due, 7, 7},
        {"start-missed", Anchor::start, 0, 0},
        {"no-update", Anchor::update, 30, 30}};
    return policy;
}

inline Request request_of(StreamId stream, Command command, const std::string& wish) {
    Request request;
    request.stream = std::move(stream);
    request.command = std::move(command);
    request.id = command_id_from(wish);
    request.actor = "person:nguyen-van-an";
    return request;
}

inline std::string code_of(std::size_t number) {
    return std::to_string(number / 100 + 1) + "." + std::to_string(number % 100 + 1);
}

inline StreamId stream_of(std::size_t number) {
    return task::stream_of(task::Kind::plan_task, code_of(number));
}

inline Request assign(std::size_t number) {
    task::Assigned content;
    content.code = code_of(number);
    content.description.title = "Kế hoạch hợp tác đào tạo nhân lực công nghệ thông tin";
    content.description.holders = {{PartyKind::agency, "so-tttt"}};
    content.milestones = parse_deadlines("Tháng 6/2095", {});
    return request_of(
        stream_of(number), task::Command(task::Assign{content}), "assign " + content.code
    );
}

// The n-th report of a task: never what the one before said.
inline Request report(std::size_t number, StreamVersion expected) {
    task::ProgressReported content;
    content.progress = task::Progress::in_progress;
    content.note = expected.value % 2 == 0 ? "Đã trình, chờ ban hành" : "Đang lấy ý kiến góp ý";
    Request request = request_of(
        stream_of(number),
        task::Command(task::ReportProgress{content}),
        "report " + std::to_string(number) + " after " + std::to_string(expected.value)
    );
    request.expected = expected;
    return request;
}

class Office {
 public:
    Office(const std::filesystem::path& folder, std::size_t tasks) : folder_(folder) {
        auto opened = RocksStore::open(folder, RocksStore::Mode::create);
        insist(opened.has_value(), opened ? "" : opened.error().detail);
        store_ = std::move(*opened);
        engine_ = std::make_unique<Engine>(*store_, clock_);
        insist(engine_->open(ClockKind::real).has_value(), "the engine to open");
        DirectoryPublished directory;
        directory.agencies = {
            {"so-tttt", "Sở Thông tin và Truyền thông", {}, "tttt@khanhhoa.example"}};
        run({request_of({"directory"}, PublishDirectory{directory}, "directory")});
        run({request_of({"policy"}, PublishPolicy{usual_policy()}, "policy")});
        fill(tasks);
    }

    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;

    ~Office() {
        engine_.reset();
        store_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    [[nodiscard]] Engine& engine() { return *engine_; }

    [[nodiscard]] RocksStore& store() { return *store_; }

    // One group; each must be accepted with one event.
    void run(const std::vector<Request>& requests) {
        for (const Outcome& outcome : engine_->execute(requests)) {
            insist(outcome.has_value(), outcome ? "" : outcome.error().detail);
            insist(outcome->count == 1 && !outcome->repeated, "one event for each command");
        }
    }

 private:
    void fill(std::size_t tasks) {
        std::vector<Request> group;
        for (std::size_t number = 0; number < tasks; ++number) {
            group.push_back(assign(number));
            if (group.size() == 1024 || number + 1 == tasks) {
                run(group);
                group.clear();
            }
        }
    }

    std::filesystem::path folder_;
    RealClock clock_;
    std::unique_ptr<RocksStore> store_;
    std::unique_ptr<Engine> engine_;
};

}  // namespace dunghan::bench
