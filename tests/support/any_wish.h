// One wish after the other, as people, documents and the scheduler's neighbours make them: valid
// more often than not, so that histories grow, and now and then refused.
#pragma once

#include <array>
#include <string>

#include "engine/deadline/parse.h"
#include "engine/runtime/request.h"
#include "engine/task/stream.h"

#include "tests/support/chance.h"

namespace dunghan::testing {

inline constexpr std::array<std::string_view, 10> printed_deadlines{
    "Tháng 5/2022",
    "Tháng 11/2022",
    "Quý I/2023",
    "Năm 2022",
    "Từ tháng 7/2022",
    "Hàng năm",
    "khi có điều kiện",
    "20/10/2022",
    "trước ngày 15/12/2022",
    "- Lập: Tháng 9/2022. - Làm: Tháng 10/2022."};

class AnyWish {
 public:
    // Of `tasks` tasks, held by the agencies of small_directory().
    AnyWish(Chance& chance, std::size_t tasks) : chance_(chance), tasks_(tasks) {}

    // The stream it is for and the command.
    std::pair<StreamId, task::Command> next() {
        const std::size_t number = chance_.below(tasks_);
        const task::Kind kind = kinds[number % kinds.size()];
        const std::string code =
            std::to_string(number / 100 + 1) + "." + std::to_string(number % 100 + 1);
        return {task::stream_of(kind, code), command(kind, code)};
    }

 private:
    static constexpr std::array kinds{
        task::Kind::plan_task, task::Kind::plan_task, task::Kind::dossier, task::Kind::report};

    task::Command command(task::Kind kind, const std::string& code) {
        switch (chance_.below(24)) {
            case 16:
            case 17:
            case 20:
            case 21: return course();
            case 18: return acknowledge();
            case 19: return chance_.below(3) == 0 ? silence() : acknowledge();
            case 0:
            case 1: return task::Assign{{kind, code, description(), milestones()}};
            case 2: return task::Describe{description()};
            case 3: return task::SetDeadline{{milestones(), text("vì"), ""}};
            case 4: return task::MeetMilestone{{milestone(), text("xong")}};
            case 5: return task::AddEvidence{{"UBND tỉnh", text("QĐ"), "2022-08-05", ""}};
            case 6: return task::WaitOn{{waited_on(), text("chờ")}};
            case 7: return task::Rate{{rating(), "văn phòng", "", text("")}};
            case 8:
            case 9: return task::RequestExtension{{milestone(), until(), text("xin")}};
            case 10: return grant();
            case 11: return task::RefuseExtension{{milestone(), "", text("không")}};
            case 12:
                return chance_.below(8) == 0 ? task::Command(task::Cancel{{text("gộp"), ""}})
                                             : progress();
            default: return progress();
        }
    }

    // Its place on a definition, and its clock.
    task::Command course() {
        static constexpr std::array<std::string_view, 5> transitions{
            "submit", "approve", "return", "resubmit", "withdraw"};
        switch (chance_.below(12)) {
            case 0: return task::SuspendClock{{text("chờ"), ""}};
            case 1: return task::ResumeClock{{text("xong"), ""}};
            case 2:
                return task::RestartTerm{
                    static_cast<std::uint32_t>(task::first_term + chance_.below(2)),
                    text("lại"),
                    ""};
            case 3:
            case 4: return task::Migrate{{"dossier", 0, "", text("luật mới")}};
            case 5:
            case 6:
            case 7: return task::Bind{{"dossier", 0, "", parent(), "", ""}};
            default: {
                task::TakeTransition taken;
                taken.transition = chance_.one_of<std::string_view>(transitions);
                taken.reason = text("vì");
                taken.basis = text("CV");
                taken.evidence = task::Evidence{"UBND tỉnh", text("QĐ"), "2022-08-05", ""};
                taken.next_holder = party();
                return taken;
            }
        }
    }

    std::string parent() { return chance_.below(2) == 0 ? "task/1.1" : ""; }

    task::Command acknowledge() {
        const std::string promise = "2022-" + std::to_string(11 + chance_.below(2)) + "-" +
                                    std::to_string(10 + chance_.below(20));
        return task::Acknowledge{
            {chance_.below(2) == 0 ? "so-du-lich" : "so-noi-vu",
             chance_.below(2) == 0 ? promise : "",
             {},
             text("đã nhận")}};
    }

    task::Command silence() {
        const std::int64_t day = 1'666'569'600'000;  // 2022-10-24
        return task::Silence{
            {plus_days({day}, static_cast<std::int64_t>(chance_.below(60))), text("bão")}};
    }

    task::Command progress() {
        const auto at = static_cast<task::Progress>(1 + chance_.below(4));
        return task::ReportProgress{{at, "", text("Đang làm"), chance_.below(5) == 0}};
    }

    task::Command grant() {
        const auto month = 1 + chance_.below(12);
        const std::string printed = "Tháng " + std::to_string(month) + "/2023";
        return task::GrantExtension{
            {milestone(), printed, *parse_deadlines(printed, {}).front().due_before, "1/QĐ", ""}};
    }

    task::Description description() {
        task::Description description;
        description.title = text("Nhiệm vụ");
        description.holders = {party()};
        if (chance_.below(4) == 0) {
            description.holders.push_back(party());
        }
        return description;
    }

    Party party() {
        static const std::array<Party, 7> parties{
            Party{PartyKind::agency, "so-tttt"},
            Party{PartyKind::agency, "so-du-lich"},
            Party{PartyKind::agency, "so-du-lich"},
            Party{PartyKind::agency, "so-noi-vu"},
            Party{PartyKind::agency, "so-y-te"},
            Party{PartyKind::group, "cac-so"},
            Party{PartyKind::unresolved, "Ban chỉ đạo 138"}};
        return chance_.one_of<Party>(parties);
    }

    std::optional<Party> waited_on() {
        return chance_.below(2) == 0 ? std::optional(party()) : std::nullopt;
    }

    std::vector<Milestone> milestones() {
        return parse_deadlines(chance_.one_of<std::string_view>(printed_deadlines), {});
    }

    std::uint32_t milestone() { return static_cast<std::uint32_t>(chance_.below(8) / 7); }

    std::string rating() {
        static constexpr std::array<std::string_view, 5> ratings{
            "HT", "ĐTH-Đ", "ĐTH-T", "CTH-T", "missing"};
        return std::string(chance_.one_of<std::string_view>(ratings));
    }

    std::string until() { return "năm " + std::to_string(2023 + chance_.below(3)); }

    std::string text(const std::string& begin) {
        return begin + " " + std::to_string(chance_.below(1000));
    }

    Chance& chance_;
    std::size_t tasks_;
};

}  // namespace dunghan::testing
