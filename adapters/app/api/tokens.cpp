// Tokens over HTTP: list, create, revoke. What `dunghan token` does, beside a running engine.
#include "engine/projection/tokens.h"

#include <algorithm>

#include "engine/access/account.h"
#include "engine/access/stream.h"
#include "engine/base/limits.h"
#include "engine/codec/names.h"
#include "engine/person/stream.h"

#include "adapters/access/token_text.h"
#include "adapters/app/about.h"
#include "adapters/app/api/context.h"
#include "adapters/app/api/flat_body.h"
#include "adapters/app/api/guard.h"
#include "adapters/app/api/task_page.h"
#include "adapters/app/token_json.h"

namespace dunghan::app::api {
namespace {

constexpr std::uint64_t body_max = 4096;
constexpr std::uint64_t days_unsaid = 90;

Error wrong_field(const std::string& field, const std::string& wanted) {
    return {ErrorCode::invalid, "Expected '" + field + "' to be " + wanted};
}

Result<std::string> short_text(const BodyFields& body, const std::string& field) {
    const auto& text = std::get<std::string>(body.at(field));
    const bool sound = text.size() <= limits::stream_id_octets_max;
    return sound ? Result<std::string>(text) : tl::unexpected(wrong_field(field, "a short text"));
}

// What is still missing (id, hash, expiry) is not the caller's to say.
struct Wanted {
    access::Token token;
    std::int64_t days = days_unsaid;
};

Result<Wanted> wanted_in(const http::Request& request) {
    const std::string unsaid;
    const auto body = read_flat_body(
        request, {{"role", unsaid}, {"agency", unsaid}, {"holder", unsaid}, {"days", days_unsaid}}
    );
    if (!body) {
        return tl::unexpected(body.error());
    }
    const auto role_text = short_text(*body, "role");
    const auto agency = short_text(*body, "agency");
    const auto holder = short_text(*body, "holder");
    for (const auto* text : {&role_text, &agency, &holder}) {
        if (!*text) {
            return tl::unexpected(text->error());
        }
    }
    const auto role = from_stored_name<access::AccessRole>(*role_text);
    if (!role) {
        return tl::unexpected(wrong_field("role", "a role; docs/formats/access.md lists them"));
    }
    const auto days = std::get<std::uint64_t>(body->at("days"));
    if (days == 0 || days > limits::token_days_max) {
        return tl::unexpected(wrong_field(
            "days", "a whole number from 1 to " + std::to_string(limits::token_days_max)
        ));
    }
    Wanted wanted;
    wanted.token.role = *role;
    wanted.token.agency = *agency;
    wanted.token.holder = *holder;
    wanted.days = static_cast<std::int64_t>(days);
    return wanted;
}

// On the engine's thread: the token of whoever asks may have gone meanwhile.
tl::expected<Request, Refusal> request_by(
    Context& context, const Visitor& visitor, const std::string& id, Command command
) {
    if (!is_still_good(context, visitor)) {
        return tl::unexpected(Refusal{
            Refusal::Kind::rejected,
            "unauthorized",
            "Expected a token that is still good; ask for another"});
    }
    return request_about(access::token_stream(id), std::move(command), visitor.caller.holder);
}

// The field is named as wrong_field() does.
http::Answer answer_to_body(const Error& error) {
    constexpr std::string_view begin = "Expected '";
    const std::string_view detail = error.detail;
    const bool about_one = detail.starts_with(begin);
    const std::size_t end = about_one ? detail.find('\'', begin.size()) : begin.size();
    return answer_to(error, std::string(detail.substr(begin.size(), end - begin.size())));
}

http::Answer answer_to_outcome(const Outcome& outcome, Json json, unsigned status) {
    if (!outcome && outcome.error().code == "no_such_token") {
        return http::problem({404, "not_found", outcome.error().detail, "token"});
    }
    if (!outcome) {
        return answer_to(outcome.error());
    }
    json["position"] = outcome->first.value;
    return json_answer(json, status);
}

void create_token(Context& context, const http::Request& request, const http::Respond& respond) {
    auto wanted = wanted_in(request);
    if (!wanted) {
        respond(answer_to_body(wanted.error()));
        return;
    }
    const auto drawn = access::make_token();
    if (!drawn) {
        respond(answer_to(drawn.error()));
        return;
    }
    auto made = std::make_shared<Wanted>(std::move(*wanted));
    made->token.id = drawn->id;
    made->token.secret_hash = drawn->secret_hash;
    const bool taken = context.desk.submit(
        [&context, made, visitor = visitor_of(request)] {
            made->token.expires = plus_days(context.engine.now(), made->days);
            return request_by(context, visitor, made->token.id, CreateToken{{made->token}});
        },
        [made, text = drawn->text, respond](const Outcome& outcome) {
            respond(answer_to_outcome(outcome, made_json(made->token, text), 201));
        }
    );
    if (!taken) {
        respond(overloaded());
    }
}

void revoke_token(Context& context, const http::Request& request, const http::Respond& respond) {
    const auto body = read_flat_body(request, {{"reason", std::string()}});
    const auto reason = body ? short_text(*body, "reason") : tl::unexpected(body.error());
    if (!reason) {
        respond(answer_to_body(reason.error()));
        return;
    }
    const std::string id = request.places.at("token");
    if (!person::is_id(id)) {  // not repeated: it may be the whole token
        respond(http::problem(
            {404, "not_found", "Expected the id of a token; GET /v1/tokens lists them", "token"}
        ));
        return;
    }
    const bool taken = context.desk.submit(
        [&context, id, reason = *reason, visitor = visitor_of(request)] {
            return request_by(context, visitor, id, RevokeToken{{id, reason}});
        },
        [id, respond](const Outcome& outcome) {
            respond(answer_to_outcome(outcome, {{"id", id}, {"revoked", true}}, 200));
        }
    );
    if (!taken) {
        respond(overloaded());
    }
}

const std::vector<std::string> kinds{"any", "token", "account", "session"};

std::string kind_of(const std::string& id) {
    return access::is_account(id) ? "account" : access::is_session(id) ? "session" : "token";
}

http::Answer list_tokens(Context& context, const http::Request& request) {
    const auto view = context.views.at(request);
    const auto kind = word_of(request, "kind", kinds);
    const auto limit = number_of(request, "limit", 1, page_max, page_usual);
    if (!view || !kind || !limit) {
        return answer_to(!view ? view.error() : kind ? limit.error() : kind.error());
    }
    const std::string cursor = text_of(request, "cursor");
    const auto tokens = tokens_at(context.views.store(), view->query);
    if (!tokens) {
        return answer_to(tokens.error());
    }
    Json json{{"position", view->position.value}, {"items", Json::array()}, {"next", nullptr}};
    std::string last;
    for (const access::State& state : *tokens) {
        const std::string& id = state.token->id;
        if (id <= cursor || (*kind != "any" && *kind != kind_of(id))) {
            continue;
        }
        if (json["items"].size() == *limit) {
            json["next"] = last;
            break;
        }
        last = id;
        json["items"].push_back(listed_json(state, view->query.as_of));
    }
    return json_answer(json);
}

std::function<void(const http::Request&, const http::Respond&)> changing(
    Context& context, void (*act)(Context&, const http::Request&, const http::Respond&)
) {
    return [&context, act](const http::Request& request, const http::Respond& respond) {
        act(context, request, respond);
    };
}

}  // namespace

Operations token_operations(Context& context) {
    Operations operations(3);
    operations[0].route = {
        "GET", "/v1/tokens", "listTokens", 0, on_worker(context, with(context, list_tokens))};
    operations[0].summary = "Every token, never its secret";
    operations[0].query = with_times(
        {{"kind", "Tokens alone, accounts or sessions; unsaid: any", words_schema(kinds)},
         {"limit", "Tokens of a page", number_schema(1, page_max, page_usual)},
         {"cursor", "The 'next' of the page before", text_schema(80)}}
    );
    operations[0].answer = "TokenPage";
    operations[1].route = {
        "POST", "/v1/tokens", "createToken", body_max, changing(context, create_token)};
    operations[1].summary = "Make a token: its text is in this answer and nowhere else";
    operations[1].body = "TokenWish";
    operations[1].answer = "TokenMade";
    operations[1].status = 201;
    operations[1].also = {422};
    operations[2].route = {
        "POST",
        "/v1/tokens/{token}/revoke",
        "revokeToken",
        body_max,
        changing(context, revoke_token)};
    operations[2].summary = "From now on it opens nothing; done already, nothing more happens";
    operations[2].places = {{"token", "The id of a token", text_schema(64)}};
    operations[2].body = "TokenRevocation";
    operations[2].answer = "TokenRevoked";
    operations[2].also = {404, 422};
    for (Operation& operation : operations) {
        operation.tag = "tokens";
        operation.needs = access::Operation::manage_tokens;
    }
    return operations;
}

}  // namespace dunghan::app::api
