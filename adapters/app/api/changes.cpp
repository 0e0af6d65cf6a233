// Changing tasks: one operation for each action of a wish (docs/formats/commands.md), with its
// fields as the body.
#include <algorithm>

#include "adapters/app/api/change_actions.h"
#include "adapters/app/api/change_body.h"
#include "adapters/app/api/context.h"
#include "adapters/app/outcome_json.h"

namespace dunghan::app::api {
namespace {

constexpr std::uint64_t body_max = 64 * 1024;

using Operation = access::Operation;

// Roles a caller may act in when it takes a transition: those of its own agency, unless it speaks
// for the whole.
Decision<void> may_act_as(const Visitor& visitor, const Wish& wish) {
    using access::AccessRole;
    const AccessRole role = visitor.caller.role;
    if (wish.action != "take" || role == AccessRole::admin || role == AccessRole::coordinator) {
        return {};
    }
    std::vector<std::string_view> own{"holder", "appraiser"};
    if (role == AccessRole::head) {
        own.insert(own.end(), {"deputy", "head"});
    }
    if (std::ranges::count(own, wish.as) > 0) {
        return {};
    }
    return reject("forbidden", "Expected 'as' to be a role of your agency: holder or appraiser");
}

http::Answer answer_with_field(const Error& error) {
    return answer_to(error, field_in(error.detail));
}

tl::unexpected<Refusal> refuse(const std::string& code, const std::string& detail) {
    return tl::unexpected(Refusal{Refusal::Kind::rejected, code, detail});
}

// The same whether it is not there or not theirs.
tl::unexpected<Refusal> refuse_unknown(const std::string& code) {
    return refuse("not_found", "Expected the code of a known task, but got '" + code + "'");
}

// What one request asks of the desk.
struct Change {
    Wish wish;
    Visitor visitor;
    Operation needed{};
};

// An agency answers reminders for itself alone.
bool answers_for_another(const Change& change, const Request& request) {
    const auto* wish = std::get_if<task::Command>(&request.command);
    const auto* acknowledged = wish ? std::get_if<task::Acknowledge>(wish) : nullptr;
    const std::string& own = change.visitor.caller.agency;
    return acknowledged != nullptr && !own.empty() && acknowledged->content.agency != own;
}

// On the engine's thread: whether the visitor may is about the very state the wish is decided on.
Decision<void> may_change(Context& context, const Change& change, const Request& request) {
    const auto token = context.tokens.find(change.visitor.token);
    if (!token || !*token) {
        return reject("unauthorized", "Expected a token that is still good; ask for another");
    }
    if (answers_for_another(change, request)) {
        return reject("forbidden", "Expected 'party' to be the agency of the token");
    }
    const auto state = context.engine.views().task(request.stream);
    access::Target target;
    if (state && (*state)->exists()) {
        const auto& policy = context.engine.views().policy();
        const Date today = date_at(context.engine.now(), policy ? policy->zone : Zone{});
        target = target_of(**state, context.engine.views().directory(), today);
    }
    return access::may(change.visitor.caller, change.needed, target);
}

tl::expected<Request, Refusal> request_for(Context& context, const Change& change) {
    auto request = context.wishes.make(change.wish);
    if (!request && request.error().code == ErrorCode::not_found) {
        return refuse_unknown(change.wish.task);
    }
    if (!request) {
        return refuse(std::string(to_text(request.error().code)), request.error().detail);
    }
    const auto may = may_change(context, change, *request);
    if (!may) {
        context.denials.note(
            change.visitor, change.needed, request->stream.value, may.error().code
        );
        return may.error().code == "not_found" ? refuse_unknown(change.wish.task)
                                               : refuse(may.error().code, may.error().detail);
    }
    return std::move(*request);
}

http::Answer answer_to_change(const Outcome& outcome, const Change& change) {
    if (!outcome) {
        auto answer = answer_to(outcome.error());
        const std::string field = field_in(outcome.error().detail);
        return field.empty()
                   ? answer
                   : http::problem(
                         {answer.status, outcome.error().code, outcome.error().detail, field}
                     );
    }
    Json json = outcome_json(outcome);
    json.erase("ok");
    json["task"] = change.wish.task;
    auto answer = json_answer(json, change.wish.action == "assign" ? 201 : 200);
    answer.fields.emplace_back("ETag", "\"" + std::to_string(outcome->version.value) + "\"");
    return answer;
}

void change(
    Context& context,
    std::string_view action,
    const http::Request& request,
    const http::Respond& respond
) {
    auto wish = wish_of(request, action);
    if (!wish) {
        respond(answer_with_field(wish.error()));
        return;
    }
    auto asked =
        std::make_shared<Change>(Change{std::move(*wish), visitor_of(request), needed_for(action)});
    if (const auto may = may_act_as(asked->visitor, asked->wish); !may) {
        respond(http::problem({403, may.error().code, may.error().detail, "as"}));
        return;
    }
    const bool taken = context.desk.submit(
        [&context, asked] { return request_for(context, *asked); },
        [asked, respond](const Outcome& outcome) { respond(answer_to_change(outcome, *asked)); }
    );
    if (!taken) {
        respond(overloaded());
    }
}

}  // namespace

Operations change_operations(Context& context) {
    Operations operations;
    for (const WishAction& action : wish_actions) {
        const bool creates = action.name == "assign";
        const std::string name(action.name);
        app::api::Operation operation;
        operation.route = {
            "POST",
            creates ? "/v1/tasks" : "/v1/tasks/{task}/" + name,
            operation_name(name),
            body_max,
            [&context, name](const http::Request& request, const http::Respond& respond) {
                change(context, name, request, respond);
            }};
        if (!creates) {
            operation.places = {task_place()};
        }
        operation.tag = "changes";
        operation.summary = summary_of(name);
        operation.needs = needed_for(name);
        operation.body = "Wish-" + name;
        operation.answer = "Receipt";
        operation.status = creates ? 201 : 200;
        operation.changes = true;
        operations.push_back(std::move(operation));
    }
    return operations;
}

}  // namespace dunghan::app::api
