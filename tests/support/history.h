// Random but valid histories with every type of event, from a seed alone.
//
// An office lives: wishes in groups, back-dated ones too, ticks of the scheduler, mails that fail
// or are never heard of again, new rules, restarts. The same seed gives the same log, octet for
// octet.
#pragma once

#include <algorithm>
#include <set>

#include "engine/access/stream.h"
#include "engine/codec/event_list.h"
#include "engine/endpoint/stream.h"
#include "engine/person/stream.h"
#include "engine/policy/slot.h"

#include "tests/support/any_definition.h"
#include "tests/support/any_wish.h"
#include "tests/support/sample_calendar.h"
#include "tests/support/small_definition.h"
#include "tests/support/world.h"

namespace dunghan::testing {

struct HistorySettings {
    std::size_t tasks = 6;
    std::size_t group_max = 4;                         // wishes decided and written together
    std::uint64_t pause_ms = 36 * 60 * ms_per_minute;  // longest time between two steps
};

class History {
 public:
    History(Store& store, std::uint64_t seed, HistorySettings settings = {})
        : store_(store),
          settings_(settings),
          chance_(seed),
          endpoint_chance_(~seed),
          wishes_(chance_, settings.tasks),
          clock_("2022-10-24T07:00") {
        restart();
        execute({{"directory"}, PublishDirectory{small_directory()}});
        execute({{"policy"}, PublishPolicy{default_policy()}});
        execute({{"calendar/vn"}, PublishCalendar{small_calendar()}});
        execute({{"definition/dossier"}, PublishDefinition{small_definition()}});
    }

    // One thing happens; between 0 and a group's worth of events.
    void step() {
        clock_.set(
            plus_ms(clock_.now(), static_cast<std::int64_t>(chance_.below(settings_.pause_ms)))
        );
        if (held_ && chance_.below(4) == 0) {
            keep_house();
        }
        switch (chance_.below(24)) {
            case 0: restart(); break;
            case 1:
            case 10: publish(); break;
            case 2: keep_house(); break;
            case 9: person(); break;
            case 12:
                token();
                endpoint();
                break;
            case 11: finish(); break;
            case 3:
            case 4:
            case 5:
            case 6:
            case 7:
            case 8: tick(); break;
            default: wish();
        }
    }

    [[nodiscard]] const Store& store() const { return store_; }

 private:
    struct Wished {
        StreamId stream;
        Command command;
    };

    // What one process left open another takes up.
    void restart() {
        scheduler_.reset();
        engine_ = std::make_unique<Engine>(store_, clock_);
        expect(engine_->open(ClockKind::simulated));
        scheduler_ = std::make_unique<Scheduler>(*engine_, sender_, SchedulerSettings{});
        expect(scheduler_->recover());
    }

    // Moved into an open slot, where there is work to do; a few rounds, not always to the end.
    void tick() {
        const auto policies = engine_->views().policies().all();
        const auto& [policy, calendar] = policies[chance_.below(policies.size())];
        if (chance_.below(2) == 0 || !slot_is_open(clock_.now(), *policy, *calendar)) {
            clock_.set(slot_at_or_after(clock_.now(), *policy, *calendar));
        }
        sender_.next_outcome = static_cast<SendOutcome>(chance_.below(8) % 5 % 4);
        sender_.answers = chance_.below(4) != 0;
        for (std::uint64_t round = 0, rounds = 1 + chance_.below(4); round < rounds; ++round) {
            expect(scheduler_->tick());
        }
    }

    void publish() {
        ++version_;
        if (chance_.below(3) == 0) {
            execute({{"calendar/vn"}, PublishCalendar{a_calendar()}});
            return;
        }
        if (chance_.below(4) == 0) {
            execute({{"series/weekly"}, PublishSeries{a_series()}});
            return;
        }
        const std::uint64_t which = chance_.below(3);
        if (which == 2) {
            const Definition definition =
                chance_.below(4) == 0 ? AnyDefinition(chance_).next("work", version_) : a_dossier();
            execute({{definition_stream(definition.id)}, PublishDefinition{definition}});
            return;
        }
        if (which == 0) {
            const Policy policy = chance_.below(2) == 0 ? a_policy() : a_statutory_policy();
            execute({{policy_stream(policy.name)}, PublishPolicy{policy}});
            return;
        }
        DirectoryPublished directory = small_directory();
        directory.version = version_;
        directory.agencies[3].email = chance_.below(2) == 0 ? "" : "y-te@khanhhoa.example";
        directory.agencies[1].head_email = chance_.below(2) == 0 ? "" : "gd@khanhhoa.example";
        if (chance_.below(2) == 0) {
            directory.delegations = {
                {"so-noi-vu", "so-du-lich", "2022-11-01", "2022-11-10", "nghỉ phép"}};
        }
        if (chance_.below(2) == 0) {
            directory.committee = {"Ban Chỉ đạo", "bcd@khanhhoa.example"};
        }
        if (chance_.below(3) == 0) {
            for (Member& member : directory.groups.front().members) {
                member.until = "2022-10-01";
            }
        }
        directory.agencies[1].calendar = chance_.below(3) == 0 ? "" : "vn";
        directory.agencies[2].calendar = "vn";
        execute({{"directory"}, PublishDirectory{directory}});
    }

    Policy a_policy() {
        Policy policy = default_policy();
        policy.version = version_;
        policy.rungs[3].offset = static_cast<std::int32_t>(1 + chance_.below(20));
        return policy;
    }

    Policy a_statutory_policy() {
        Policy policy = statutory_policy();
        policy.version = version_;
        policy.slot.at_minute = chance_.below(2) == 0 ? 8 * 60 : 7 * 60 + 30;
        policy.rungs[chance_.below(policy.rungs.size())].everyone = chance_.below(2) == 0;
        return policy;
    }

    // Tasks that follow an older version may migrate to it.
    Definition a_dossier() {
        Definition definition = small_definition(version_);
        definition.policy = chance_.below(2) == 0 ? "statutory" : "";
        definition.terms[1].budget.amount = static_cast<std::int32_t>(1 + chance_.below(9));
        return definition;
    }

    CalendarPublished a_calendar() {
        CalendarPublished calendar = vn_2026();
        calendar.version = version_;
        calendar.days[chance_.below(calendar.days.size())].name = "đính chính";
        if (chance_.below(2) == 0) {
            calendar.days.insert(
                calendar.days.begin(), {"2022-11-01", DayKind::day_off, "Bão", "CV 7"}
            );
        }
        return calendar;
    }

    // Of the group "cac-so": its periods stop as long as it has no members.
    Series a_series() {
        Series series;
        series.id = "weekly";
        series.version = version_;
        series.name = "Giao ban hằng tuần";
        series.each_of = "cac-so";
        series.period.rrule = "FREQ=WEEKLY;BYDAY=MO";
        series.period.start = "2022-10-24";
        series.due.budget = {1 + static_cast<std::int32_t>(chance_.below(3)), BudgetUnit::days};
        series.code = "gb-{period}-{member}";
        series.title = "Giao ban tuần từ {from}";
        series.first = "2022-10-31";
        return series;
    }

    // What a log says about itself and what waits for a person: seldom, but in every history.
    void keep_house() {
        if (held_) {
            execute({{"outbox"}, ReleaseOutbox{{"đã đối chiếu"}}});
            held_ = false;
            return;
        }
        switch (chance_.below(5)) {
            case 0:
                execute({{"outbox"}, HoldOutbox{{"khôi phục", std::string(64, 'a'), 7}}});
                held_ = true;
                break;
            case 1: change_keys(); break;
            default: set_aside();
        }
    }

    // Endorsements are judged by the program that holds the keys, not by the engine.
    void change_keys() {
        const std::string key = "dunghan+" + std::to_string(requests_) + "+AQ==";
        execute({{"log"}, AddLogKey{{"", key}}});
        execute({{"log"}, RetireLogKey{{"chữ ký", key}}});
        execute({{"log"}, NoteTailDiscarded{{static_cast<std::int64_t>(requests_), 1}}});
        execute({{"log"}, AcceptDataLoss{{static_cast<std::int64_t>(requests_), 0, "thử"}}});
    }

    void set_aside() {
        const auto row = static_cast<std::uint32_t>(chance_.below(20));
        const std::string text = "sớm " + std::to_string(chance_.below(9));
        execute(
            {{"desk/ke-hoach/phu-luc/" + std::to_string(row)},
             SetAsideCell{
                 {"ke-hoach.docx", "Phụ lục", row, "Thời gian", text, "không đọc được", ""}}}
        );
    }

    // Ciphertext of somebody; now and then it can be opened by nobody any more.
    void person() {
        const std::string id = "cb-" + std::to_string(chance_.below(5));
        const std::string sealed = "c2VhbGVk" + std::to_string(1000 + chance_.below(1000));
        const person::Command wish =
            chance_.below(3) == 0
                ? person::Command(person::Erase{{id, "đơn", ""}})
                : person::Describe{{id, "so-du-lich", chance_.below(2) == 0, sealed}};
        Request wished = request({person::stream_of(id), wish});
        const auto back = static_cast<std::int64_t>(chance_.below(3) * 24 * 60);
        wished.occurred_at = plus_ms(engine_->now(), -back * ms_per_minute);
        const Outcome outcome = engine_->execute_one(wished);
        const bool failed = !outcome && outcome.error().kind == Refusal::Kind::failed;
        ASSERT_FALSE(failed) << outcome.error().detail;
    }

    // Somebody is let in, turned away, or let in no more.
    void token() {
        access::Token made;
        made.id = "t" + std::to_string(chance_.below(4));
        made.role = access::AccessRole::officer;
        made.agency = "so-du-lich";
        made.holder = "cb-" + std::to_string(chance_.below(5));
        made.secret_hash = std::string(64, static_cast<char>('a' + chance_.below(6)));
        made.expires = plus_days(engine_->now(), 30);
        const StreamId stream = access::token_stream(made.id);
        ask({stream, CreateToken{{made}}});  // refused where the id was given before
        ask(
            {access::denial_stream(made.id),
             RecordDenial{{access::Operation::rate, "task/2.8", "forbidden"}}}
        );
        if (chance_.below(3) == 0) {
            ask({stream, RevokeToken{{made.id, "thôi việc"}}});
        }
    }

    // Another system is to be told, in another way, or no more. What cannot be is refused. Of a
    // chance of its own, so that the rest of the history is what it was before.
    void endpoint() {
        if (endpoint_chance_.below(4) != 0) {
            return;
        }
        const std::string id = "e" + std::to_string(endpoint_chance_.below(8));
        const StreamId stream = endpoint::stream_of(id);
        const auto wish = [&](endpoint::Command command) { ask({stream, std::move(command)}); };
        endpoint::Endpoint said;
        said.id = id;
        said.url = "https://ioc.example/" + std::to_string(endpoint_chance_.below(9));
        said.owner = "ioc@khanhhoa.example";
        wish(endpoint::Create{said, {"s0", ""}});
        const Instant later = plus_days(engine_->now(), 1);
        const std::string secret = "s" + std::to_string(1 + endpoint_chance_.below(1'000'000));
        said.ordered = endpoint_chance_.below(2) == 0;
        wish(endpoint::Change{said});
        wish(endpoint::RotateSecret{{id, later, {secret, ""}}});
        wish(endpoint::GrantEgress{{id, {"10.0.0.0/8", 443, later}, "x"}});
        wish(endpoint::Test{{id}});
        wish(endpoint::RequestReplay{{id, "x", engine_->now()}});
        wish(endpoint::Disable{{id, endpoint::DisableCause::by_hand, "x"}});
        wish(endpoint::WithdrawEgress{{id, "10.0.0.0/8", 443, "x"}});
        if (endpoint_chance_.below(2) == 0) {
            wish(endpoint::Enable{{id, "x"}});
        }
        if (endpoint_chance_.below(4) == 0) {
            wish(endpoint::Remove{{id, "x"}});
        }
    }

    // The domain may say no.
    void ask(const Wished& wished) {
        const Outcome outcome = engine_->execute_one(request(wished));
        const bool failed = !outcome && outcome.error().kind == Refusal::Kind::failed;
        ASSERT_FALSE(failed) << outcome.error().detail;
    }

    // All that the last mail tells is completed: if it is still owed, it is withdrawn.
    void finish() {
        std::vector<reminder::Item> items;
        const std::uint64_t head = store_.head().value;
        expect(store_.read({head > 200 ? head - 200 : 1}, [&](const Record& record) {
            if (record.envelope.type == EventType::digest_issued) {
                const auto event =
                    decode_payload(record.envelope.type, record.envelope.schema, record.payload);
                items = std::get<reminder::DigestIssued>(std::get<reminder::Event>(event.value()))
                            .items;
            }
            return true;
        }));
        for (const reminder::Item& item : items) {
            const Wished wished{
                task::stream_of(item.kind, item.code),
                task::Command{
                    task::ReportProgress{{task::Progress::completed, "", "xong", false}}}};
            const Outcome outcome = engine_->execute_one(request(wished));
            ASSERT_TRUE(outcome || outcome.error().kind != Refusal::Kind::failed);
        }
    }

    void wish() {
        std::vector<Request> group;
        const std::uint64_t size = 1 + chance_.below(settings_.group_max);
        for (std::uint64_t i = 0; i < size; ++i) {
            auto [stream, command] = wishes_.next();
            group.push_back(request({std::move(stream), std::move(command)}));
            if (chance_.below(3) == 0) {
                const auto back = static_cast<std::int64_t>(chance_.below(200 * 24 * 60));
                group.back().occurred_at = plus_ms(engine_->now(), -back * ms_per_minute);
            }
        }
        if (chance_.below(10) == 0) {
            group.push_back(group.front());  // asked twice, done once
        }
        const std::vector<Outcome> outcomes = engine_->execute(group);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            const Outcome& outcome = outcomes[i];
            const bool failed = !outcome && outcome.error().kind == Refusal::Kind::failed;
            ASSERT_FALSE(failed) << outcome.error().detail;
            repeat(group[i], outcome);
        }
    }

    Request request(Wished wished) {
        Request request;
        request.stream = std::move(wished.stream);
        request.command = std::move(wished.command);
        request.id = command_id_from("history " + std::to_string(++requests_));
        request.actor = "test";
        return request;
    }

    void execute(Wished wished) {
        const Request wish = request(std::move(wished));
        const Outcome outcome = engine_->execute_one(wish);
        ASSERT_TRUE(outcome.has_value()) << outcome.error().detail;
        repeat(wish, outcome);
    }

    // Now and then a wish is asked again: it is known, and the log does not change.
    void repeat(const Request& wish, const Outcome& outcome) {
        if (outcome && outcome->count > 0 && requests_ % 4 == 0) {
            const Outcome again = engine_->execute_one(wish);
            ASSERT_TRUE(again && again->repeated) << (again ? "done again" : again.error().detail);
            ASSERT_EQ(again->first, outcome->first);
        }
    }

    template <class T>
    static void expect(const Result<T>& result) {
        ASSERT_TRUE(result.has_value()) << result.error().detail;
    }

    Store& store_;
    HistorySettings settings_;
    Chance chance_;
    Chance endpoint_chance_;
    AnyWish wishes_;
    ManualClock clock_;
    RecordingSender sender_;
    std::unique_ptr<Engine> engine_;
    std::unique_ptr<Scheduler> scheduler_;
    std::uint64_t requests_ = 0;
    std::uint32_t version_ = 1;
    bool held_ = false;  // the outbox
};

// The types of events in a log, to be held against event_list.
inline std::set<EventType> types_in(const Store& store) {
    std::set<EventType> types;
    EXPECT_TRUE(store.read({1}, [&](const Record& record) {
        types.insert(record.envelope.type);
        return true;
    }));
    return types;
}

// Every type of the closed list that is not among `types`, by name.
inline std::vector<std::string> types_missing(const std::set<EventType>& types) {
    std::vector<std::string> missing;
    for_each_event([&](const auto& entry) {
        if (!types.contains(entry.type)) {
            missing.emplace_back(entry.name);
        }
    });
    return missing;
}

}  // namespace dunghan::testing
