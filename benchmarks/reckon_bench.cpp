// What does a corrected calendar cost behind a million tasks, and what one look at a ladder?
#include <filesystem>
#include <sys/resource.h>

#include "engine/escalation/plan.h"
#include "engine/runtime/publish.h"
#include "engine/runtime/reckon.h"

#include "benchmarks/office.h"

namespace dunghan::bench {
namespace {

constexpr std::size_t usual_tasks = 1'000'000;
constexpr std::size_t group_max = 1024;
const Instant year_begin = parse_instant("2026-01-01", {}).value();
constexpr std::size_t days_of_anchors = 350;  // tasks begin evenly over them

class YearsEnd : public ::dunghan::Clock {
 public:
    [[nodiscard]] Instant now() const override { return parse_instant("2026-12-20", {}).value(); }
};

CalendarPublished calendar(std::uint32_t version) {
    CalendarPublished vn;
    vn.id = "vn";
    vn.version = version;
    vn.name = "Lịch làm việc";
    vn.weekdays = 0b0011111;
    vn.hours = {{8 * 60, 12 * 60}, {13 * 60, 17 * 60}};
    vn.days = {{"2026-09-02", DayKind::holiday, "Quốc khánh", "BLLĐ 112"}};
    if (version > 1) {
        vn.days.insert(vn.days.begin(), {"2026-09-01", DayKind::holiday, "Quốc khánh", "TB 9441"});
    }
    vn.years = {{2026, "TB 9441/TB-BNV"}, {2027, "TB 1/TB-BNV"}};
    return vn;
}

// Ten rungs of each task, none of them told: two before, two after, six repeats. The store holds
// the next one of a task as a row; the others are made from the policy when they are asked for.
Policy statutory() {
    constexpr auto working_days = RungUnit::working_days;
    Policy policy;
    policy.coordinator = "so-tttt";
    policy.calendar = "vn";
    policy.slot = {7 * 60 + 30, 17 * 60, 0};
    policy.rungs = {
        {"before-3wd", Anchor::due, -3, 0, 0, working_days},
        {"before-1wd", Anchor::due, -1, 0, 0, working_days},
        {"after-1wd", Anchor::due, 1, 0, 0, working_days},
        {"after-3wd", Anchor::due, 3, 2, 0, working_days, 6}};
    return policy;
}

Definition definition() {
    Definition work;
    work.id = "work";
    work.name = "Công việc";
    work.initial = "open";
    work.calendar = "vn";
    work.terms = {
        {"due", "Hoàn thành", {10, BudgetUnit::working_days}, Roll::next_working_day, "", "NĐ 1"}};
    StateRule open{"open", "Đang làm", StateProgress::in_progress, Role::holder, {}, false, {}};
    open.terms = {"due"};
    work.states = {open, {"done", "Xong", StateProgress::completed, Role::holder, {}, false, {}}};
    TransitionRule finish;
    finish.id = "finish";
    finish.name = "Hoàn thành";
    finish.from = {"open"};
    finish.to = "done";
    finish.by = {Role::holder};
    finish.meets = {"due"};
    work.transitions = {finish};
    return work;
}

class Province {
 public:
    explicit Province(const std::filesystem::path& folder) {
        auto opened = RocksStore::open(folder, RocksStore::Mode::create);
        insist(opened.has_value(), opened ? "" : opened.error().detail);
        store_ = std::move(*opened);
        engine_ = std::make_unique<Engine>(*store_, clock_);
        insist(engine_->open(ClockKind::simulated).has_value(), "the engine to open");
        DirectoryPublished directory;
        directory.agencies = {
            {"so-tttt", "Sở Thông tin và Truyền thông", {}, "tttt@khanhhoa.example"}};
        publish_it(publication_of(directory));
        publish_it(publication_of(calendar(1)));
        publish_it(publication_of(statutory()));
        publish_it(publication_of(definition()));
        reckon([](const Reckoned&) {});  // the first version has nothing to move
    }

    void publish_it(const Publication& publication) {
        const auto events = publish(*engine_, publication, "person:lan");
        insist(events.has_value(), events ? "" : events.error().detail);
    }

    void fill(std::size_t tasks) {
        std::vector<Request> group;
        for (std::size_t number = 0; number < tasks; ++number) {
            const auto day = static_cast<std::int64_t>(number % days_of_anchors);
            Request assigned = assign(number);
            std::get<task::Assign>(std::get<task::Command>(assigned.command)).content.milestones =
                parse_deadlines("Hàng năm", {});
            Request bound = request_of(
                assigned.stream,
                task::Command(task::Bind{{"work", 0, "", "", "", ""}, {}}),
                "bind " + code_of(number)
            );
            assigned.occurred_at = bound.occurred_at = plus_days(year_begin, day);
            group.push_back(std::move(assigned));
            group.push_back(std::move(bound));
            if (group.size() == group_max || number + 1 == tasks) {
                run(group);
            }
        }
    }

    // Until every calendar is applied; `visit` after each batch with the sum so far.
    template <class Visit>
    Reckoned reckon(const Visit& visit) {
        Reckoner reckoner(*engine_);
        Reckoned sum;
        while (!sum.done) {
            const auto step = reckoner.step();
            insist(step.has_value(), step ? "" : step.error().detail);
            sum.looked_at += step->looked_at;
            sum.touched += step->touched;
            sum.moved += step->moved;
            sum.done = step->done;
            visit(sum);
        }
        return sum;
    }

    [[nodiscard]] Engine& engine() { return *engine_; }

 private:
    void run(std::vector<Request>& group) {
        for (const Outcome& outcome : engine_->execute(group)) {
            insist(outcome.has_value(), outcome ? "" : outcome.error().detail);
        }
        group.clear();
    }

    YearsEnd clock_;
    std::unique_ptr<RocksStore> store_;
    std::unique_ptr<Engine> engine_;
};

double resident_mib() {
    rusage usage{};
    insist(::getrusage(RUSAGE_SELF, &usage) == 0, "the memory used");
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Took {
    double seconds = 0;
    double cpu = 0;  // seconds of the processor, of all threads; hardly moved by a busy machine
};

template <class Act>
Took time_of(const Act& act) {
    const auto begin = Clock::now();
    const Seconds cpu = cpu_time();
    act();
    return {Seconds(Clock::now() - begin).count(), (cpu_time() - cpu).count()};
}

void measure_calendar(Province& province, std::size_t tasks) {
    const Took filled = time_of([&] { province.fill(tasks); });
    std::printf(
        "%s tasks, each with one running term and ten rungs untold: filled in %.0f s (%.0f s of "
        "processor), %.0f MiB at most\n",
        grouped(static_cast<double>(tasks)).c_str(),
        filled.seconds,
        filled.cpu,
        resident_mib()
    );
    province.publish_it(publication_of(calendar(2)));
    const std::uint64_t head = province.engine().store().head().value;
    std::size_t told = 0;
    Reckoned sum;
    const Took took = time_of([&] {
        sum = province.reckon([&](const Reckoned& so_far) {
            if (so_far.looked_at >= told + tasks / 10) {
                told = so_far.looked_at;
                std::printf("  %9zu looked at, %8zu moved\n", told, so_far.moved);
                std::fflush(stdout);
            }
        });
    });
    std::printf(
        "a corrected calendar: %s looked at, %s counted again, %s moved, %s events, %.1f s (%s "
        "tasks/s), %.1f s of "
        "processor (%.1f us a task), %.0f MiB at most\n",
        grouped(static_cast<double>(sum.looked_at)).c_str(),
        grouped(static_cast<double>(sum.touched)).c_str(),
        grouped(static_cast<double>(sum.moved)).c_str(),
        grouped(static_cast<double>(province.engine().store().head().value - head)).c_str(),
        took.seconds,
        grouped(static_cast<double>(sum.looked_at) / took.seconds).c_str(),
        took.cpu,
        took.cpu * 1e6 / static_cast<double>(sum.looked_at),
        resident_mib()
    );
}

void measure_ladder(
    const char* what, const task::State& state, const Policy& policy, const Calendar& calendar
) {
    constexpr int times = 100'000;
    const Instant late = plus_days(year_begin, 40);
    std::size_t reached = 0;
    std::size_t ahead = 0;
    const Took planned = time_of([&] {
        for (int i = 0; i < times; ++i) {
            reached += escalation::plan(state, policy, calendar, late).reached.size();
        }
    });
    const Took next = time_of([&] {
        for (int i = 0; i < times; ++i) {
            ahead += escalation::next_rung(state, policy, calendar) ? 1U : 0U;
        }
    });
    insist(reached > 0 && ahead > 0, "something to tell");
    std::printf(
        "one task's ladder in %s: planned in %.2f us of processor, its next rung in %.2f us\n",
        what,
        planned.cpu * 1e6 / times,
        next.cpu * 1e6 / times
    );
}

void measure_ladders(Province& province) {
    const auto state = province.engine().views().task(stream_of(0));
    insist(state.has_value() && (*state)->exists(), "a task");
    const auto [policy, working_time] = province.engine().views().policy_of(**state);
    measure_ladder("working days, ten rungs", **state, *policy, *working_time);
    measure_ladder("days, the usual rungs", **state, usual_policy(), *working_time);
}

}  // namespace
}  // namespace dunghan::bench

int main(int count, char** arguments) {
    using namespace dunghan::bench;
    if (count < 2 || count > 3) {
        std::fprintf(stderr, "usage: reckon_bench FOLDER [TASKS]\n");
        return 2;
    }
    const std::filesystem::path folder = arguments[1];
    const std::size_t tasks = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : usual_tasks;
    insist(tasks > 0, "TASKS above 0");
    std::filesystem::remove_all(folder);  // of a run that was cut short
    std::filesystem::create_directories(folder);
    {
        Province province(folder / "store");
        measure_calendar(province, tasks);
        measure_ladders(province);
    }
    std::filesystem::remove_all(folder);
}
