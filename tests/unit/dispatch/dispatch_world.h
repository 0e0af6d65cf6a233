// An engine in memory with endpoints, a receiver that answers as it is told, and a clock one sets.
#pragma once

#include <algorithm>
#include <map>

#include "engine/codec/ledger_rows.h"
#include "engine/endpoint/queue.h"
#include "engine/endpoint/stream.h"
#include "engine/runtime/dispatcher.h"

#include "adapters/memory/memory_ledger.h"

#include "tests/support/world.h"

namespace dunghan::testing {

struct Received {
    std::string endpoint;
    std::uint64_t position = 0;
    EventType type{};
    std::string stream;
    Instant at;
    bool operator==(const Received&) const = default;
};

// Answers wait until the dispatcher asks again, as they do in a loop.
class FakeReceiver final : public CallSender {
 public:
    explicit FakeReceiver(const Clock& clock) : clock_(clock) {}

    [[nodiscard]] std::string message_id(Position event) const override {
        return "log-" + std::to_string(event.value);
    }

    void send(const endpoint::State& to, std::shared_ptr<const Record> event, Done done) override {
        const Envelope& envelope = event->envelope;
        const Received call{
            to.endpoint.id,
            envelope.position.value,
            envelope.type,
            envelope.stream.value,
            clock_.now()};
        received.push_back(call);
        endpoint::CallReport report = decide ? decide(call) : answer;
        if (const auto own = answers.find(envelope.position.value); own != answers.end()) {
            report = own->second;
        }
        report.started = clock_.now();
        waiting_.push_back([this, call, report, done = std::move(done)] {
            if (heard) {
                heard(call, report);
            }
            done(report);
        });
    }

    void forget(const std::string& endpoint) override { forgotten.push_back(endpoint); }

    void answer_all() {
        for (const auto& each : std::exchange(waiting_, {})) {
            each();
        }
    }

    void never_answer() { waiting_.clear(); }

    [[nodiscard]] std::vector<std::uint64_t> positions(const std::string& endpoint) const {
        std::vector<std::uint64_t> all;
        for (const Received& each : received) {
            if (each.endpoint == endpoint) {
                all.push_back(each.position);
            }
        }
        return all;
    }

    static endpoint::CallReport says(long status) {
        endpoint::CallReport report;
        report.status = status;
        report.outcome = status / 100 == 2 ? endpoint::CallOutcome::delivered
                         : status == 410   ? endpoint::CallOutcome::gone
                         : status == 429   ? endpoint::CallOutcome::throttled
                                           : endpoint::CallOutcome::failed;
        return report;
    }

    std::vector<Received> received;
    std::vector<std::string> forgotten;
    endpoint::CallReport answer = says(200);
    std::map<std::uint64_t, endpoint::CallReport> answers;        // to events of that position
    std::function<endpoint::CallReport(const Received&)> decide;  // in place of `answer`
    // What the dispatcher was told in the end; an answer that a process did not live to hear is
    // not.
    std::function<void(const Received&, const endpoint::CallReport&)> heard;

 private:
    const Clock& clock_;
    std::vector<std::function<void()>> waiting_;
};

class DispatchWorld : public World {
 public:
    explicit DispatchWorld(const std::string& start = "2022-10-25T07:55")
        : World(start), receiver(clock) {
        begin_again();
    }

    // A new process on the same log and ledger.
    void begin_again() {
        dispatcher.reset();
        restart();
        receiver.never_answer();
        dispatcher = std::make_unique<Dispatcher>(*engine, ledger, receiver, DispatchSettings{});
    }

    Outcome wish_of_endpoint(const std::string& id, endpoint::Command command) {
        return wish(endpoint::stream_of(id), std::move(command));
    }

    void create(endpoint::Endpoint content) {
        content.url = content.url.empty() ? "https://ioc.example/" : content.url;
        content.owner = "ioc@khanhhoa.example";
        const std::string id = content.id;
        const Outcome made = wish_of_endpoint(id, endpoint::Create{std::move(content), {"s1", ""}});
        ASSERT_TRUE(made) << made.error().detail;
    }

    // Turns at this instant until nothing is left to do at it.
    DispatchReport settle() {
        DispatchReport sum;
        for (int i = 0; i < 10'000; ++i) {
            receiver.answer_all();
            const auto report = dispatcher->turn();
            EXPECT_TRUE(report) << (report ? "" : report.error().detail);
            if (!report) {
                break;
            }
            sum.started += report->started;
            sum.delivered += report->delivered;
            sum.failed += report->failed;
            sum.given_up += report->given_up;
            sum.next = report->next;
            const bool now = report->next && *report->next <= clock.now();
            if (dispatcher->under_way() == 0 && !now) {
                break;
            }
        }
        return sum;
    }

    // The same, and then at each instant it asks for, up to `until`.
    void settle_until(Instant until) {
        for (auto report = settle(); report.next && *report.next <= until; report = settle()) {
            clock.set(std::max(*report.next, clock.now()));
        }
        clock.set(until);
        settle();
    }

    [[nodiscard]] endpoint::State state(const std::string& id) {
        return engine->views().endpoint(endpoint::stream_of(id));
    }

    [[nodiscard]] std::uint64_t head() const { return store.head().value; }

    [[nodiscard]] std::size_t rows(LedgerTable table) const {
        std::size_t count = 0;
        EXPECT_TRUE(ledger.scan(table, {}, "~", [&](auto, auto) {
            ++count;
            return true;
        }));
        return count;
    }

    MemoryLedger ledger;
    FakeReceiver receiver;
    std::unique_ptr<Dispatcher> dispatcher;
};

}  // namespace dunghan::testing
