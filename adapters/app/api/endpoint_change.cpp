#include "adapters/app/api/endpoint_change.h"

#include "engine/endpoint/stream.h"

#include "adapters/app/api/change_body.h"
#include "adapters/app/api/endpoint_asked.h"
#include "adapters/app/api/guard.h"
#include "adapters/app/outcome_json.h"
#include "adapters/app/session.h"
#include "adapters/webhook/secret.h"

namespace dunghan::app::api {
namespace {

using Asked = AskedOfEndpoint;

constexpr std::uint64_t body_max = 64 * 1024;

tl::unexpected<Refusal> refuse(const std::string& code, const std::string& detail) {
    return tl::unexpected(Refusal{Refusal::Kind::rejected, code, detail});
}

// On the engine's thread: of the endpoint as it stands, and as it is to be.
tl::expected<Request, Refusal> permitted(const Asked& asked) {
    if (!is_still_good(asked.context, asked.visitor)) {
        return refuse("unauthorized", "Expected a token that is still good; ask for another");
    }
    const endpoint::State state =
        asked.context.engine.views().endpoint(endpoint::stream_of(asked.id));
    Decision<void> may;
    if (state.exists()) {
        may = access::may(asked.visitor.caller, asked.needs, target_of(state.endpoint));
    }
    if (may && asked.content) {
        may = access::may(asked.visitor.caller, asked.needs, target_of(*asked.content));
    }
    if (may) {
        return asked.request;
    }
    asked.context.denials.note(
        asked.visitor, asked.needs, asked.request.stream.value, may.error().code
    );
    if (may.error().code == "not_found") {
        return refuse("not_found", "Expected the id of an endpoint that is there");
    }
    return refuse(may.error().code, may.error().detail);
}

http::Answer answer_to_change(const Outcome& outcome, Asked& asked) {
    if (!outcome) {
        const bool unknown = outcome.error().kind == Refusal::Kind::failed;
        if (asked.drawn && !unknown) {
            asked.context.endpoints.wishes.forget(asked.id, *asked.drawn);
        }
        return answer_to(outcome.error());
    }
    Json json = outcome_json(outcome);
    json.erase("ok");
    json["endpoint"] = asked.id;
    const bool creates =
        std::holds_alternative<endpoint::Create>(std::get<endpoint::Command>(asked.request.command)
        );
    if (asked.drawn && outcome->repeated) {
        asked.context.endpoints.wishes.forget(asked.id, *asked.drawn);  // the first one counts
    } else if (asked.drawn) {
        json["secret_id"] = asked.drawn->mark.id;
        json["secret"] = asked.drawn->text;
        webhook::wipe(asked.drawn->text);
    }
    auto answer = json_answer(json, creates ? 201 : 200);
    answer.fields.emplace_back("ETag", "\"" + std::to_string(outcome->version.value) + "\"");
    answer.fields.emplace_back("Cache-Control", "no-store");
    return answer;
}

Request request_of(
    const http::Request& request, const Asked& asked, std::optional<std::uint64_t> expected
) {
    Request made;
    made.stream = endpoint::stream_of(asked.id);
    const std::string_view key = request.field("idempotency-key");
    made.id = key.empty() ? fresh_command_id()
                          : command_id_from("api|" + asked.visitor.token + "|" + std::string(key));
    made.correlation = made.id;
    made.actor = "person:" + asked.visitor.caller.holder;
    if (expected) {
        made.expected = StreamVersion{*expected};
    }
    return made;
}

void change(
    Context& context,
    const EndpointChange& kind,
    const http::Request& request,
    const http::Respond& respond
) {
    auto body = read_flat_body(request, kind.fields);
    const auto expected = expected_version(request);
    if (!body || !expected) {
        respond(answer_to(body ? expected.error() : body.error()));
        return;
    }
    auto asked = std::make_shared<Asked>(Asked{
        context, visitor_of(request), kind.needs, "", std::move(*body), {}, {}, {}});
    if (const auto place = request.places.find("endpoint"); place != request.places.end()) {
        asked->id = place->second;
    }
    auto command = kind.make(*asked);
    if (!command) {
        respond(answer_to(command.error()));
        return;
    }
    asked->request = request_of(request, *asked, *expected);
    asked->request.command = std::move(*command);
    const bool taken = context.desk.submit(
        [asked] { return permitted(*asked); },
        [asked, respond](const Outcome& outcome) { respond(answer_to_change(outcome, *asked)); }
    );
    if (!taken) {
        respond(overloaded());
    }
}

// A secret becomes durable before it is spoken of: not on a connection's own thread.
auto on_worker_change(Context& context, const EndpointChange& kind) {
    return [&context, &kind](const http::Request& request, const http::Respond& respond) {
        const bool taken = context.workers.submit([&context, &kind, request, respond] {
            change(context, kind, request, respond);
        });
        if (!taken) {
            respond(overloaded());
        }
    };
}

}  // namespace

Parameter endpoint_place() {
    return {"endpoint", "The id of an endpoint: ioc-tinh", text_schema(64)};
}

access::Target target_of(const endpoint::Endpoint& endpoint) {
    if (endpoint.agency.empty()) {
        return {std::vector<std::string>{}};
    }
    return {std::vector{endpoint.agency}};
}

Operations endpoint_changes(Context& context) {
    Operations operations;
    for (const EndpointChange& kind : endpoint_changes_known()) {
        const bool creates = kind.operation == "createEndpoint";
        std::string path = creates ? "/v1/endpoints" : "/v1/endpoints/{endpoint}";
        if (!kind.name.empty()) {
            path.append("/").append(kind.name);
        }
        Operation operation;
        operation.route = {
            std::string(kind.method),
            path,
            std::string(kind.operation),
            body_max,
            on_worker_change(context, kind)};
        if (!creates) {
            operation.places = {endpoint_place()};
        }
        operation.tag = "endpoints";
        operation.summary = kind.summary;
        operation.needs = kind.needs;
        operation.body = kind.body;
        operation.answer = "EndpointReceipt";
        operation.status = creates ? 201 : 200;
        operation.changes = true;
        operations.push_back(std::move(operation));
    }
    return operations;
}

}  // namespace dunghan::app::api
