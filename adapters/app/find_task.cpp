#include "adapters/app/find_task.h"

#include <algorithm>

#include "engine/codec/event_list.h"
#include "engine/definition/definitions.h"
#include "engine/task/stream.h"
#include "engine/task/workflow.h"

namespace dunghan::app {

Result<Found> find_task(const Reading& reading, const std::string& code) {
    for (const auto kind : task::kinds) {
        const StreamId stream = task::stream_of(kind, code);
        const auto state = audit::task_at(*reading.store, stream, reading.query);
        if (!state) {
            return tl::unexpected(state.error());
        }
        if (*state) {
            return Found{stream, **state};
        }
    }
    return fail(
        ErrorCode::not_found,
        "Expected the code of a task known by " + to_rfc3339(reading.query.as_of) +
            ", like 2.8, 6.6#3 or hs-so-du-lich, but there is no '" + code + "'"
    );
}

Result<std::optional<Definition>> definition_of(const Store& store, const task::State& state) {
    const task::Following now = task::following(state);
    if (now.version == 0) {
        return std::nullopt;
    }
    const auto row = store.get(View::notice, definition_row(now.definition, now.version));
    if (!row || !*row) {
        return row ? Result<std::optional<Definition>>(std::nullopt) : tl::unexpected(row.error());
    }
    constexpr auto schema = EventSchema<DefinitionPublished>::newest;
    return decode_payload(EventType::definition_published, schema, **row).map([](Event&& event) {
        return std::optional(std::get<DefinitionPublished>(std::move(event)));
    });
}

std::string transitions_from_here(const Definition& definition, const task::State& state) {
    std::string names;
    for (const TransitionRule& transition : definition.transitions) {
        const bool by_itself =
            std::ranges::count(transition.by, Role::system) > 0 && transition.by.size() == 1;
        if (!by_itself && std::ranges::count(transition.from, task::state_name(state)) > 0) {
            names += (names.empty() ? "" : ", ") + transition.id + " (" + transition.name + ")";
        }
    }
    return names;
}

}  // namespace dunghan::app
