// A year of the province on a virtual clock: every day is as it was foreseen on the evening before,
// whatever changed in between, and at the end the log alone gives every view again.
#include <chrono>
#include <cstdio>
#include <gtest/gtest.h>
#include <set>

#include "engine/audit/verify.h"

#include "tests/long/living_year.h"
#include "tests/support/foreseen.h"

namespace dunghan::testing {
namespace {

const Instant first_day = at("2026-10-13");
constexpr int days_of_the_year = 365;

struct Sum {
    int slots = 0;  // days on which anybody was told anything
    std::size_t reminders = 0;
    std::size_t mails = 0;
};

Sum live_through(LivingYear& world) {
    Happened happened(world);
    Sum sum;
    for (int day = 0; day < days_of_the_year; ++day) {
        const Instant evening = plus_ms(plus_days(first_day, day), (17 * 60 + 30) * ms_per_minute);
        world.clock.set(evening);
        world.work(to_iso(date_at(evening, Zone{})));
        (void)happened.take();
        const auto minute = static_cast<std::int64_t>(8 * 60 + world.chance().below(9 * 60));
        const Instant next = plus_ms(plus_days(first_day, day + 1), minute * ms_per_minute);
        const Told told = expect_as_foreseen(foresee(world, 2), world, happened, next);
        sum.slots += told == Told{} ? 0 : 1;
        sum.reminders += told.reminders.size();
        sum.mails += told.mails.size();
    }
    world.chronicle.read_on(world.store);
    return sum;
}

// Whoever was told of a task by a rung from that slot on; of any milestone, or of that one.
std::set<std::string> told_of(
    const Chronicle& chronicle, const StreamId& task, Instant from, std::int32_t milestone = -1
) {
    std::set<std::string> told;
    for (const auto& [stream, reminder] : chronicle.reminded) {
        for (const task::RungReached& rung : reminder.reached) {
            if (stream == task && reminder.slot >= from &&
                (milestone < 0 || rung.milestone == milestone)) {
                told.insert(rung.recipients.begin(), rung.recipients.end());
            }
        }
    }
    return told;
}

const task::TermStarted& first_term_of(const Chronicle& chronicle, const StreamId& task) {
    static const task::TermStarted none;
    for (const auto& [stream, term] : chronicle.started) {
        if (stream == task) {
            return term;
        }
    }
    ADD_FAILURE() << "no term of " << task.value;
    return none;
}

Happenings<task::TermMoved> moved_by(const Chronicle& chronicle, task::MoveCause cause) {
    Happenings<task::TermMoved> moved;
    for (const auto& each : chronicle.moved) {
        if (each.second.cause == cause) {
            moved.push_back(each);
        }
    }
    return moved;
}

constexpr auto term = static_cast<std::int32_t>(task::first_term);

void expect_everything_was_assigned(const Chronicle& chronicle) {
    std::map<task::Kind, int> count;
    std::map<std::string, int> of_period;
    for (const auto& [stream, content] : chronicle.assigned) {
        ++count[content.kind];
        if (content.kind == task::Kind::report) {
            ++of_period[stream.value.substr(0, std::string("report/bc-2026-11").size())];
        }
    }
    EXPECT_EQ(count[task::Kind::plan_task], 60 + 1) << "the plan and the request";
    EXPECT_EQ(count[task::Kind::dossier], 11);
    EXPECT_EQ(count[task::Kind::report], 360);
    EXPECT_EQ(of_period.size(), 12U);
    for (const auto& [period, reports] : of_period) {
        EXPECT_EQ(reports, 30) << period;
    }
}

void expect_successor_was_told(const Chronicle& chronicle) {
    EXPECT_EQ(
        told_of(chronicle, report_of_merged, at("2027-04-01")), std::set<std::string>{successor}
    );
    EXPECT_FALSE(told_of(chronicle, {"report/bc-2027-05-" + successor}, first_day).contains(merged)
    );
    int reports = 0;
    for (const auto& [stream, content] : chronicle.assigned) {
        reports += stream.value.ends_with(successor) ? 1 : 0;
    }
    EXPECT_EQ(reports, 6) << "of the periods 2027-05 to 2027-10";
}

// The reports of March are due a day later, and the log says by which calendar.
void expect_calendar_moved_terms(const Chronicle& chronicle) {
    std::set<std::string> reports;
    for (const auto& [stream, moved] : moved_by(chronicle, task::MoveCause::calendar)) {
        EXPECT_NE(moved.reckoning.calendar.find("vn/2"), std::string::npos) << stream.value;
        EXPECT_EQ(moved.reason, "vn/2");
        if (stream.value.starts_with("report/bc-2027-03-")) {
            reports.insert(stream.value);
            EXPECT_EQ(moved.reckoning.due_before, at("2027-03-18")) << stream.value;
            EXPECT_EQ(first_term_of(chronicle, stream).reckoning.due_before, at("2027-03-17"));
        }
    }
    EXPECT_EQ(reports.size(), 30U) << "nobody had filed yet";
}

void expect_new_budget_where_it_counts(const Chronicle& chronicle) {
    const auto migrated = moved_by(chronicle, task::MoveCause::migrated);
    ASSERT_EQ(migrated.size(), 1U);
    EXPECT_EQ(migrated[0].first, report_to_migrate);
    EXPECT_EQ(migrated[0].second.rule.budget.amount, 3);
    EXPECT_EQ(migrated[0].second.reckoning.due_before, at("2027-06-18"));
    const auto budget = [&](const std::string& code) {
        return first_term_of(chronicle, {"report/bc-" + code}).rule.budget.amount;
    };
    EXPECT_EQ(budget("2027-06-so-y-te"), 2) << "opened before";
    EXPECT_EQ(budget("2027-07-so-y-te"), 3);
}

void expect_dossiers_were_escalated(const Chronicle& chronicle) {
    for (const auto& [stream, content] : chronicle.assigned) {
        if (content.kind == task::Kind::dossier) {
            EXPECT_TRUE(told_of(chronicle, stream, first_day, term).contains("committee"))
                << stream.value;
        }
    }
    const auto told = told_of(chronicle, {"dossier/hs-so-noi-vu"}, first_day, term);
    EXPECT_TRUE(told.contains("so-noi-vu:head"));
}

// The request has five working days of its own; the task moves when it is granted, not before.
void expect_postponement(const Chronicle& chronicle) {
    EXPECT_EQ(first_term_of(chronicle, postponement).reckoning.due_before, at("2026-12-09"));
    EXPECT_FALSE(told_of(chronicle, postponement, at("2026-12-09"), term).empty());
    EXPECT_TRUE(told_of(chronicle, postponement, at("2026-12-22")).empty());
    std::set<Instant> anchors;
    for (const auto& [stream, reminder] : chronicle.reminded) {
        for (const task::RungReached& rung : reminder.reached) {
            if (stream == postponed_task && reminder.slot >= at("2026-12-22")) {
                anchors.insert(rung.anchor);
            }
        }
    }
    EXPECT_EQ(anchors, std::set<Instant>{at(postponed_until)});
}

std::uint64_t expect_rebuilt_equals(const Store& live) {
    MemoryStore scratch;
    const auto verified = audit::verify_views(live, scratch, [](Position) {});
    EXPECT_TRUE(verified) << (verified ? "" : verified.error().detail);
    EXPECT_EQ(verified->head, live.head());
    EXPECT_FALSE(verified->first) << audit::to_text(verified->first->view) << " "
                                  << verified->first->key;
    return verified->rows;
}

TEST(Year, OfTheProvinceIsAsForeseenEachDayAndReplaysToTheSameBytes) {
    const auto begun = std::chrono::steady_clock::now();
    LivingYear world(20261013);
    ASSERT_FALSE(HasFailure());

    const Sum sum = live_through(world);

    const Chronicle& chronicle = world.chronicle;
    EXPECT_GT(sum.reminders, 500U);
    EXPECT_GT(chronicle.acknowledged.size(), 20U);
    expect_everything_was_assigned(chronicle);
    expect_successor_was_told(chronicle);
    expect_calendar_moved_terms(chronicle);
    expect_new_budget_where_it_counts(chronicle);
    expect_dossiers_were_escalated(chronicle);
    expect_postponement(chronicle);
    const std::uint64_t rows = expect_rebuilt_equals(world.store);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::printf(
        "%d days (%d with mail), %llu events, %zu reminders, %zu mails, %zu answers, %zu terms "
        "moved, %llu rows rebuilt: equal; %.1f s\n",
        days_of_the_year,
        sum.slots,
        static_cast<unsigned long long>(world.store.head().value),
        sum.reminders,
        sum.mails,
        chronicle.acknowledged.size(),
        chronicle.moved.size(),
        static_cast<unsigned long long>(rows),
        took.count()
    );
}

}  // namespace
}  // namespace dunghan::testing
