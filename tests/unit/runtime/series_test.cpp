// The monthly report of thirty-nine agencies, from its opening to its count.
#include <algorithm>
#include <gtest/gtest.h>

#include "engine/audit/series_at.h"
#include "engine/series/status.h"
#include "engine/task/judge.h"

#include "tests/support/province.h"

namespace dunghan::testing {
namespace {

using series::Filing;
using series::Status;
using task::Progress;

constexpr const char* november = "2026-11";

Status status_of(const Province& world, const std::string& period, Instant now) {
    const auto known = audit::series_known(world.store, "monthly-report", end_of_time);
    EXPECT_TRUE(known && *known);
    const PeriodOpened* opened = (*known)->find(period);
    EXPECT_NE(opened, nullptr);
    const auto filings = audit::filings_at(world.store, **known, *opened, {now, now});
    EXPECT_TRUE(filings) << (filings ? "" : filings.error().detail);
    return series::series_status(filings.value_or(std::vector<Filing>{}), now);
}

std::vector<std::string> codes(const std::vector<Filing>& filings) {
    std::vector<std::string> all;
    for (const Filing& filing : filings) {
        all.push_back(filing.code);
    }
    return all;
}

// What a reader of verdicts would list, in the order of the codes.
std::vector<std::string> overdue_at(Province& world, Instant now) {
    std::vector<std::string> late;
    for (int i = 1; i <= agencies; ++i) {
        const task::State& state = world.report_of(november, i);
        if (task::judge(state, now, Zone{}).verdict == task::Verdict::overdue) {
            late.push_back(state.code);
        }
    }
    return late;
}

TEST(MonthlyReport, OpensForEveryMemberAtTheBeginningOfItsFirstDay) {
    Province world;
    // Not a moment before
    EXPECT_EQ(world.run_at("2026-10-14T23:59:59.999").next, at("2026-10-15T00:00"));
    EXPECT_EQ(world.assigned(november), 0);
    const TickReport report = world.run_at("2026-10-15T00:00");
    EXPECT_EQ(world.assigned(november), agencies);
    EXPECT_EQ(report.assigned, 39U);
    EXPECT_EQ(report.opened, 1U);
    const task::State& first = world.report_of(november, 1);
    EXPECT_EQ(first.assigned_at, at("2026-10-15T00:00"));
    EXPECT_EQ(first.description.value.title, "Báo cáo chuyển đổi số tháng 11/2026");
    EXPECT_EQ(first.description.value.section, november);
    ASSERT_EQ(first.milestones.value.size(), 1U);
    // Two working days after Saturday 14/11: Tuesday 17/11, 24:00
    EXPECT_EQ(first.milestones.value[0].due_before, at("2026-11-18T00:00"));
    EXPECT_EQ(first.milestones.value[0].raw, "17/11/2026");
}

TEST(MonthlyReport, OpensOnceHoweverOftenItIsTried) {
    Province world;
    world.run_at("2026-10-15T00:00");
    const Position head = world.store.head();
    world.run_at("2026-10-15T00:00");
    world.restart();
    world.run_at("2026-10-15T00:01");
    EXPECT_TRUE(world.wish({"series/monthly-report"}, PublishSeries{report_series()}));
    world.run_at("2026-11-14T23:59:59.999");
    std::size_t assigned = 0;
    ASSERT_TRUE(world.store.read({head.value + 1}, [&](const Record& record) {
        assigned += record.envelope.type == EventType::task_assigned ? 1U : 0U;
        return true;
    }));
    EXPECT_EQ(assigned, 0U);
    // The next one does
    world.run_at("2026-11-15T00:00");
    EXPECT_EQ(world.assigned("2026-12"), agencies);
}

// A process that died between the tasks and the word that all are there.
TEST(MonthlyReport, IsCompletedByTheNextTickWhereAnEarlierOneWasCutOff) {
    Province world;
    world.clock.set("2026-10-15T00:00");
    task::Assigned some;
    some.kind = task::Kind::report;
    some.code = report_code(november, 5);
    some.description.title = "Báo cáo chuyển đổi số tháng 11/2026";
    some.description.holders = {{PartyKind::agency, agency_id(5)}};
    ASSERT_TRUE(world.wish(
        task::stream_of(task::Kind::report, some.code), task::Command{task::Assign{some}}
    ));
    const TickReport report = world.run_at("2026-10-15T00:00");
    EXPECT_EQ(report.assigned, 38U);
    EXPECT_EQ(report.opened, 1U);
    EXPECT_EQ(world.assigned(november), agencies);
}

TEST(MonthlyReport, IsMissedByExactlyThoseWhoHaveNotFiledWhenItsTermEnds) {
    Province world;
    world.run_at("2026-10-15T00:00");
    // In the middle of the period agency 7 is merged into agency 8
    DirectoryPublished merged = province_directory();
    merged.version = 3;
    Agency& gone = merged.agencies[3 + 7];
    ASSERT_EQ(gone.id, agency_id(7));
    gone.until = "2026-10-31";
    gone.successor = agency_id(8);
    world.clock.set("2026-10-30T09:00");
    world.publish({"directory"}, PublishDirectory{merged});

    // All but 5, 7, 12 and 20 file; 30 only submits, and 31 is sent back
    world.clock.set("2026-11-17T23:30");
    for (int i = 1; i <= agencies; ++i) {
        if (i != 5 && i != 7 && i != 12 && i != 20) {
            const auto progress = i == 30 ? Progress::submitted : Progress::completed;
            ASSERT_TRUE(world.file(november, i, progress, "2026-11-16T10:00"));
        }
    }
    ASSERT_TRUE(world.file(november, 31, Progress::in_progress, "2026-11-17T09:00"));

    const std::vector<std::string> missing{
        report_code(november, 5),
        report_code(november, 7),
        report_code(november, 12),
        report_code(november, 20),
        report_code(november, 31)};
    // To the last moment nobody is late
    const Instant due = at("2026-11-18T00:00");
    EXPECT_EQ(overdue_at(world, plus_ms(due, -1)), std::vector<std::string>{});
    EXPECT_EQ(codes(status_of(world, november, plus_ms(due, -1)).awaited), missing);
    // And then exactly those are; what waits to be confirmed is with somebody else
    world.clock.set(due);
    const Status status = status_of(world, november, due);
    EXPECT_EQ(codes(status.missing), missing);
    EXPECT_EQ(status.filed(), 34U);
    EXPECT_EQ(status.all(), 39U);
    EXPECT_TRUE(status.late.empty());
    std::vector<std::string> late = overdue_at(world, due);
    std::erase(late, report_code(november, 30));
    EXPECT_EQ(late, missing);

    // The merged agency's duty stays under its own id; its successor answers for it
    EXPECT_EQ(status.missing[1].member, agency_id(7));
    world.run_at("2026-11-18T08:00");
    const auto told =
        std::ranges::find(world.sender.sent, agency_id(8), &reminder::DigestIssued::recipient);
    ASSERT_NE(told, world.sender.sent.end());
    ASSERT_EQ(told->items.size(), 1U);
    EXPECT_EQ(told->items[0].code, report_code(november, 7));
    EXPECT_EQ(told->items[0].holder, "Cơ quan 7 (nay là Cơ quan 8)");
}

// "By e-Office while the system was down": entered on 20/11 as of 16/11.
TEST(MonthlyReport, CountsASubmissionFromWhenItWasSentAndShowsWhenItWasRecorded) {
    Province world;
    world.run_at("2026-10-15T00:00");
    world.clock.set("2026-11-18T00:00");
    EXPECT_EQ(status_of(world, november, world.clock.now()).missing.size(), 39U);
    world.clock.set("2026-11-20T09:15");
    ASSERT_TRUE(world.file(november, 20, Progress::completed, "2026-11-16T16:40", "cb-003"));
    ASSERT_TRUE(world.file(november, 21, Progress::completed, "2026-11-18T00:00", "cb-003"));
    const Status status = status_of(world, november, at("2026-11-20T10:00"));
    ASSERT_EQ(status.on_time.size(), 1U);
    const Filing& filing = status.on_time[0];
    EXPECT_EQ(filing.code, report_code(november, 20));
    EXPECT_EQ(filing.filed_at, at("2026-11-16T16:40"));
    EXPECT_EQ(filing.recorded_at, at("2026-11-20T09:15"));
    EXPECT_EQ(filing.recorded_by, "cb-003");
    EXPECT_EQ(codes(status.late), std::vector<std::string>{report_code(november, 21)});
    EXPECT_EQ(status.filed(), 2U);
    // And the verdict says the same
    const task::Judgement judgement =
        task::judge(world.report_of(november, 20), at("2026-11-20T10:00"), Zone{});
    EXPECT_EQ(judgement.verdict, task::Verdict::completed);
    // What was known on 19/11 stays what it was
    EXPECT_EQ(status_of(world, november, at("2026-11-19T09:00")).missing.size(), 39U);
}

TEST(MonthlyReport, MakesUpForPeriodsThatPassedWhileNobodyRan) {
    Province world;
    world.restart();
    const TickReport report = world.run_at("2027-01-20T09:00");
    EXPECT_EQ(report.opened, 4U);
    EXPECT_EQ(report.assigned, 4U * 39U);
    ASSERT_TRUE(report.next);
    EXPECT_LE(*report.next, at("2027-02-15T00:00"));  // the next period, or a mail before
    const task::State& late = world.report_of("2026-12", 3);
    EXPECT_EQ(late.assigned_at, at("2026-11-15T00:00"));
    EXPECT_EQ(late.last_recorded, at("2027-01-20T09:00"));
}

TEST(MonthlyReport, StopsAtAPersonsDeskWithoutMembersAndGoesOnWhenTheyAreKnown) {
    Province world;
    DirectoryPublished nobody = province_directory();
    nobody.version = 3;
    for (Member& member : nobody.groups.back().members) {
        member.until = "2026-10-14";
    }
    world.publish({"directory"}, PublishDirectory{nobody});
    const TickReport report = world.run_at("2026-10-15T00:00");
    EXPECT_EQ(report.opened, 0U);
    ASSERT_EQ(report.next, std::nullopt);
    EXPECT_EQ(world.assigned(november), 0);
    const auto known = audit::series_known(world.store, "monthly-report", end_of_time);
    ASSERT_TRUE(known && *known && (*known)->stopped);
    EXPECT_EQ((*known)->stopped->code, "group_without_members");
    EXPECT_EQ((*known)->stopped->period, november);
    // It does not try for ever
    const Position head = world.store.head();
    world.run_at("2026-10-20T09:00");
    EXPECT_EQ(world.store.head(), head);
    // Somebody says who they are, late: the period opens as of its first day
    DirectoryPublished found = province_directory();
    found.version = 4;
    world.publish({"directory"}, PublishDirectory{found});
    EXPECT_EQ(world.run_at("2026-10-20T09:01").opened, 1U);
    EXPECT_EQ(world.assigned(november), agencies);
    EXPECT_EQ(world.report_of(november, 1).assigned_at, at("2026-10-15T00:00"));
}

TEST(MonthlyReport, StopsWhereNoCalendarCountsItsTerm) {
    Province world;
    DirectoryPublished without = province_directory();
    without.version = 3;
    without.agencies.back().calendar = "khanh-hoa";
    world.publish({"directory"}, PublishDirectory{without});
    world.clock.set("2026-10-15T00:00");
    const auto report = world.scheduler->tick();
    ASSERT_TRUE(report);
    ASSERT_EQ(report->troubles.size(), 1U);
    EXPECT_EQ(
        report->troubles[0],
        "series/monthly-report, kỳ 2026-11 chưa mở được: Expected a calendar to count 'Gửi báo "
        "cáo' with, but none is published"
    );
    world.publish({"calendar/khanh-hoa"}, PublishCalendar{khanh_hoa()});
    EXPECT_EQ(world.run_at("2026-10-15T00:01").opened, 1U);
}

TEST(Series, OfMoreMembersThanOneBatchOpensInSeveral) {
    Province world;
    DirectoryPublished many = province_directory();
    many.version = 3;
    for (int i = 0; i < 1'500; ++i) {
        const std::string id = "xa-" + std::to_string(i);
        many.agencies.push_back({.id = id, .name = "Xã", .aliases = {}, .calendar = "vn"});
        many.groups.back().members.push_back({id});
    }
    world.publish({"directory"}, PublishDirectory{many});
    world.clock.set("2026-10-15T00:00");
    const auto first = world.scheduler->tick();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->assigned, 512U);
    EXPECT_EQ(first->opened, 0U);
    EXPECT_EQ(first->next, world.clock.now());
    world.restart();
    const TickReport rest = world.run_at("2026-10-15T00:00");
    EXPECT_EQ(rest.assigned, 1'500U + 39U - 512U);
    EXPECT_EQ(rest.opened, 1U);
}

TEST(Series, IsRefusedWithTheReasonAndWithoutATrace) {
    Province world;
    const Position head = world.store.head();
    SeriesPublished series = report_series();
    series.version = 2;
    series.each_of = "khong-co";
    const auto refused = world.wish({"series/monthly-report"}, PublishSeries{series});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "bad_series");
    EXPECT_EQ(
        refused.error().detail,
        "Expected each_of to be a group of the directory, but got 'khong-co'; nothing was published"
    );
    series = report_series();
    series.title = "Khác";
    EXPECT_EQ(
        world.wish({"series/monthly-report"}, PublishSeries{series}).error().code, "version_taken"
    );
    EXPECT_EQ(
        world.wish({"series/other"}, PublishSeries{report_series()}).error().code, "bad_stream"
    );
    EXPECT_EQ(world.store.head(), head);
}

}  // namespace
}  // namespace dunghan::testing
