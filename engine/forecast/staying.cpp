#include "engine/forecast/staying.h"

#include "engine/codec/rows.h"
#include "engine/forecast/changes.h"
#include "engine/forecast/gather.h"
#include "engine/forecast/row_cursor.h"
#include "engine/runtime/rules.h"
#include "engine/task/decide.h"
#include "engine/task/judge.h"
#include "engine/task/workflow.h"

namespace dunghan::forecast {
namespace {

// What is decided for `found`, without its name.
Staying migrated(const task::State& state, const Projector& views, Staying found, Instant now) {
    const task::Command wish = task::Migrate{{found.definition, found.newest, "", ""}};
    const auto events = task::decide(state, wish, now, rules_for(views, state, wish));
    if (!events) {
        found.refused = events.error().detail;
        return found;
    }
    for (const task::Event& event : *events) {
        if (const auto* moved = std::get_if<task::TermMoved>(&event)) {
            found.moves.push_back(
                {moved->milestone,
                 moved->rule.label,
                 task::due_in_force(state, moved->milestone),
                 moved->reckoning.due_before}
            );
        }
    }
    return found;
}

std::optional<Staying> staying_task(
    const StreamId& stream,
    const task::State& state,
    const Projector& views,
    const std::set<std::string>& definitions,
    Instant now
) {
    const task::Following now_at = task::following(state);
    const Definition* newest = views.definitions().latest(now_at.definition);
    if (!definitions.contains(now_at.definition) || newest == nullptr ||
        newest->version == now_at.version || !task::is_open(state)) {
        return std::nullopt;
    }
    Staying found;
    found.task = name_of(stream, state, views, now);
    found.definition = now_at.definition;
    found.version = now_at.version;
    found.newest = newest->version;
    found.state = task::state_name(state);
    return migrated(state, views, std::move(found), now);
}

}  // namespace

Result<std::vector<Staying>> staying(
    const Engine& engine, const std::set<std::string>& definitions, Instant now
) {
    std::vector<Staying> all;
    RowCursor cursor(engine.store(), View::task);
    while (!definitions.empty()) {
        const auto row = cursor.row();
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (*row == nullptr) {
            break;
        }
        if (has_course((*row)->second)) {
            const auto read = decode_task_row((*row)->second);
            if (!read) {
                return tl::unexpected(read.error());
            }
            const StreamId stream{(*row)->first};
            if (auto found = staying_task(stream, read->state, engine.views(), definitions, now)) {
                all.push_back(std::move(*found));
            }
        }
        if (all.size() > changes_max) {
            return fail(
                ErrorCode::limit_exceeded,
                "Expected at most " + std::to_string(changes_max) +
                    " running tasks on other versions, but got more"
            );
        }
        cursor.advance();
    }
    return all;
}

}  // namespace dunghan::forecast
