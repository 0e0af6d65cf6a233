// A small dossier: submitted within 10 working days, appraised within 5, deemed approved after 15
// calendar days of silence; may be returned once for a supplement, while its clock stands still.
#pragma once

#include "engine/calendar/working_time.h"
#include "engine/definition/definition.h"

namespace dunghan::testing {

inline CalendarPublished small_calendar(std::uint32_t version = 1) {
    CalendarPublished calendar;
    calendar.id = "vn";
    calendar.version = version;
    calendar.name = "Lịch làm việc";
    calendar.weekdays = 0b0011111;
    calendar.hours = {{450, 690}, {810, 1020}};
    calendar.days = {
        {"2026-08-22", DayKind::worked, "Làm bù", "TB 9441/TB-BNV"},
        {"2026-08-31", DayKind::day_off, "Nghỉ hoán đổi", "TB 9441/TB-BNV"},
        {"2026-09-01", DayKind::holiday, "Quốc khánh", "BLLĐ 112"},
        {"2026-09-02", DayKind::holiday, "Quốc khánh", "BLLĐ 112"},
        {"2026-11-24", DayKind::holiday, "Ngày Văn hóa Việt Nam", "NQ 28/2026/QH16"}};
    calendar.years = {{2026, "TB 9441/TB-BNV"}};
    return calendar;
}

inline Definition small_definition(std::uint32_t version = 1) {
    Definition definition;
    definition.id = "dossier";
    definition.version = version;
    definition.name = "Hồ sơ";
    definition.initial = "building";
    definition.calendar = "vn";
    definition.terms = {
        {"submit", "Gửi hồ sơ", {10, BudgetUnit::working_days}, Roll::next_working_day, "", "NĐ 1"},
        {"appraise",
         "Thẩm định",
         {5, BudgetUnit::working_days},
         Roll::next_working_day,
         "",
         "NĐ 2"}};
    StateRule building{
        "building", "Đang lập", StateProgress::in_progress, Role::holder, {}, false, {}};
    building.terms = {"submit"};
    StateRule appraising{
        "appraising", "Đang thẩm định", StateProgress::submitted, Role::appraiser, {}, false, {}};
    appraising.terms = {"appraise"};
    appraising.deemed = {{15, BudgetUnit::days}, Roll::none, "approve-by-silence", "NĐ 3"};
    definition.states = {
        building,
        appraising,
        {"supplementing", "Đang bổ sung", StateProgress::in_progress, Role::holder, {}, true, {}},
        {"approved", "Đã phê duyệt", StateProgress::completed, Role::holder, {}, false, {}},
        {"withdrawn", "Đã rút", StateProgress::cancelled, Role::holder, {}, false, {}}};
    const auto transition = [](const char* id, std::vector<std::string> from, const char* to) {
        TransitionRule rule;
        rule.id = id;
        rule.name = id;
        rule.from = std::move(from);
        rule.to = to;
        return rule;
    };
    TransitionRule submit = transition("submit", {"building"}, "appraising");
    submit.by = {Role::holder};
    submit.next_holder = true;
    submit.meets = {"submit"};
    TransitionRule approve = transition("approve", {"appraising"}, "approved");
    approve.by = {Role::appraiser};
    approve.evidence = true;
    approve.meets = {"appraise"};
    TransitionRule silence = transition("approve-by-silence", {"appraising"}, "approved");
    silence.by = {Role::system};
    silence.meets = {"appraise"};
    TransitionRule send_back = transition("return", {"appraising"}, "supplementing");
    send_back.reason = true;
    TransitionRule resubmit = transition("resubmit", {"supplementing"}, "appraising");
    resubmit.next_holder = true;
    TransitionRule withdraw = transition("withdraw", {"building", "appraising"}, "withdrawn");
    withdraw.reason = true;
    withdraw.basis = true;
    definition.transitions = {submit, approve, silence, send_back, resubmit, withdraw};
    definition.extension = {1, true};
    return definition;
}

}  // namespace dunghan::testing
