// A province that lives for some weeks, differently each time.
#pragma once

#include <rapidcheck.h>
#include <string>
#include <vector>

#include "tests/support/world.h"

namespace dunghan::testing {

inline const std::vector<std::string> deadlines{
    "Tháng 5/2022",
    "Tháng 11/2022",
    "Quý II/2021",
    "Năm 2022",
    "Từ tháng 7/2022",
    "Hàng năm",
    "khi có điều kiện",
    "- Lập: Tháng 9/2022. - Làm: Tháng 10/2022."};
inline const std::vector<std::string> agencies{"so-tttt", "so-du-lich", "so-noi-vu", "so-y-te"};

inline std::string any_of(const std::vector<std::string>& values) {
    return *rc::gen::elementOf(values);
}

inline task::Command any_command() {
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
                {static_cast<task::Progress>(*rc::gen::inRange(1, 5)),
                 "",
                 any_of(agencies),
                 false}};
    }
}

// Wishes, back-dated ones too, ticks, restarts.
inline void live(World& world) {
    const int steps = *rc::gen::inRange(1, 60);
    Instant now = at("2022-10-24T07:00");
    for (int step = 0; step < steps; ++step) {
        now = plus_ms(now, *rc::gen::inRange(0, 36 * 60) * ms_per_minute);
        world.clock.set(now);
        switch (*rc::gen::inRange(0, 10)) {
            case 0: world.restart(); break;
            case 3: {
                Policy policy = default_policy();
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

}  // namespace dunghan::testing
