// The log -> what each endpoint is owed. Endpoints that stand at the same place read it together.
#include <algorithm>

#include "engine/codec/event.h"
#include "engine/endpoint/stream.h"
#include "engine/runtime/agencies.h"
#include "engine/runtime/dispatcher_inside.h"

namespace dunghan {
namespace {

constexpr std::size_t records_per_turn = 1'024;  // bounds the wait of a command behind it
constexpr std::size_t records_kept = 4'096;

using Cohort = std::vector<DispatchLine*>;

}  // namespace

// By whose the task is now: an agency that gave a task away sees no more of it.
bool Dispatcher::Inside::may_see(const DispatchLine& line, const Envelope& event) const {
    const std::string& agency = line.state().endpoint.agency;
    if (agency.empty() || event.stream == endpoint::stream_of(line.id())) {
        return true;
    }
    Projector& views = engine.views();
    const auto state = views.task(event.stream);
    if (!state || !(*state)->exists()) {
        return false;
    }
    const Zone zone = views.policy() ? views.policy()->zone : Zone{};
    const auto agencies = agencies_of(**state, views.directory(), date_at(engine.now(), zone));
    return std::ranges::count(agencies, agency) > 0;
}

Result<void> Dispatcher::Inside::consider(DispatchLine& line, const SharedRecord& record) {
    const Envelope& event = record->envelope;
    if (event.type == EventType::endpoint_replay_requested &&
        event.stream == endpoint::stream_of(line.id())) {
        const auto asked = decode_payload(event.type, event.schema, record->payload);
        if (!asked) {
            return tl::unexpected(asked.error());
        }
        const auto& replay = std::get<endpoint::ReplayRequested>(std::get<endpoint::Event>(*asked));
        return line.repeat_since(replay.since, engine.now(), ledger, changes);
    }
    const bool test =
        event.type == EventType::endpoint_tested && event.stream == endpoint::stream_of(line.id());
    if (test || (is_task_event(event.type) && line.wants(event.type) && may_see(line, event))) {
        line.owe(event, engine.now(), changes);
    }
    return {};
}

Result<void> Dispatcher::Inside::feed() {
    const std::uint64_t head = engine.store().head().value;
    std::map<std::uint64_t, Cohort> cohorts;
    for (auto& [id, line] : lines) {
        if (line.state().receives() && line.cursor() < head && line.queue().has_room()) {
            cohorts[line.cursor()].push_back(&line);
        }
    }
    std::size_t looked_at = 0;
    while (!cohorts.empty() && looked_at < records_per_turn) {
        auto [cursor, cohort] = std::move(*cohorts.begin());
        cohorts.erase(cohorts.begin());
        const std::uint64_t until = cohorts.empty() ? head : cohorts.begin()->first;
        Result<void> considered;
        const auto read = engine.store().read({cursor + 1}, [&](const Record& read_record) {
            const std::uint64_t position = read_record.envelope.position.value;
            const auto record = std::make_shared<const Record>(read_record);
            records[position] = record;
            for (DispatchLine* line : cohort) {
                considered = consider(*line, record);
                if (!considered) {
                    return false;
                }
                line->pass(position);
            }
            std::erase_if(cohort, [](const DispatchLine* line) {
                return !line->queue().has_room();
            });
            return ++looked_at < records_per_turn && position < until && !cohort.empty();
        });
        if (!read || !considered) {
            return read ? considered : read;
        }
        for (DispatchLine* line : cohort) {
            if (line->cursor() < head) {
                cohorts[line->cursor()].push_back(line);
            }
        }
    }
    behind = !cohorts.empty();
    while (records.size() > records_kept) {
        records.erase(records.begin());
    }
    return {};
}

Result<SharedRecord> Dispatcher::Inside::record_at(std::uint64_t position) {
    if (const auto kept = records.find(position); kept != records.end()) {
        return kept->second;
    }
    SharedRecord found;
    const auto read = engine.store().read({position}, [&](const Record& record) {
        found = std::make_shared<const Record>(record);
        return false;
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    if (!found || found->envelope.position.value != position) {
        return fail(
            ErrorCode::corruption,
            "Expected position " + std::to_string(position) +
                ", which the ledger of calls owes, in the log, but it ends before. The ledger is "
                "of another log: move it away"
        );
    }
    return found;
}

}  // namespace dunghan
