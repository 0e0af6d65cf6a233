// The law of an ordered endpoint, whatever the receiver answers and whenever the process ends.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <set>

#include "tests/unit/dispatch/dispatch_world.h"

namespace dunghan::testing {
namespace {

using endpoint::CallOutcome;
using endpoint::CallReport;

// What an endpoint may be sent, reckoned from the log, the answers and the wishes alone.
class OrderLaw {
 public:
    explicit OrderLaw(DispatchWorld& world) : world_(world) {}

    // The events of its stream that stand before it and are neither taken nor given up.
    [[nodiscard]] std::vector<std::uint64_t> owed_before(const Received& call) const {
        std::vector<std::uint64_t> owed;
        const Position from{world_.state("ioc").created + 1};
        EXPECT_TRUE(world_.store.read(from, [&](const Record& record) {
            const Envelope& event = record.envelope;
            const std::uint64_t position = event.position.value;
            const bool before = position < call.position && event.stream.value == call.stream;
            if (before && is_task_event(event.type) && !ended(position)) {
                owed.push_back(position);
            }
            return true;
        }));
        return owed;
    }

    void hear(const Received& call, const CallReport& report) {
        if (report.outcome == CallOutcome::delivered) {
            taken_.insert(call.position);
        } else if (report.outcome != CallOutcome::not_tried) {
            ++failures_[call.position];
        }
    }

    [[nodiscard]] bool ended(std::uint64_t position) const {
        const auto found = failures_.find(position);
        return taken_.contains(position) ||
               (found != failures_.end() && found->second >= endpoint::attempts_max);
    }

    // A replay gives all attempts back to whatever failed; enabling, to what was not given up.
    void forget_failures(bool also_given_up) {
        std::erase_if(failures_, [&](const auto& row) {
            return also_given_up || row.second < endpoint::attempts_max;
        });
    }

    [[nodiscard]] std::size_t given_up() const {
        return static_cast<std::size_t>(std::ranges::count_if(failures_, [&](const auto& row) {
            return !taken_.contains(row.first) && row.second >= endpoint::attempts_max;
        }));
    }

 private:
    DispatchWorld& world_;
    std::set<std::uint64_t> taken_;
    std::map<std::uint64_t, std::uint32_t> failures_;  // since it was last given all attempts
};

CallReport report_from(std::uint8_t draw) {
    static const long statuses[] = {200, 500, 500, 301, 429, 503, 200, 500};
    CallReport report = FakeReceiver::says(statuses[draw % 8]);
    if (draw == 255) {
        return FakeReceiver::says(410);
    }
    if (draw % 16 == 9) {
        report.outcome = CallOutcome::unknown;
        report.status = 0;
        report.timed_out = true;
    }
    if (draw % 16 == 10) {
        report.outcome = CallOutcome::not_tried;
    }
    if (report.status == 429) {
        report.retry_after_ms = draw * 1'000;
    }
    return report;
}

struct OrderedRun {
    explicit OrderedRun(std::vector<std::uint8_t> draws) : answers(std::move(draws)) {
        endpoint::Endpoint content;
        content.id = "ioc";
        content.ordered = true;
        world.create(content);
        for (const char* code : {"1.1", "1.2", "1.3"}) {
            world.assign(code, "Tháng 12/2022", "so-du-lich");
        }
        world.receiver.decide = [this](const Received& call) {
            RC_ASSERT(law.owed_before(call).empty());
            return answer_to(call.position);
        };
        world.receiver.heard = [this](const Received& call, const CallReport& report) {
            law.hear(call, report);
        };
    }

    // A third of the events is refused again and again: only so are some given up.
    CallReport answer_to(std::uint64_t position) {
        if (answers.empty()) {
            return FakeReceiver::says(200);
        }
        const std::uint8_t draw = answers[asked++ % answers.size()];
        return position % 3 == answers[0] % 3U ? FakeReceiver::says(500) : report_from(draw);
    }

    void step(std::uint8_t what, std::uint8_t how) {
        switch (what % 8) {
            case 0:
            case 1:
                world.report(
                    "1." + std::to_string(1 + how % 3),
                    how % 2 == 0 ? task::Progress::in_progress : task::Progress::not_started,
                    "2022-10-01"
                );
                break;
            case 2: world.settle_until(plus_ms(world.clock.now(), how * 1'000)); break;
            case 3: world.settle_until(plus_ms(world.clock.now(), how * ms_per_minute)); break;
            case 4: world.settle_until(plus_ms(world.clock.now(), how * 30 * ms_per_minute)); break;
            case 5:  // the process ends while calls are under way
                RC_ASSERT(world.dispatcher->turn().has_value());
                world.begin_again();
                break;
            case 6: replay(); break;
            default: enable(); break;
        }
    }

    void replay() {
        world.settle();
        if (world.state("ioc").receives()) {
            const endpoint::RequestReplay wish{{"ioc", "thử", Instant{}}};
            RC_ASSERT(world.wish_of_endpoint("ioc", wish).has_value());
            law.forget_failures(true);
        }
    }

    void enable() {
        world.settle();
        if (world.state("ioc").disabled) {
            const endpoint::Enable wish{{"ioc", "đã sửa"}};
            RC_ASSERT(world.wish_of_endpoint("ioc", wish).has_value());
            law.forget_failures(false);
        }
    }

    DispatchWorld world;
    OrderLaw law{world};
    std::vector<std::uint8_t> answers;
    std::size_t asked = 0;
};

using Steps = std::vector<std::pair<std::uint8_t, std::uint8_t>>;

RC_GTEST_PROP(
    Ordered,
    AnEventIsNeverSentBeforeTheOneBeforeItWasTakenOrGivenUp,
    (std::vector<std::uint8_t> answers, Steps steps)
) {
    OrderedRun run(std::move(answers));
    for (const auto& [what, how] : steps) {
        run.step(what, how);
    }
    // And nothing waits for ever: whatever was not given up arrives once the receiver is well.
    run.answers.clear();
    run.enable();
    run.world.settle_until(plus_days(run.world.clock.now(), 2));
    RC_ASSERT(run.world.rows(LedgerTable::open) == 0U);
    RC_ASSERT(run.world.rows(LedgerTable::dead) == run.law.given_up());
    const Received end{"ioc", run.world.head() + 1, {}, "task/1.1", {}};
    RC_ASSERT(run.law.owed_before(end).empty());
}

}  // namespace
}  // namespace dunghan::testing
