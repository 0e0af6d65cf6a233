// One endpoint as a program tells it: dispatcher, sender, sockets and receiver are real, only the
// time is the test's.
#pragma once

#include <algorithm>

#include "engine/codec/ledger_rows.h"
#include "engine/endpoint/stream.h"
#include "engine/runtime/dispatcher.h"

#include "adapters/app/endpoint_sender.h"
#include "adapters/memory/memory_ledger.h"

#include "tests/integration/smtp_answers.h"
#include "tests/integration/webhook/scripted_receiver.h"
#include "tests/support/temp_folder.h"
#include "tests/support/world.h"

namespace dunghan::testing {

inline constexpr std::int64_t ms_per_hour = 60 * ms_per_minute;
inline constexpr const char* owner_of_ioc = "ioc@khanhhoa.example";

class EndpointWorld : public World {
 public:
    explicit EndpointWorld(bool ordered = false) : receiver(tests::always(200)) {
        begin_again();
        content_.id = "ioc";
        content_.url = receiver.url();
        content_.owner = owner_of_ioc;
        content_.ordered = ordered;
        tell(endpoint::Create{content_, {keep_secret("s1"), ""}});
        grant(receiver);
    }

    // A new process on the same log and ledger.
    void begin_again() {
        dispatcher_.reset();
        calls_.reset();
        restart();
        Settings::Webhooks settings;
        settings.log = "khanhhoa";
        settings.loopback_for_tests = true;
        calls_ =
            app::EndpointSender::open(settings, folder_.path(), answers_.executor(), clock).value();
        dispatcher_ = std::make_unique<Dispatcher>(*engine, ledger, *calls_, DispatchSettings{});
    }

    void tell(endpoint::Command command) {
        const Outcome done = wish(endpoint::stream_of("ioc"), std::move(command));
        ASSERT_TRUE(done) << done.error().detail;
    }

    void grant(const tests::ScriptedReceiver& to) {
        const Instant expires = plus_days(clock.now(), 3'650);
        tell(endpoint::GrantEgress{{"ioc", {"127.0.0.1/32", to.port(), expires}, "thử"}});
    }

    // Returns its id.
    std::string keep_secret(const std::string& id) {
        secrets[id] = webhook::Secret::make(webhook::SecretKind::shared).reveal();
        auto read = webhook::Secret::read(secrets[id]);
        EXPECT_TRUE(app::secret_files(folder_.path()).keep("ioc", id, *read));
        return id;
    }

    // Turns at this instant until nothing is left to do at it; each attempt is waited for.
    std::optional<Instant> settle() {
        for (int i = 0; i < 10'000; ++i) {
            const auto report = dispatcher_->turn();
            EXPECT_TRUE(report) << (report ? "" : report.error().detail);
            const std::size_t under_way = dispatcher_->under_way();
            if (under_way > 0) {  // answers that come at once come together
                EXPECT_TRUE(answers_.run_one());
            }
            if (!report || (under_way == 0 && (!report->next || *report->next > clock.now()))) {
                return report ? report->next : std::nullopt;
            }
        }
        ADD_FAILURE() << "the dispatcher never came to rest";
        return std::nullopt;
    }

    // The same, and then at each instant it asks for, up to `until`.
    void settle_until(Instant until) {
        for (auto next = settle(); next && *next <= until; next = settle()) {
            clock.set(std::max(*next, clock.now()));
        }
        clock.set(std::max(until, clock.now()));
        settle();
    }

    // Mails leave in office hours: lets those that wait go out.
    std::size_t mails_to_owner() {
        for (int i = 0; i < 100; ++i) {
            const auto report = scheduler->tick();
            EXPECT_TRUE(report);
            if (!report || !report->next || *report->next > clock.now()) {
                break;
            }
        }
        return static_cast<std::size_t>(std::ranges::count_if(sender.sent, [](const auto& mail) {
            return mail.address == owner_of_ioc;
        }));
    }

    [[nodiscard]] endpoint::State state() {
        return engine->views().endpoint(endpoint::stream_of("ioc"));
    }

    [[nodiscard]] std::string newest_id() const {
        return "khanhhoa-" + std::to_string(store.head().value);
    }

    [[nodiscard]] std::size_t events(EventType type) const {
        std::size_t count = 0;
        EXPECT_TRUE(store.read({1}, [&](const Record& record) {
            count += record.envelope.type == type ? 1 : 0;
            return true;
        }));
        return count;
    }

    [[nodiscard]] std::size_t rows(LedgerTable table) const {
        std::size_t count = 0;
        EXPECT_TRUE(ledger.scan(table, {}, "~", [&](auto, auto) { return ++count > 0; }));
        return count;
    }

    // As the ledger tells them, the oldest first.
    [[nodiscard]] std::vector<endpoint::Attempt> attempts() const {
        std::vector<endpoint::Attempt> all;
        EXPECT_TRUE(ledger.scan(LedgerTable::attempt, {}, "~", [&](auto, auto value) {
            all.push_back(decode_attempt(value).value());
            return true;
        }));
        return all;
    }

    tests::ScriptedReceiver receiver;
    std::map<std::string, std::string> secrets;  // by id, "whsec_…"
    MemoryLedger ledger;

 private:
    tests::TempFolder folder_;
    tests::Answers answers_;
    endpoint::Endpoint content_;
    std::unique_ptr<app::EndpointSender> calls_;
    std::unique_ptr<Dispatcher> dispatcher_;  // goes first: its answers come through the rest
};

}  // namespace dunghan::testing
