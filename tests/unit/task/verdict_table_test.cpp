// Every state of a task against every position of the clock, pair by pair, from a table made by
// hand: a task due on Friday 20/10/2023, assigned on 1/9. Each cell is a question "as of": what
// happens after it is not known there.
#include <array>
#include <functional>
#include <gtest/gtest.h>

#include "engine/deadline/parse.h"
#include "engine/task/evolve.h"
#include "engine/task/judge.h"

namespace dunghan::task {
namespace {

Instant at(const std::string& text) {
    return parse_instant(text, Zone{}).value();
}

// What the clock shows, in the columns of the table.
constexpr std::array<const char*, 7> clocks{
    "2023-10-12T23:59:59.999",  // eight days left
    "2023-10-13",               // seven: soon
    "2023-10-20",               // its last day begins
    "2023-10-20T23:59:59.999",  // and ends
    "2023-10-21",               // late
    "2023-11-30T23:59:59.999",  // the last moment of an extension to November
    "2023-12-01"};

class Told {
 public:
    explicit Told(Instant as_of) : as_of_(as_of) {
        Assigned content;
        content.code = "2.8";
        content.milestones = parse_deadlines("20/10/2023", {});
        tell("2023-09-01", content);
    }

    Told& tell(const std::string& when, const Event& event) {
        if (at(when) > as_of_) {
            return *this;
        }
        Envelope envelope;
        envelope.version = {state_.version.value + 1};
        envelope.occurred_at = at(when);
        envelope.recorded_at = envelope.occurred_at;
        evolve(state_, envelope, event);
        return *this;
    }

    Told& report(const std::string& when, Progress progress) {
        return tell(when, ProgressReported{progress, "", "", false});
    }

    Told& extend(const std::string& when) {
        return tell(
            when, ExtensionGranted{0, "Tháng 11/2023", at("2023-12-01"), "CV 12/UBND", "lũ"}
        );
    }

    [[nodiscard]] const State& state() const { return state_; }

 private:
    Instant as_of_;
    State state_;
};

using V = Verdict;

constexpr V plan = V::on_schedule;
constexpr V soon = V::due_soon;
constexpr V late = V::overdue;
constexpr V done = V::completed;
constexpr V slow = V::completed_late;
constexpr V stop = V::suspended;
constexpr V gone = V::cancelled;

struct Row {
    const char* name;
    std::function<void(Told&)> story;
    std::array<V, clocks.size()> verdicts;
    bool was_overdue = false;  // the mark it keeps from the extension on
};

// clang-format off
const std::vector<Row> rows{
    {"nothing reported", [](Told&) {},
     {plan, soon, soon, soon, late, late, late}},
    {"in progress", [](Told& t) { t.report("2023-09-10", Progress::in_progress); },
     {plan, soon, soon, soon, late, late, late}},
    // The task is late, with whoever it waits on: so are the dossiers in appraisal of the report.
    {"submitted, waits to be confirmed",
     [](Told& t) { t.report("2023-10-10", Progress::submitted); },
     {plan, soon, soon, soon, late, late, late}},
    {"sent back", [](Told& t) { t.report("2023-10-10", Progress::submitted)
                                 .report("2023-10-11", Progress::in_progress); },
     {plan, soon, soon, soon, late, late, late}},
    {"completed well before", [](Told& t) { t.report("2023-10-10", Progress::completed); },
     {done, done, done, done, done, done, done}},
    {"completed in the last moment of the due day",
     [](Told& t) { t.report("2023-10-20T23:59:59.999", Progress::completed); },
     {plan, soon, soon, done, done, done, done}},
    {"completed the day after", [](Told& t) { t.report("2023-10-21", Progress::completed); },
     {plan, soon, soon, soon, slow, slow, slow}},
    {"submitted in time, confirmed weeks later",
     [](Told& t) { t.report("2023-10-20T16:00", Progress::submitted)
                    .report("2023-11-25", Progress::completed); },
     {plan, soon, soon, soon, late, done, done}},
    {"submitted in time, sent back, completed late",
     [](Told& t) { t.report("2023-10-20T16:00", Progress::submitted)
                    .report("2023-10-25", Progress::in_progress)
                    .report("2023-11-25", Progress::completed); },
     {plan, soon, soon, soon, late, slow, slow}},
    {"extended before it was due", [](Told& t) { t.extend("2023-10-19"); },
     {plan, soon, plan, plan, plan, soon, late}},
    {"extended after it was due", [](Told& t) { t.extend("2023-10-25"); },
     {plan, soon, soon, soon, late, soon, late}, true},
    {"extended, completed within it",
     [](Told& t) { t.extend("2023-10-19").report("2023-11-30T23:00", Progress::completed); },
     {plan, soon, plan, plan, plan, done, done}},
    {"extended, completed after it",
     [](Told& t) { t.extend("2023-10-19").report("2023-12-01", Progress::completed); },
     {plan, soon, plan, plan, plan, soon, slow}},
    {"extension asked for and not answered",
     [](Told& t) { t.tell("2023-10-18", ExtensionRequested{0, "Tháng 11/2023", "lũ"}); },
     {plan, soon, soon, soon, late, late, late}},
    {"suspended in time", [](Told& t) { t.tell("2023-10-10", ClockSuspended{"chờ", "CV 1"}); },
     {stop, stop, stop, stop, stop, stop, stop}},
    {"suspended when it was late", [](Told& t) { t.tell("2023-10-23", ClockSuspended{"chờ", "CV 1"}); },
     {plan, soon, soon, soon, late, late, late}},
    {"cancelled", [](Told& t) { t.tell("2023-10-10", Cancelled{"gộp", "CV 1"}); },
     {gone, gone, gone, gone, gone, gone, gone}},
};

// clang-format on

TEST(VerdictTable, HoldsForEachStateAndClock) {
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < clocks.size(); ++i) {
            Told told(at(clocks[i]));
            row.story(told);
            const Judgement judgement = judge(told.state(), at(clocks[i]), Zone{});
            EXPECT_EQ(to_text(judgement.verdict), to_text(row.verdicts[i]))
                << row.name << " at " << clocks[i];
            const bool marked = row.was_overdue && i >= 5;
            EXPECT_EQ(judgement.was_overdue, marked) << row.name << " at " << clocks[i];
        }
    }
}

}  // namespace
}  // namespace dunghan::task
