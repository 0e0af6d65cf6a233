#include "engine/series/decide.h"

#include "engine/series/check.h"

namespace dunghan::series {
namespace {

std::optional<Rejection> not_next(
    const State* known, const std::string& series, const std::string& period
) {
    if (!known) {
        return Rejection{
            "no_such_series", "Expected a published series, but there is no '" + series + "'"};
    }
    const PeriodOpened* last = known->opened ? &*known->opened : nullptr;
    const auto next = next_period(known->content, last);
    if (next && next->id == period) {
        return std::nullopt;
    }
    return Rejection{
        "stale_period",
        "Expected the period of " + series + " that opens next (" + (next ? next->id : "none") +
            "), but got " + period};
}

}  // namespace

std::optional<Instant> next_opening(const State& state, const Zone& zone) {
    if (state.stopped) {
        return std::nullopt;
    }
    const auto next = next_period(state.content, state.opened ? &*state.opened : nullptr);
    return next ? std::optional(start_of(next->opens, zone)) : std::nullopt;
}

Decision<std::vector<SeriesPublished>> decide(
    const State* known,
    const PublishSeries& wish,
    const Directory& directory,
    const Definition* definition
) {
    auto problem = problem_in(wish.content);
    if (!problem) {
        problem = problem_beside(wish.content, directory, definition);
    }
    if (problem) {
        return reject("bad_series", to_text(*problem) + "; nothing was published");
    }
    if (!known || known->content.version < wish.content.version) {
        return std::vector<SeriesPublished>{wish.content};
    }
    if (known->content == wish.content) {
        return std::vector<SeriesPublished>{};
    }
    return reject(
        "version_taken",
        "Expected a version of series " + wish.content.id + " above " +
            std::to_string(known->content.version) +
            ", which the log holds with another content, but got " +
            std::to_string(wish.content.version) + "; raise the version"
    );
}

Decision<std::vector<PeriodOpened>> decide(const State* known, const OpenPeriod& wish) {
    if (const auto no = not_next(known, wish.content.series, wish.content.period)) {
        return tl::unexpected(*no);
    }
    return std::vector<PeriodOpened>{wish.content};
}

Decision<std::vector<PeriodStopped>> decide(const State* known, const StopPeriod& wish) {
    if (const auto no = not_next(known, wish.content.series, wish.content.period)) {
        return tl::unexpected(*no);
    }
    const bool same = known->stopped == wish.content;
    return same ? std::vector<PeriodStopped>{} : std::vector<PeriodStopped>{wish.content};
}

}  // namespace dunghan::series
