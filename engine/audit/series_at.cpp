#include "engine/audit/series_at.h"

#include <algorithm>

#include "engine/audit/as_of.h"
#include "engine/series/duty.h"
#include "engine/task/judge.h"
#include "engine/task/milestones.h"
#include "engine/task/stream.h"

namespace dunghan::audit {
namespace {

// When and by whom the event of that version was recorded.
Result<void> tell_record(
    const Store& store, const StreamId& stream, StreamVersion version, series::Filing& filing
) {
    return store.read_stream(stream, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        if (envelope.version == version) {
            filing.recorded_at = envelope.recorded_at;
            filing.recorded_by = envelope.actor;
        }
        return envelope.version < version;
    });
}

std::optional<Instant> first_due(const task::State& state) {
    std::optional<Instant> first;
    task::for_each_milestone(state, [&](std::uint32_t number) {
        const auto due = task::due_in_force(state, number);
        first = first ? first : due;
    });
    return first;
}

Result<series::Filing> filing_of(
    const Store& store, const StreamId& stream, const task::State& state, std::string member
) {
    series::Filing filing;
    filing.code = state.code;
    filing.member = std::move(member);
    filing.due_before = first_due(state);
    filing.cancelled = state.cancelled.stated();
    const auto* report = task::handed_in(state);
    if (!report) {
        return filing;
    }
    filing.filed_at = report->occurred_at;
    filing.observed = report->value.observed;
    return tell_record(store, stream, report->version, filing).map([&] { return filing; });
}

}  // namespace

const PeriodOpened* SeriesKnown::find(const std::string& period) const {
    const auto found = std::ranges::find(opened, period, &PeriodOpened::period);
    return found == opened.end() ? nullptr : &*found;
}

Result<std::vector<std::string>> series_ids(const Store& store) {
    const std::string begin = series_stream("");
    const std::string end = begin.substr(0, begin.size() - 1) + "0";  // behind every "series/"
    std::vector<std::string> ids;
    return store
        .scan(
            View::notice,
            begin,
            end,
            [&](auto key, auto) {
                ids.emplace_back(key.substr(begin.size()));
                return true;
            }
        )
        .map([&] { return ids; });
}

Result<std::optional<SeriesKnown>> series_known(
    const Store& store, const std::string& id, Instant as_known
) {
    SeriesKnown known;
    std::optional<Error> broken;
    const auto read = store.read_stream({series_stream(id)}, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        if (envelope.recorded_at > as_known) {
            return false;
        }
        const auto event = decode_payload(envelope.type, envelope.schema, record.payload);
        if (!event) {
            broken = event.error();
            return false;
        }
        if (const auto* content = std::get_if<SeriesPublished>(&*event)) {
            known.versions.push_back(*content);
            known.stopped.reset();
        } else if (const auto* opened = std::get_if<PeriodOpened>(&*event)) {
            known.opened.push_back(*opened);
            known.stopped.reset();
        } else if (const auto* stopped = std::get_if<PeriodStopped>(&*event)) {
            known.stopped = *stopped;
        }
        return true;
    });
    if (!read || broken) {
        return tl::unexpected(broken ? *broken : read.error());
    }
    return known.versions.empty() ? std::nullopt : std::optional(std::move(known));
}

Result<std::vector<series::Filing>> filings_at(
    const Store& store, const SeriesKnown& known, const PeriodOpened& opened, const TimeQuery& query
) {
    const auto version =
        std::ranges::find(known.versions, opened.version, &SeriesPublished::version);
    const Series& by = version == known.versions.end() ? known.content() : *version;
    std::vector<series::Filing> filings;
    for (const std::string& member : opened.members) {
        const std::string code = series::code_of(by, series::period_of(opened), member);
        const StreamId stream = task::stream_of(static_cast<task::Kind>(by.kind), code);
        const auto state = task_at(store, stream, query);
        if (!state) {
            return tl::unexpected(state.error());
        }
        if (!*state) {
            continue;
        }
        auto filing = filing_of(store, stream, **state, member);
        if (!filing) {
            return tl::unexpected(filing.error());
        }
        filings.push_back(std::move(*filing));
    }
    return filings;
}

}  // namespace dunghan::audit
