// What the handlers share. All of it outlives the server.
#pragma once

#include "engine/port/ledger.h"

#include "adapters/access/passwords.h"
#include "adapters/app/api/caller.h"
#include "adapters/app/api/denials.h"
#include "adapters/app/api/known_tokens.h"
#include "adapters/app/api/operation.h"
#include "adapters/app/api/told_tasks.h"
#include "adapters/app/api/view.h"
#include "adapters/app/endpoint_wish.h"
#include "adapters/app/wish_request.h"
#include "adapters/asio/desk.h"
#include "adapters/asio/workers.h"
#include "adapters/identity/provider.h"

namespace dunghan::app::api {

class Sessions;

// What is known of endpoints beside the log.
struct EndpointHouse {
    EndpointWishes wishes;
    std::function<const Ledger*()> ledger;  // from any thread; null: nothing was ever to be told
};

// What is known of people beside the log.
struct PeopleHouse {
    access::Passwords passwords;
    identity::Provider* provider = nullptr;  // null: nobody is signed in elsewhere
};

struct Context {
    Views& views;
    ToldTasks& told;
    KnownTokens& tokens;
    Desk& desk;
    Denials& denials;
    Workers& workers;  // for readings of more than a few rows
    Engine& engine;    // of the desk's thread alone, and so is the next
    WishRequests& wishes;
    Sessions& sessions;
    const EndpointHouse& endpoints;
    identity::Provider* provider;  // null: nobody is signed in elsewhere
};

// A reading that wants the context, as one that does not.
using ReadWith = http::Answer (*)(Context&, const http::Request&);

[[nodiscard]] inline std::function<http::Answer(const http::Request&)> with(
    Context& context, ReadWith read
) {
    return [&context, read](const http::Request& request) { return read(context, request); };
}

// Answers from one of the workers; overloaded when too many readings wait.
[[nodiscard]] inline auto on_worker(
    Context& context, std::function<http::Answer(const http::Request&)> read
) {
    return [&context,
            read = std::move(read)](const http::Request& request, const http::Respond& respond) {
        const bool taken =
            context.workers.submit([read, request, respond] { respond(read(request)); });
        if (!taken) {
            respond(overloaded());
        }
    };
}

// Answers at once, from the connection's own thread: for what reads a row or two.
[[nodiscard]] inline auto at_once(std::function<http::Answer(const http::Request&)> read) {
    return [read = std::move(read)](const http::Request& request, const http::Respond& respond) {
        respond(read(request));
    };
}

// At once about the present; about another instant, which may mean a long history, from a worker.
[[nodiscard]] inline auto soon(
    Context& context, const std::function<http::Answer(const http::Request&)>& read
) {
    return [now = at_once(read), later = on_worker(context, read)](
               const http::Request& request, const http::Respond& respond
           ) { request.query.empty() ? now(request, respond) : later(request, respond); };
}

[[nodiscard]] inline http::Answer answer_to(const BadParameter& bad) {
    return answer_to(bad.error, bad.name);
}

// Operations of one part of the API each.
[[nodiscard]] Operations task_operations(Context& context);
[[nodiscard]] Operations change_operations(Context& context);
[[nodiscard]] Operations event_operations(Context& context);
[[nodiscard]] Operations rule_operations(Context& context);
[[nodiscard]] Operations delivery_operations(Context& context);
[[nodiscard]] Operations feed_operations(Context& context);
[[nodiscard]] Operations token_operations(Context& context);
[[nodiscard]] Operations endpoint_operations(Context& context);

}  // namespace dunghan::app::api
