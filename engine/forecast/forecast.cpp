#include "engine/forecast/forecast.h"

#include <algorithm>
#include <utility>

#include "engine/forecast/ends_ahead.h"
#include "engine/forecast/gather.h"
#include "engine/runtime/scheduler.h"
#include "engine/task/judge.h"

namespace dunghan::forecast {
namespace {

class VirtualClock final : public Clock {
 public:
    explicit VirtualClock(Instant at) : now_(at) {}

    [[nodiscard]] Instant now() const override { return now_; }

    void jump(Instant at) { now_ = std::max(now_, at); }

 private:
    Instant now_;
};

}  // namespace

class Forecast::Run {
 public:
    Run(Store& store, Settings settings)
        : store_(store),
          settings_(std::move(settings)),
          clock_(settings_.from),
          engine_(store, clock_),
          scheduler_(engine_, sender_, {settings_.message_domain}) {}

    Result<void> open() {
        const auto kind =
            store_.head() == Position{} ? Result<ClockKind>(ClockKind::real) : clock_of(store_);
        return kind.and_then([&](ClockKind of_log) { return engine_.open(of_log); }
        ).and_then([&] {
             return scheduler_.recover();
         }).map([&] { begin(); });
    }

    [[nodiscard]] Engine& engine() { return engine_; }

    Result<void> settle() {
        settled_ = true;
        return run_until(plus_ms(settings_.from, 1)).and_then([&] {
            return ends_->add_all(store_);
        });
    }

    Result<std::optional<Day>> next() {
        if (told_ == settings_.days) {
            return std::nullopt;
        }
        const auto settled = settled_ ? Result<void>{} : settle();
        const Date date = next_day(first_, told_);
        const Instant end = start_of(next_day(date), settings_.zone);
        return settled.and_then([&] { return run_until(end); }
        ).and_then([&] {
             return tell_ends(start_of(date, settings_.zone), end);
         }).map([&] {
            ++told_;
            today_.day = date;
            return std::optional(std::exchange(today_, {}));
        });
    }

 private:
    // What was recorded last may be younger than the clock.
    void begin() {
        seen_ = store_.head();
        settings_.from = engine_.now();
        first_ = date_at(settings_.from, settings_.zone);
        const Date last = next_day(first_, settings_.days);
        ends_.emplace(settings_.from, start_of(last, settings_.zone));
        if (!engine_.views().policy()) {
            today_.troubles.emplace_back("no policy is published: nobody is reminded of anything");
        }
    }

    // Everything that is to be done before `end`.
    Result<void> run_until(Instant end) {
        for (;;) {
            const Position before = store_.head();
            const auto report = scheduler_.tick();
            if (!report) {
                return tl::unexpected(report.error());
            }
            note(*report);
            if (const auto gathered = gather(); !gathered) {
                return gathered;
            }
            if (!report->next || *report->next >= end) {
                return {};
            }
            const bool idle = report->looked == 0 && store_.head() == before;
            if (idle && *report->next <= engine_.now()) {
                return fail(
                    ErrorCode::unavailable,
                    "Expected the scheduler to do something at " + to_rfc3339(engine_.now()) +
                        ", but it records nothing and asks for the same instant again"
                );
            }
            clock_.jump(*report->next);
        }
    }

    void note(const TickReport& report) {
        for (const std::string& trouble : report.troubles) {
            today_.troubles.push_back(trouble);
        }
        if (report.stale > 0) {
            today_.troubles.push_back(
                std::to_string(report.stale) + " tasks were woken for nothing: a bug"
            );
        }
        if (report.held && !std::exchange(held_, true)) {
            today_.troubles.emplace_back(
                "the outbox is held since a restore: nothing leaves before it is released"
            );
        }
        std::ranges::move(sender_.take(), std::back_inserter(today_.mails));
    }

    // What the last tick recorded.
    Result<void> gather() {
        std::optional<Error> broken;
        const auto read = store_.read({seen_.value + 1}, [&](const Record& record) {
            seen_ = record.envelope.position;
            if (const auto told = forecast::gather(record, engine_.views(), today_); !told) {
                broken = told.error();
            } else if (*told != nullptr && ends_ && settled_) {
                ends_->add(record.envelope.stream, **told);
            }
            return !broken;
        });
        return broken ? tl::unexpected(*broken) : read;
    }

    Result<void> tell_ends(Instant begin, Instant end) {
        // Of the term that ends with this day the instant is the next day's first.
        return tell(plus_ms(begin, 1), plus_ms(end, 1), true).and_then([&] {
            return tell(begin, end, false);
        });
    }

    Result<void> tell(Instant from, Instant to, bool last_day) {
        for (const End& each : ends_->between(from, to)) {
            const auto state = engine_.views().task(each.stream);
            if (!state) {
                return tl::unexpected(state.error());
            }
            if (!has_end(**state, each)) {
                continue;
            }
            if (last_day && each.kind == Anchor::due) {
                today_.due.push_back(term_end(**state, each, engine_.views()));
            } else if (!last_day && is_late_at(**state, each.at)) {
                auto& list = each.kind == Anchor::due ? today_.overdue : today_.start_missed;
                list.push_back(term_end(**state, each, engine_.views()));
            }
        }
        return {};
    }

    [[nodiscard]] bool is_late_at(const task::State& state, Instant at) const {
        return task::is_late(task::judge(state, at, settings_.zone).verdict);
    }

    Store& store_;
    Settings settings_;
    VirtualClock clock_;
    ForeseenSender sender_;
    Engine engine_;
    Scheduler scheduler_;
    std::optional<EndsAhead> ends_;
    Position seen_;
    Date first_{};
    int told_ = 0;
    bool settled_ = false;
    bool held_ = false;
    Day today_;
};

Forecast::Forecast(Store& store, Settings settings)
    : run_(std::make_unique<Run>(store, std::move(settings))) {}

Forecast::~Forecast() = default;

Result<void> Forecast::open() {
    return run_->open();
}

Engine& Forecast::engine() {
    return run_->engine();
}

Result<void> Forecast::settle() {
    return run_->settle();
}

Result<std::optional<Day>> Forecast::next() {
    return run_->next();
}

}  // namespace dunghan::forecast
