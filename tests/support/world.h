// A whole engine in memory, with a clock one can set and a sender that only remembers.
#pragma once

#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/deadline/parse.h"
#include "engine/runtime/scheduler.h"
#include "engine/task/stream.h"

#include "adapters/memory/memory_store.h"

#include "tests/support/sample_policy.h"

namespace dunghan::testing {

class ManualClock : public Clock {
 public:
    explicit ManualClock(const std::string& text) : now_(at(text)) {}

    [[nodiscard]] Instant now() const override { return now_; }

    void set(const std::string& text) { now_ = at(text); }

    void set(Instant instant) { now_ = instant; }

 private:
    Instant now_;
};

class RecordingSender : public Sender {
 public:
    [[nodiscard]] std::string transport() const override { return "recording"; }

    void send(const reminder::DigestIssued& digest, std::function<void(SendReport)> done) override {
        sent.push_back(digest);
        if (answers) {
            done({next_outcome, "250 ok", "hash"});
        }
    }

    std::vector<reminder::DigestIssued> sent;
    SendOutcome next_outcome = SendOutcome::sent;
    bool answers = true;  // false: the relay takes the mail and is never heard again
};

inline DirectoryPublished small_directory() {
    DirectoryPublished directory;
    directory.agencies = {
        {"so-tttt", "Sở Thông tin và Truyền thông", {}, "tttt@khanhhoa.example"},
        {"so-du-lich", "Sở Du lịch", {}, "du-lich@khanhhoa.example"},
        {"so-noi-vu", "Sở Nội vụ", {}, "noi-vu@khanhhoa.example"},
        {"so-y-te", "Sở Y tế", {}, ""}};
    directory.groups = {{"cac-so", "Các sở", {}, {{"so-du-lich"}, {"so-noi-vu"}}}};
    return directory;
}

class World {
 public:
    explicit World(
        const std::string& start = "2022-10-25T07:55",
        const std::optional<Policy>& policy = default_policy()
    )
        : clock(start) {
        restart();
        wish({"directory"}, PublishDirectory{small_directory()});
        if (policy) {
            wish({"policy"}, PublishPolicy{*policy});
        }
    }

    // A new process on the same log.
    void restart() {
        scheduler.reset();
        engine = std::make_unique<Engine>(store, clock);
        EXPECT_TRUE(engine->open(ClockKind::simulated));
        scheduler = std::make_unique<Scheduler>(*engine, sender, SchedulerSettings{});
        EXPECT_TRUE(scheduler->recover());
    }

    Outcome wish(
        const StreamId& stream, Command command, std::optional<Instant> occurred_at = std::nullopt
    ) {
        Request request;
        request.stream = stream;
        request.command = std::move(command);
        request.id = command_id_from("wish " + std::to_string(++wishes_));
        request.actor = "test";
        request.occurred_at = occurred_at;
        return engine->execute_one(request);
    }

    Outcome wish_of(
        const std::string& code,
        task::Command command,
        std::optional<Instant> occurred_at = std::nullopt
    ) {
        return wish(task::stream_of(task::Kind::plan_task, code), std::move(command), occurred_at);
    }

    // Assigns a task whose deadline cell reads `deadline`, held by an agency.
    void assign(
        const std::string& code,
        const std::string& deadline,
        const std::string& agency,
        const std::string& when = "2022-06-13"
    ) {
        task::Assigned content;
        content.code = code;
        content.description.title = "Nhiệm vụ " + code;
        content.description.holders = {{PartyKind::agency, agency}};
        content.milestones = parse_deadlines(deadline, {});
        ASSERT_TRUE(wish_of(code, task::Assign{content}, at(when)).has_value());
    }

    void report(const std::string& code, task::Progress progress, const std::string& when) {
        ASSERT_TRUE(wish_of(code, task::ReportProgress{{progress, "", "", false}}, at(when)));
    }

    // Ticks until nothing is left to do at this instant.
    TickReport run_at(const std::string& text) {
        clock.set(text);
        TickReport sum;
        for (int i = 0; i < 100; ++i) {
            const auto report = scheduler->tick();
            EXPECT_TRUE(report.has_value()) << (report ? "" : report.error().detail);
            if (!report) {
                return sum;
            }
            sum.fired += report->fired;
            sum.assigned += report->assigned;
            sum.opened += report->opened;
            sum.reckoned += report->reckoned;
            sum.touched += report->touched;
            sum.moved += report->moved;
            if (!report->calendars.empty()) {
                sum.calendars = report->calendars;
                sum.applied = report->applied;
            }
            sum.reminded += report->reminded;
            sum.muted += report->muted;
            sum.digests += report->digests;
            sum.claimed += report->claimed;
            sum.stale += report->stale;
            sum.troubles.insert(
                sum.troubles.end(), report->troubles.begin(), report->troubles.end()
            );
            sum.next = report->next;
            if (!report->next || *report->next > clock.now()) {
                return sum;
            }
        }
        ADD_FAILURE() << "the scheduler never came to rest at " << text;
        return sum;
    }

    [[nodiscard]] const task::State& state(const std::string& code) {
        return **engine->views().task(task::stream_of(task::Kind::plan_task, code));
    }

    MemoryStore store;
    ManualClock clock;
    RecordingSender sender;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<Scheduler> scheduler;

 private:
    int wishes_ = 0;
};

}  // namespace dunghan::testing
