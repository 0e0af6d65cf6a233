// Laws over whole histories: replay equals live, groups do not matter, repeats change nothing.
#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/audit/as_of.h"
#include "engine/audit/verify.h"
#include "engine/escalation/plan.h"
#include "engine/task/evolve.h"

#include "tests/support/world.h"

namespace dunghan {
namespace {

using task::Progress;
using testing::at;
using testing::World;

const std::vector<std::string> deadlines{
    "Tháng 5/2022",
    "Tháng 11/2022",
    "Quý II/2021",
    "Năm 2022",
    "Từ tháng 7/2022",
    "Hàng năm",
    "khi có điều kiện",
    "- Lập: Tháng 9/2022. - Làm: Tháng 10/2022."};
const std::vector<std::string> agencies{"so-tttt", "so-du-lich", "so-noi-vu", "so-y-te"};

std::string any_of(const std::vector<std::string>& values) {
    return *rc::gen::elementOf(values);
}

task::Command any_command() {
    switch (*rc::gen::inRange(0, 9)) {
        case 0: {
            task::Assigned content;
            content.code = "1.1";
            content.description.title = any_of(deadlines);
            content.description.holders = {{PartyKind::agency, any_of(agencies)}};
            content.milestones = parse_deadlines(any_of(deadlines), {});
            return task::Assign{content};
        }
        case 1: return task::SetDeadline{{parse_deadlines(any_of(deadlines), {}), "vì", ""}};
        case 2: return task::Rate{{any_of({"HT", "ĐTH-T"}), "x", "", ""}};
        case 3: return task::WaitOn{{Party{PartyKind::agency, any_of(agencies)}, ""}};
        case 4: return task::MeetMilestone{{0, ""}};
        case 5: return task::GrantExtension{{0, "Tháng 1/2023", at("2023-02-01"), "1/QĐ", ""}};
        case 6: return task::RequestExtension{{0, any_of({"năm 2023", "năm 2024"}), ""}};
        case 7: return task::Cancel{{"gộp", ""}};
        default:
            return task::ReportProgress{
                {static_cast<Progress>(*rc::gen::inRange(1, 5)), "", any_of(agencies), false}};
    }
}

// A province that lives for some weeks: wishes, back-dated ones too, ticks, restarts.
void live(World& world) {
    const int steps = *rc::gen::inRange(1, 60);
    Instant now = at("2022-10-24T07:00");
    for (int step = 0; step < steps; ++step) {
        now = plus_ms(now, *rc::gen::inRange(0, 36 * 60) * ms_per_minute);
        world.clock.set(now);
        switch (*rc::gen::inRange(0, 10)) {
            case 0: world.restart(); break;
            case 3: {
                Policy policy = testing::default_policy();
                policy.version = static_cast<std::uint32_t>(step + 2);
                policy.rungs[3].offset_days = *rc::gen::inRange(1, 20);
                (void)world.wish({"policy"}, PublishPolicy{policy});
                break;
            }
            case 1:
            case 2: world.run_at(to_rfc3339(now)); break;
            default: {
                const std::string code = "1." + std::to_string(*rc::gen::inRange(1, 6));
                auto command = any_command();
                if (auto* assign = std::get_if<task::Assign>(&command)) {
                    assign->content.code = code;
                }
                const auto back = *rc::gen::inRange(0, 200 * 24 * 60);
                world.sender.next_outcome = static_cast<SendOutcome>(*rc::gen::inRange(0, 4));
                (void)world.wish_of(code, command, plus_ms(now, -back * ms_per_minute));
            }
        }
    }
}

RC_GTEST_PROP(Replay, EqualsLiveOctetForOctet, ()) {
    World world("2022-10-24T07:00");
    live(world);
    MemoryStore scratch;
    const auto verification = audit::verify_views(world.store, scratch, [](Position) {});
    RC_ASSERT(verification.has_value());
    RC_ASSERT(!verification->first.has_value());
}

RC_GTEST_PROP(Replay, FoldsATaskTheSameInAnyOrder, ()) {
    World world("2022-10-24T07:00");
    live(world);
    std::vector<std::pair<Envelope, task::Event>> history;
    RC_ASSERT(world.store.read_stream({"task/1.1"}, [&](const Record& record) {
        const auto event = decode_payload(record.envelope.type, 1, record.payload);
        history.emplace_back(record.envelope, std::get<task::Event>(*event));
        return true;
    }));
    const auto fold = [&] {
        task::State state;
        for (const auto& [envelope, event] : history) {
            task::evolve(state, envelope, event);
        }
        return state;
    };
    const task::State in_order = fold();
    std::reverse(history.begin(), history.end());
    RC_ASSERT(fold() == in_order);
}

RC_GTEST_PROP(Replay, TellsEveryReminderOnceAndLosesNone, ()) {
    World world("2022-10-24T07:00");
    live(world);
    world.sender.next_outcome = SendOutcome::sent;
    world.run_at("2022-12-30T08:00");
    std::size_t rows = 0;
    RC_ASSERT(world.store.scan(View::pending, {}, {}, [&](auto, auto) {
        ++rows;
        return true;
    }));
    RC_ASSERT(rows == 0U);
    // Nothing that was reached by the last slot is left to be told
    RC_ASSERT(audit::visit_tasks(
        world.store,
        TimeQuery{end_of_time, end_of_time},
        [&](const StreamId&, const task::State& state) {
            const auto next = escalation::next_rung(state, *world.engine->views().policy());
            RC_ASSERT(!next || *next > at("2022-12-29T08:00"));
            return true;
        }
    ));
    std::set<std::string> told;
    RC_ASSERT(world.store.read({1}, [&](const Record& record) {
        if (record.envelope.type != EventType::digest_issued) {
            return true;
        }
        const auto event = decode_payload(record.envelope.type, 1, record.payload);
        const auto& digest = std::get<reminder::DigestIssued>(std::get<reminder::Event>(*event));
        for (const auto& item : digest.items) {
            RC_ASSERT(told.insert(digest.recipient + item.key).second);
        }
        return true;
    }));
}

RC_GTEST_PROP(Replay, AsOfTheEndIsThePresent, ()) {
    World world("2022-10-24T07:00");
    live(world);
    const TimeQuery now{end_of_time, end_of_time};
    RC_ASSERT(audit::visit_tasks(world.store, now, [&](const StreamId& stream, const auto& state) {
        const auto folded = audit::task_at(world.store, stream, now);
        RC_ASSERT(folded.has_value() && *folded == state);
        return true;
    }));
}

}  // namespace
}  // namespace dunghan
