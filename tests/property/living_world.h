// A province that lives for some weeks, differently each time.
#pragma once

#include <algorithm>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include "tests/support/small_definition.h"
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

inline Party any_agency() {
    return {PartyKind::agency, any_of(agencies)};
}

inline std::string any_day_after(Instant now) {
    return to_iso(date_at(plus_days(now, *rc::gen::inRange(0, 12)), Zone{}));
}

// Of a definition whose policy is the statutory one; now and then below another task.
inline task::Command any_course() {
    switch (*rc::gen::inRange(0, 4)) {
        case 0: return task::SuspendClock{{"chờ", ""}};
        case 1: return task::ResumeClock{{"xong", ""}};
        default:
            return task::Bind{{"dossier", 0, "", any_of({"", "task/1.1", "task/1.2"}), "", ""}};
    }
}

inline task::Command any_command(Instant now) {
    switch (*rc::gen::inRange(0, 15)) {
        case 0: {
            task::Assigned content;
            content.code = "1.1";
            content.description.title = any_of(deadlines);
            content.description.holders = {any_agency()};
            if (*rc::gen::inRange(0, 3) == 0) {
                content.description.holders.push_back(any_agency());
            }
            content.milestones = parse_deadlines(any_of(deadlines), {});
            return task::Assign{content};
        }
        case 1: return task::SetDeadline{{parse_deadlines(any_of(deadlines), {}), "vì", ""}};
        case 2: return task::Rate{{any_of({"HT", "ĐTH-T"}), "x", "", ""}};
        case 3: return task::WaitOn{{any_agency(), ""}};
        case 4: return task::MeetMilestone{{0, ""}};
        case 5: return task::GrantExtension{{0, "Tháng 1/2023", at("2023-02-01"), "1/QĐ", ""}};
        case 6: return task::RequestExtension{{0, any_of({"năm 2023", "năm 2024"}), ""}};
        case 7: return task::Cancel{{"gộp", ""}};
        case 8:
        case 9: return any_course();
        case 10:
        case 11: return task::Acknowledge{{any_of(agencies), any_day_after(now), {}, ""}};
        case 12: return task::Acknowledge{{any_of(agencies), "", {}, ""}};
        case 13: return task::Silence{{at(any_day_after(now)), any_of({"bão", "hội nghị"})}};
        default:
            return task::ReportProgress{
                {static_cast<task::Progress>(*rc::gen::inRange(1, 5)),
                 "",
                 any_of(agencies),
                 false}};
    }
}

// A calendar in which some days of these weeks are off and some Saturdays worked.
inline CalendarPublished any_calendar_of_2022(std::uint32_t version) {
    CalendarPublished calendar = small_calendar(version);
    for (const char* day : {"2022-10-29", "2022-11-12", "2022-12-03"}) {
        if (*rc::gen::arbitrary<bool>()) {
            calendar.days.push_back({day, DayKind::worked, "làm bù", "TB"});
        }
    }
    for (const char* day : {"2022-10-28", "2022-11-03", "2022-11-21", "2022-11-22"}) {
        if (*rc::gen::arbitrary<bool>()) {
            calendar.days.push_back({day, DayKind::holiday, "nghỉ", "TB"});
        }
    }
    std::ranges::sort(calendar.days, {}, &CalendarDay::date);
    return calendar;
}

inline Policy any_policy(std::uint32_t version) {
    Policy policy = default_policy();
    policy.version = version;
    policy.rungs[3].offset = *rc::gen::inRange(1, 20);
    return policy;
}

inline Policy any_statutory_policy(std::uint32_t version) {
    Policy policy = statutory_policy();
    policy.version = version;
    policy.slot.at_minute = 7 * 60 + *rc::gen::inRange(0, 3) * 30;
    for (RungRule& rung : policy.rungs) {
        rung.everyone = *rc::gen::arbitrary<bool>();
        rung.offset = *rc::gen::inRange(-5, 6);
        rung.unit =
            *rc::gen::element(RungUnit::days, RungUnit::working_days, RungUnit::working_hours);
    }
    policy.rungs.back().max = *rc::gen::inRange(0, 4);
    return policy;
}

inline DirectoryPublished any_directory(std::uint32_t version) {
    DirectoryPublished directory = small_directory();
    directory.version = version;
    if (*rc::gen::arbitrary<bool>()) {
        directory.agencies[1].head_email = "gd@khanhhoa.example";
        directory.committee = {"Ban Chỉ đạo", "bcd@khanhhoa.example"};
    }
    if (*rc::gen::arbitrary<bool>()) {
        directory.delegations = {{"so-noi-vu", "so-du-lich", "2022-11-01", "2022-11-20", ""}};
    }
    return directory;
}

// One version each of what is published, higher than all before.
inline void publish_any(World& world, std::uint32_t version) {
    switch (*rc::gen::inRange(0, 4)) {
        case 0: (void)world.wish({"policy"}, PublishPolicy{any_policy(version)}); break;
        case 1:
            (void)world.wish({"policy/statutory"}, PublishPolicy{any_statutory_policy(version)});
            break;
        case 2:
            (void)world.wish({"calendar/vn"}, PublishCalendar{any_calendar_of_2022(version)});
            break;
        default: (void)world.wish({"directory"}, PublishDirectory{any_directory(version)});
    }
}

// Wishes, back-dated ones too, ticks, restarts, new rules.
inline void live(World& world) {
    const int steps = *rc::gen::inRange(1, 60);
    Instant now = at("2022-10-24T07:00");
    Definition definition = small_definition();
    definition.policy = "statutory";
    (void)world.wish({"calendar/vn"}, PublishCalendar{any_calendar_of_2022(1)});
    (void)world.wish({"definition/dossier"}, PublishDefinition{definition});
    for (int step = 0; step < steps; ++step) {
        now = plus_ms(now, *rc::gen::inRange(0, 36 * 60) * ms_per_minute);
        world.clock.set(now);
        switch (*rc::gen::inRange(0, 10)) {
            case 0: world.restart(); break;
            case 3: publish_any(world, static_cast<std::uint32_t>(step + 2)); break;
            case 1:
            case 2: world.run_at(to_rfc3339(now)); break;
            default: {
                const std::string code = "1." + std::to_string(*rc::gen::inRange(1, 6));
                auto command = any_command(now);
                if (auto* assign = std::get_if<task::Assign>(&command)) {
                    assign->content.code = code;
                }
                // Who acknowledges speaks of what was told just now
                const bool answers = std::holds_alternative<task::Acknowledge>(command);
                const auto back = answers ? 0 : *rc::gen::inRange(0, 200 * 24 * 60);
                world.sender.next_outcome = static_cast<SendOutcome>(*rc::gen::inRange(0, 4));
                (void)world.wish_of(code, command, plus_ms(now, -back * ms_per_minute));
            }
        }
    }
}

}  // namespace dunghan::testing
