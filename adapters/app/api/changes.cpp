// Changing tasks: one operation for each action of a wish (docs/formats/commands.md), with its
// fields as the body.
#include <algorithm>
#include <map>

#include "engine/projection/tokens.h"

#include "adapters/app/api/context.h"
#include "adapters/app/outcome_json.h"
#include "adapters/app/wish_line.h"

namespace dunghan::app::api {
namespace {

constexpr std::uint64_t body_max = 64 * 1024;

using Operation = access::Operation;

// What a caller must be allowed for an action.
Operation needed_for(std::string_view action) {
    static const std::map<std::string_view, access::Operation> needs{
        {"assign", Operation::assign_task},
        {"start", Operation::report_progress},
        {"submit", Operation::report_progress},
        {"complete", Operation::report_progress},
        {"meet", Operation::report_progress},
        {"evidence", Operation::add_evidence},
        {"set-deadline", Operation::set_deadline},
        {"wait-on", Operation::wait_on},
        {"rate", Operation::rate},
        {"request-extension", Operation::request_extension},
        {"grant-extension", Operation::decide_extension},
        {"refuse-extension", Operation::decide_extension},
        {"cancel", Operation::cancel},
        {"bind", Operation::bind},
        {"take", Operation::take_transition},
        {"suspend", Operation::suspend_clock},
        {"resume", Operation::suspend_clock},
        {"restart", Operation::set_deadline},
        {"migrate", Operation::migrate},
        {"acknowledge", Operation::acknowledge},
        {"silence", Operation::silence},
        {"end-silence", Operation::silence}};
    return needs.at(action);
}

// "set-deadline" -> "setDeadline".
std::string operation_name(std::string_view action) {
    std::string name;
    for (std::size_t i = 0; i < action.size(); ++i) {
        const bool upper = action[i] == '-';
        name += upper ? static_cast<char>(action[++i] - 'a' + 'A') : action[i];
    }
    return name + "Task";
}

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

// What each action is, in a line.
std::string summary_of(std::string_view action) {
    static const std::map<std::string_view, std::string_view> summaries{
        {"assign", "A new task"},
        {"start", "The work has begun"},
        {"submit", "The work is handed in"},
        {"complete", "The work is done"},
        {"meet", "A milestone is met"},
        {"evidence", "A document that shows it"},
        {"set-deadline", "Another deadline"},
        {"wait-on", "Who it waits on"},
        {"rate", "The office's own code"},
        {"request-extension", "More time is asked for"},
        {"grant-extension", "More time is granted"},
        {"refuse-extension", "More time is refused"},
        {"cancel", "The task is called off"},
        {"bind", "It follows a definition from now on"},
        {"take", "A transition of its definition"},
        {"suspend", "Its clock stands still"},
        {"resume", "Its clock goes on"},
        {"restart", "A term begins anew"},
        {"migrate", "It follows another version of its definition"},
        {"acknowledge", "A reminder was seen, perhaps with a promise"},
        {"silence", "Nobody is reminded until a day"},
        {"end-silence", "Reminders go on"}};
    return std::string(summaries.at(action));
}

// `"7"` of If-Match: the version the caller has read.
Result<std::optional<std::uint64_t>> expected_version(const http::Request& request) {
    const std::string_view tag = request.field("if-match");
    if (tag.empty() || tag == "*") {
        return std::nullopt;
    }
    const std::string digits(tag.substr(1, tag.size() > 2 ? tag.size() - 2 : 0));
    const bool number = !digits.empty() && digits.size() <= 18 &&
                        std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!tag.starts_with('"') || !tag.ends_with('"') || !number) {
        return fail(
            ErrorCode::invalid,
            "Expected If-Match to be the ETag of a task, like \"7\", but got another value"
        );
    }
    return std::stoull(digits);
}

constexpr std::size_t key_octets_max = 200;

// What the request says already: its name, its action, its actor.
Result<void> check_unsaid(const Wish& wish, bool path_says_task) {
    for (const auto& [name, text] :
         {std::pair("id", &wish.id),
          std::pair("action", &wish.action),
          std::pair("actor", &wish.actor),
          std::pair("task", path_says_task ? &wish.task : &wish.id)}) {
        if (!text->empty()) {
            return fail(
                ErrorCode::invalid,
                std::string("Expected '") + name + "' to be left out, for the request says it"
            );
        }
    }
    return {};
}

Result<void> check_framing(const http::Request& request) {
    const std::string_view type = request.field("content-type");
    if (type.substr(0, type.find(';')) != "application/json") {
        return fail(ErrorCode::invalid, "Expected Content-Type to be application/json");
    }
    if (request.field("idempotency-key").size() > key_octets_max) {
        return fail(ErrorCode::invalid, "Expected an Idempotency-Key of at most 200 octets");
    }
    return {};
}

Result<Wish> wish_of(const http::Request& request, std::string_view action) {
    WishLine body = read_wish(request.body);
    const auto place = request.places.find("task");
    const bool path_says_task = place != request.places.end();
    const auto framed = check_framing(request);
    const auto expected = expected_version(request);
    const auto unsaid = check_unsaid(body.wish, path_says_task);
    if (!framed || !expected) {
        return tl::unexpected(framed ? expected.error() : framed.error());
    }
    if (body.problem || !unsaid) {
        return tl::unexpected(body.problem ? *body.problem : unsaid.error());
    }
    Wish wish = std::move(body.wish);
    if (path_says_task) {
        wish.task = place->second;
    }
    const Visitor& visitor = visitor_of(request);
    if (const std::string_view key = request.field("idempotency-key"); !key.empty()) {
        wish.id = "api|" + visitor.token + "|" + std::string(key);
    }
    wish.action = action;
    wish.actor = visitor.caller.holder;
    if (*expected) {
        wish.expected = *expected;
    }
    return wish;
}

// "Expected 'holder' to be …": holder. Empty: the detail is not about one field.
std::string field_in(std::string_view detail) {
    constexpr std::string_view begin = "Expected '";
    if (!detail.starts_with(begin)) {
        return "";
    }
    const std::string_view rest = detail.substr(begin.size());
    const std::string_view name = rest.substr(0, rest.find('\''));
    const bool known = std::ranges::count(wish_fields, name, &WishField::name) > 0;
    return known ? std::string(name) : "";
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
    const auto token = find_token(context.views.store(), change.visitor.token);
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
