// A period of a series opens: its duties become tasks, in bounded batches, then the log says so.
#include "engine/base/limits.h"
#include "engine/runtime/check_outcomes.h"
#include "engine/runtime/rules.h"
#include "engine/runtime/scheduler.h"
#include "engine/series/duty.h"
#include "engine/task/stream.h"

namespace dunghan {
namespace {

using series::Duty;
using series::Period;

// A task and what it follows are two wishes of one group.
constexpr std::size_t tasks_per_batch = limits::group_commands_max / 2;

task::Kind kind_of(DutyKind kind) {
    static_assert(static_cast<int>(DutyKind::report) == static_cast<int>(task::Kind::report));
    static_assert(static_cast<int>(DutyKind::plan_task) == static_cast<int>(task::Kind::plan_task));
    static_assert(static_cast<int>(DutyKind::dossier) == static_cast<int>(task::Kind::dossier));
    return static_cast<task::Kind>(kind);
}

class Opening {
 public:
    Opening(Engine& engine, const Series& series, Period period)
        : engine_(engine), series_(series), period_(std::move(period)) {}

    [[nodiscard]] Decision<std::vector<Duty>> duties() const {
        const Projector& views = engine_.views();
        const Definition* definition = views.definitions().latest(series_.definition);
        const auto calendar_of = [&](const Agency& agency) {
            return calendar_for(views, definition, agency.id);
        };
        return series::duties(
            series_, period_, views.directory(), definition, calendar_of, views.policy()->zone
        );
    }

    // Those that are no tasks yet: a batch of them. What an import has assigned under that code, or
    // an earlier attempt that was cut off, stays as it is.
    [[nodiscard]] Result<std::vector<Duty>> missing(const std::vector<Duty>& duties) const {
        std::vector<Duty> found;
        for (const Duty& duty : duties) {
            const auto state = engine_.views().task(stream_of(duty));
            if (!state) {
                return tl::unexpected(state.error());
            }
            if (!(*state)->exists()) {
                found.push_back(duty);
            }
            if (found.size() == tasks_per_batch) {
                break;
            }
        }
        return found;
    }

    [[nodiscard]] std::vector<Request> requests_for(const std::vector<Duty>& batch) const {
        std::vector<Request> requests;
        for (const Duty& duty : batch) {
            requests.push_back(
                request(stream_of(duty), task::Command{assign(duty)}, "assign|" + duty.code)
            );
            requests.back().occurred_at = duty.opens;
            if (!series_.definition.empty()) {
                requests.push_back(
                    request(stream_of(duty), task::Command{bind(duty)}, "bind|" + duty.code)
                );
                requests.back().occurred_at = duty.opens;
            }
        }
        return requests;
    }

    [[nodiscard]] Request opened(const std::vector<Duty>& duties) const {
        PeriodOpened content{
            series_.id,
            series_.version,
            period_.id,
            to_iso(period_.opens),
            to_iso(period_.closes),
            {}};
        for (const Duty& duty : duties) {
            content.members.push_back(duty.member);
        }
        Request opened = request(stream(), OpenPeriod{std::move(content)}, "open");
        opened.occurred_at = duties.front().opens;
        return opened;
    }

    // Each time anew: other rules may have failed in between for the same reason.
    [[nodiscard]] Request stopped(const std::string& code, const std::string& why) const {
        PeriodStopped content{series_.id, series_.version, period_.id, code, why};
        const std::string at = std::to_string(engine_.store().head().value);
        return request(stream(), StopPeriod{std::move(content)}, "stop|" + at);
    }

 private:
    [[nodiscard]] StreamId stream() const { return {series_stream(series_.id)}; }

    [[nodiscard]] StreamId stream_of(const Duty& duty) const {
        return task::stream_of(kind_of(series_.kind), duty.code);
    }

    [[nodiscard]] Request request(const StreamId& stream, Command command, const std::string& what)
        const {
        const std::string period = "series|" + series_.id + "|" + period_.id;
        Request request;
        request.stream = stream;
        request.command = std::move(command);
        request.id = command_id_from(period + "|" + what);
        request.correlation = command_id_from(period);
        request.actor = "scheduler";
        return request;
    }

    [[nodiscard]] task::Assign assign(const Duty& duty) const {
        task::Assigned content;
        content.kind = kind_of(series_.kind);
        content.code = duty.code;
        content.description.title = duty.title;
        content.description.section = period_.id;
        content.description.holders = {{PartyKind::agency, duty.member}};
        if (series_.definition.empty()) {
            const Instant due = duty.reckoning.due_before;
            const Date last = date_at(plus_ms(due, -1), engine_.views().policy()->zone);
            content.milestones = {
                {duty.rule.label, DeadlineForm::day, to_vietnamese(last), due, std::nullopt}};
        }
        return {std::move(content)};
    }

    [[nodiscard]] task::Bind bind(const Duty& duty) const {
        task::Bound content;
        content.definition = series_.definition;
        content.version = 0;
        content.series = series_.id;
        content.period = period_.id;
        return {std::move(content), duty.reckoning.anchor};
    }

    Engine& engine_;
    const Series& series_;
    Period period_;
};

// The first that the domain would not grant.
const Refusal* refused(const std::vector<Outcome>& outcomes) {
    for (const Outcome& outcome : outcomes) {
        if (!outcome) {
            return &outcome.error();
        }
    }
    return nullptr;
}

}  // namespace

Result<void> Scheduler::open_period(const TimedKey& timer, TickReport& report) {
    // Its own: what is published in between must not move it.
    const series::State state = *engine_.views().series(timer.stream);
    const auto period = series::next_period(state.content, state.opened ? &*state.opened : nullptr);
    if (!period || series::next_opening(state, engine_.views().policy()->zone) != timer.at) {
        ++report.stale;
        return {};
    }
    const Opening opening(engine_, state.content, *period);
    const auto stop = [&](const std::string& code, const std::string& why) {
        report.troubles.push_back(
            timer.stream.value + ", kỳ " + period->id + " chưa mở được: " + why
        );
        const Outcome outcome = engine_.execute_one(opening.stopped(code, why));
        return check_outcomes(std::span(&outcome, 1));
    };
    const auto duties = opening.duties();
    if (!duties) {
        return stop(duties.error().code, duties.error().detail);
    }
    const auto batch = opening.missing(*duties);
    if (!batch) {
        return tl::unexpected(batch.error());
    }
    const auto outcomes = engine_.execute(opening.requests_for(*batch));
    if (const auto checked = check_outcomes(outcomes); !checked) {
        return checked;
    }
    if (const Refusal* no = refused(outcomes)) {
        return stop(no->code, no->detail);
    }
    report.assigned += batch->size();
    if (batch->size() == tasks_per_batch) {
        return {};  // perhaps there are more
    }
    const Outcome outcome = engine_.execute_one(opening.opened(*duties));
    report.opened += outcome ? 1 : 0;
    return check_outcomes(std::span(&outcome, 1));
}

}  // namespace dunghan
