// Series, their rows of View::notice, and their keys in View::timer.
#include "engine/projection/document.h"
#include "engine/projection/inside.h"
#include "engine/projection/projector.h"

namespace dunghan {

const series::State* Projector::series(const StreamId& stream) const {
    const auto known = series_.find(stream.value);
    return known == series_.end() ? nullptr : &known->second.state;
}

void Projector::apply_series(const StreamId& stream, const SeriesPublished& event) {
    series::State& state = series_[stream.value].state;
    state.content = event;
    go_on(stream, state);
}

void Projector::apply_series(const StreamId& stream, const PeriodOpened& event) {
    series::State& state = series_[stream.value].state;
    state.opened = event;
    go_on(stream, state);
}

void Projector::apply_series(const StreamId& stream, const PeriodStopped& event) {
    series_[stream.value].state.stopped = event;
    dirty_series_.insert(stream.value);
}

void Projector::go_on(const StreamId& stream, series::State& state) {
    if (state.stopped) {
        state.stopped.reset();
        notices_[stopped_row(state.content.id)].reset();
    }
    dirty_series_.insert(stream.value);
}

// Other rules may say what was missing.
void Projector::try_stopped_series_again() {
    for (auto& [stream, entry] : series_) {
        if (entry.state.stopped) {
            go_on({stream}, entry.state);
        }
    }
}

// Another zone begins its days at other instants.
void Projector::retime_series() {
    for (const auto& [stream, entry] : series_) {
        dirty_series_.insert(stream);
    }
}

std::optional<Instant> Projector::timer_of_series(const series::State& state) const {
    return policy_ ? series::next_opening(state, policy_->zone) : std::nullopt;
}

void Projector::drain_series(std::vector<ViewChange>& changes) {
    for (const std::string& stream : dirty_series_) {
        SeriesEntry& entry = series_.at(stream);
        const auto timer = timer_of_series(entry.state);
        move_key(changes, View::timer, {stream}, entry.stored_timer, timer);
        entry.stored_timer = timer;
    }
    dirty_series_.clear();
}

Result<void> Projector::load_series() {
    const std::string begin = series_stream("");
    const std::string end = begin.substr(0, begin.size() - 1) + "0";  // behind every "series/"
    std::vector<std::string> streams;
    const auto scanned = base_.scan(View::notice, begin, end, [&](auto key, auto) {
        streams.emplace_back(key);
        return true;
    });
    if (!scanned) {
        return scanned;
    }
    for (const std::string& stream : streams) {
        const std::string id = stream.substr(begin.size());
        auto content = document_at<SeriesPublished>(base_, stream);
        auto opened = document_at<PeriodOpened>(base_, opened_row(id));
        auto stopped = document_at<PeriodStopped>(base_, stopped_row(id));
        if (!content || !opened || !stopped) {
            return tl::unexpected(
                !content  ? content.error()
                : !opened ? opened.error()
                          : stopped.error()
            );
        }
        series::State state{std::move(**content), std::move(*opened), std::move(*stopped)};
        const auto timer = timer_of_series(state);
        series_.emplace(stream, SeriesEntry{std::move(state), timer});
    }
    return {};
}

}  // namespace dunghan
