#include "adapters/app/wish_request.h"

#include "engine/task/stream.h"

#include "adapters/app/pseudonym.h"
#include "adapters/app/session.h"

namespace dunghan::app {

WishRequests::WishRequests(Engine& engine) : engine_(engine), names_(engine.views().directory()) {
    if (const auto& policy = engine.views().policy()) {
        zone_ = policy->zone;
    }
}

Result<Request> WishRequests::make(const Wish& wish) {
    if (const auto checked = check_actor(wish.actor); !checked) {
        return tl::unexpected(checked.error());
    }
    auto command = command_of(wish, {names_, zone_});
    if (!command) {
        return tl::unexpected(command.error());
    }
    const auto stream = stream_of(wish, *command);
    const auto at = wish.at.empty() ? Result<Instant>(Instant{}) : parse_instant(wish.at, zone_);
    if (!stream || !at) {
        return tl::unexpected(stream ? at.error() : stream.error());
    }
    if (const auto found = find_parent(*command); !found) {
        return tl::unexpected(found.error());
    }
    Request request;
    request.stream = *stream;
    request.command = std::move(*command);
    request.id = wish.id.empty() ? fresh_command_id() : command_id_from(wish.id);
    request.correlation = request.id;
    request.actor = "person:" + wish.actor;
    if (wish.expected) {
        request.expected = StreamVersion{*wish.expected};
    }
    if (!wish.at.empty()) {
        request.occurred_at = *at;
    }
    return request;
}

// A code is known under one kind; which one, the log says, or a wish just before.
Result<StreamId> WishRequests::stream_of(const Wish& wish, const task::Command& command) {
    if (const auto* assign = std::get_if<task::Assign>(&command)) {
        return *assigned_.insert(task::stream_of(assign->content.kind, wish.task)).first;
    }
    return known_stream(wish.task);
}

// A person names the parent by its code, the log by its stream.
Result<void> WishRequests::find_parent(task::Command& command) {
    auto* bind = std::get_if<task::Bind>(&command);
    if (bind == nullptr || bind->content.parent.empty()) {
        return {};
    }
    return known_stream(bind->content.parent).map([&](const StreamId& parent) {
        bind->content.parent = parent.value;
    });
}

Result<StreamId> WishRequests::known_stream(const std::string& code) {
    for (const auto kind : task::kinds) {
        const StreamId stream = task::stream_of(kind, code);
        const auto state = engine_.views().task(stream);
        if (!state) {
            return tl::unexpected(state.error());
        }
        if ((*state)->exists() || assigned_.contains(stream)) {
            return stream;
        }
    }
    return fail(ErrorCode::not_found, "Expected the code of a known task, but got '" + code + "'");
}

}  // namespace dunghan::app
