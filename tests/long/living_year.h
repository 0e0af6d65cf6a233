// A year of the whole province on the files that are shipped: the plan, the dossiers, and thirty
// agencies that report every month; rules change while it runs.
#pragma once

#include <algorithm>

#include "engine/runtime/import.h"
#include "engine/runtime/publish.h"

#include "tests/long/chronicle.h"
#include "tests/support/chance.h"
#include "tests/support/shipped.h"

namespace dunghan::testing {

// The merged agency, and what it became on 01/04/2027.
inline const std::string merged = "ban-dan-toc";
inline const std::string successor = "so-dan-toc-va-ton-giao";

inline const StreamId report_of_merged{"report/bc-2027-04-" + merged};
inline const StreamId report_to_migrate{"report/bc-2027-06-so-du-lich"};
inline const StreamId postponement{"task/dn-gia-han"};
inline const StreamId postponed_task{"task/2.8"};
inline const std::string postponed_until = "2027-10-01";  // "Tháng 9/2027" ends before it

class LivingYear : public World {
 public:
    explicit LivingYear(std::uint64_t seed) : World("2026-10-13T09:00"), chance_(seed) {
        publish_rules();
        import_plan();
        carry_plan_over();
        bind_dossiers();
    }

    // What people do until the evening of that day, "2027-03-01".
    void work(const std::string& day) {
        chronicle.read_on(store);
        meet_new_reports();
        file_reports(day);
        go_on_with_the_plan();
        answer_reminders();
        change_rules(day);
        handle_postponement(day);
    }

    Chance& chance() { return chance_; }

    Chronicle chronicle;

 private:
    // What an agency will do about a report, days after its period opened.
    struct Report {
        StreamId stream;
        Instant opened;
        std::int64_t filed_after = 0;  // 0: never
    };

    static constexpr std::int64_t declared_missing_after = 40;
    static constexpr std::int64_t closed_after = 75;

    template <class Content>
    void publish_it(Content content) {
        const auto events = publish(*engine, publication_of(std::move(content)), "so-tttt");
        ASSERT_TRUE(events) << events.error().detail;
        ASSERT_GT(*events, 0U);
    }

    void do_(const StreamId& stream, task::Command command, std::optional<Instant> when = {}) {
        const Outcome outcome = wish(stream, Command{std::move(command)}, when);
        EXPECT_TRUE(outcome) << stream.value << (outcome ? "" : ": " + outcome.error().detail);
    }

    void take(const StreamId& stream, task::TakeTransition transition) {
        do_(stream, std::move(transition));
    }

    static Definition definition(const std::string& id, const std::string& policy) {
        Definition shipped_one = shipped(read_definition, "definitions/" + id + ".yaml");
        shipped_one.policy = policy;
        return shipped_one;
    }

    // Version 1 of directory and policy are those every World begins with.
    void publish_rules() {
        publish_it(shipped(read_calendar, "calendars/vn.yaml"));
        publish_it(shipped(read_calendar, "calendars/khanh-hoa.yaml"));
        directory_ = shipped(read_directory, "directory.yaml");
        directory_.version = 2;
        for (Agency& agency : directory_.agencies) {
            agency.calendar = "khanh-hoa";
        }
        publish_it(directory_);
        Policy policy = shipped(read_policy, "policy.yaml");
        policy.version = 2;
        publish_it(policy);
        publish_it(shipped(read_policy, "policies/statutory.yaml"));
        publish_it(definition("monthly-report", ""));
        publish_it(definition("security-dossier", "statutory"));
        publish_it(definition("postponement-request", "statutory"));
        publish_it(shipped(read_series, "series/monthly-report.yaml"));
    }

    void import_plan() {
        for (const char* const file : {"nhiem-vu.csv", "ho-so.csv"}) {
            intake::Facts facts = shipped_facts(file, directory_);
            const auto report = import_facts(*engine, facts, {at("2022-10-25"), file});
            ASSERT_TRUE(report) << report.error().detail;
            EXPECT_TRUE(report->refused.empty()) << file;
            auto& list = facts.facts.front().kind == task::Kind::dossier ? dossiers_ : plan_;
            list = std::move(facts.facts);
        }
    }

    static StreamId stream_of(const intake::Fact& fact) {
        return task::stream_of(fact.kind, fact.code);
    }

    // "Tháng 5/2022" of the plan that ended is "Tháng 5/2027" of the new one.
    void carry_plan_over() {
        for (const intake::Fact& fact : plan_) {
            task::DeadlineSet set{{}, "kế hoạch năm 2027", "KH 01/KH-UBND"};
            for (const Milestone& milestone : fact.milestones) {
                std::string raw = milestone.raw;
                if (const auto year = raw.find("2022"); year != std::string::npos) {
                    raw.replace(year, 4, "2027");
                }
                std::ranges::move(parse_deadlines(raw, {}), std::back_inserter(set.milestones));
            }
            do_(stream_of(fact), task::SetDeadline{set});
        }
    }

    void bind_dossiers() {
        for (const intake::Fact& fact : dossiers_) {
            do_(stream_of(fact), task::Bind{{"security-dossier", 0, "", "", "", ""}, {}});
        }
    }

    // Of a hundred reports seventy are early enough, twenty late, ten never come.
    std::int64_t fate(const StreamId& report) {
        const std::uint64_t lot = chance_.below(100);
        if (report == report_of_merged || report == report_to_migrate) {
            return 50;
        }
        const std::uint64_t days = lot < 70 ? 20 + chance_.below(12) : 36 + chance_.below(15);
        return lot < 90 ? static_cast<std::int64_t>(days) : 0;
    }

    void meet_new_reports() {
        for (; met_ < chronicle.assigned.size(); ++met_) {
            const auto& [stream, content] = chronicle.assigned[met_];
            if (content.kind == task::Kind::report) {
                reports_.push_back({stream, clock.now(), fate(stream)});
            }
        }
    }

    void file_reports(const std::string& day) {
        using task::TakeTransition;
        for (const Report& report : reports_) {
            const auto is = [&](std::int64_t days) {
                return to_iso(date_at(plus_days(report.opened, days), Zone{})) == day;
            };
            if (report.filed_after != 0) {
                if (is(report.filed_after)) {
                    const task::Evidence sent{"", "BC " + report.stream.value, day, ""};
                    take(report.stream, {"file", Role::holder, "", "", "", sent, {}});
                }
            } else if (is(declared_missing_after)) {
                take(report.stream, {"declare-missing", Role::coordinator, "", "", "", {}, {}});
            } else if (is(closed_after)) {
                take(report.stream, {"close", Role::coordinator, "hết kỳ", "", "", {}, {}});
            }
        }
    }

    void go_on_with_the_plan() {
        const StreamId stream = stream_of(plan_[chance_.below(plan_.size())]);
        if (chance_.below(8) == 0 && stream != postponed_task) {
            const bool done = chance_.below(2) == 0;
            const auto progress = done ? task::Progress::completed : task::Progress::in_progress;
            do_(stream, task::ReportProgress{{progress, "", "", false}});
        }
    }

    // Now and then somebody who was told answers, with a day or without. Refused where the task
    // cannot be waited for.
    void answer_reminders() {
        for (; answered_ < chronicle.reminded.size(); ++answered_) {
            const auto& [stream, reminder] = chronicle.reminded[answered_];
            if (chance_.below(12) != 0 || reminder.reached.front().recipients.empty()) {
                continue;
            }
            const auto days = static_cast<std::int64_t>(1 + chance_.below(10));
            const std::string day = to_iso(date_at(plus_days(clock.now(), days), Zone{}));
            const std::string promise = chance_.below(3) == 0 ? "" : day;
            const std::string& who = reminder.reached.front().recipients.front();
            (void)wish(stream, task::Command{task::Acknowledge{{who, promise, {}, ""}}});
        }
    }

    void change_rules(const std::string& day) {
        if (day == "2027-03-01") {
            correct_calendar();
        } else if (day == "2027-03-20") {
            merge_agency();
        } else if (day == "2027-05-20") {
            Definition longer = definition("monthly-report", "");
            longer.version = 2;
            longer.terms.front().budget.amount = 3;
            publish_it(longer);
        } else if (day == "2027-05-24") {
            do_(report_to_migrate, task::Migrate{{"monthly-report", 2, "", "theo quy định mới"}});
        }
    }

    // The day on which the reports of March are due becomes a holiday.
    void correct_calendar() {
        CalendarPublished calendar = shipped(read_calendar, "calendars/vn.yaml");
        calendar.version = 2;
        calendar.years.push_back({2027, "TB 01/TB-BNV"});
        calendar.days.push_back({"2027-03-16", DayKind::holiday, "Nghỉ bù", "TB 01/TB-BNV"});
        publish_it(calendar);
    }

    // It ends with March; its members' place in every group goes to the new one.
    void merge_agency() {
        ++directory_.version;
        Agency gone = *std::ranges::find(directory_.agencies, merged, &Agency::id);
        std::ranges::find(directory_.agencies, merged, &Agency::id)->until = "2027-03-31";
        std::ranges::find(directory_.agencies, merged, &Agency::id)->successor = successor;
        gone.id = successor;
        gone.name = "Sở Dân tộc và Tôn giáo";
        gone.email = "sdttg@khanhhoa.example";
        gone.from = "2027-04-01";
        directory_.agencies.push_back(gone);
        for (Group& group : directory_.groups) {
            if (std::ranges::find(group.members, merged, &Member::agency) != group.members.end()) {
                group.members.push_back({successor});
            }
        }
        publish_it(directory_);
    }

    // Nobody answers in the five days, and so the request is overdue itself; then it is granted.
    void handle_postponement(const std::string& day) {
        const std::string basis = "QĐ 99/QĐ-UBND";
        if (day == "2026-12-01") {
            do_(postponed_task, task::RequestExtension{{0, "Tháng 9/2027", "chờ kinh phí"}});
            task::Assigned request;
            request.code = "dn-gia-han";
            request.description.title = "Đề nghị gia hạn " + postponed_task.value;
            request.description.holders = {{PartyKind::agency, "so-noi-vu"}};
            do_(postponement, task::Assign{request});
            do_(postponement, task::Bind{{"postponement-request", 0, "", "", "", ""}, {}});
        } else if (day == "2026-12-21") {
            const task::Evidence document{"UBND tỉnh", basis, day, ""};
            take(postponement, {"grant", Role::coordinator, "", basis, "", document, {}});
            do_(postponed_task,
                task::GrantExtension{{0, "Tháng 9/2027", at(postponed_until), basis, "kinh phí"}});
        }
    }

    Chance chance_;
    DirectoryPublished directory_;
    std::vector<intake::Fact> plan_;
    std::vector<intake::Fact> dossiers_;
    std::vector<Report> reports_;
    std::size_t met_ = 0;
    std::size_t answered_ = 0;
};

}  // namespace dunghan::testing
