#include "adapters/app/api/guard.h"

#include <algorithm>
#include <map>

#include "engine/access/account.h"
#include "engine/access/stream.h"
#include "engine/person/stream.h"

#include "adapters/access/token_text.h"
#include "adapters/app/about.h"
#include "adapters/app/api/cookie.h"
#include "adapters/app/api/sessions.h"

namespace dunghan::app::api {
namespace {

// A provider says who it is; what they may do, their account says.
std::optional<Visitor> signed_in_elsewhere(Context& context, std::string_view token_text) {
    const auto subject = context.provider->subject_of(token_text, context.views.now());
    if (!subject || !person::is_id(subject->name)) {
        return std::nullopt;
    }
    const std::string account = access::account_of(subject->name);
    const auto token = context.tokens.find(account);
    if (!token || !*token) {
        return std::nullopt;
    }
    Visitor visitor{access::caller_of(**token), account, subject->until};
    return is_still_good(context, visitor) ? std::optional(std::move(visitor)) : std::nullopt;
}

// What stands in an address opens its feed alone; an account and a session are no bearer's.
std::optional<Visitor> bearer_in(Context& context, const http::Request& request) {
    constexpr std::string_view scheme = "Bearer ";
    const std::string_view field = request.field("authorization");
    if (!field.starts_with(scheme)) {
        return std::nullopt;
    }
    const std::string_view text = field.substr(scheme.size());
    if (context.provider != nullptr && !access::may_be_token(text)) {
        return signed_in_elsewhere(context, text);
    }
    auto visitor = visitor_of(context, text);
    const bool bears = visitor && visitor->caller.role != access::AccessRole::feed &&
                       !access::is_account(visitor->token) && !access::is_session(visitor->token);
    return bears ? visitor : std::nullopt;
}

// One that has lain idle is over for good, after a restart as well.
std::optional<Visitor> person_in(Context& context, const http::Request& request) {
    auto visitor = visitor_of(context, session_in(request));
    if (!visitor || !access::is_session(visitor->token)) {
        return std::nullopt;
    }
    if (context.sessions.touch(visitor->token, context.views.now())) {
        return visitor;
    }
    const Request over = request_about(
        access::token_stream(visitor->token),
        RevokeToken{{visitor->token, "idle"}},
        visitor->caller.holder
    );
    (void)context.desk.submit([over] { return over; }, [](const Outcome&) {});
    return std::nullopt;
}

// A browser sends the cookie along whoever made the request; only our own pages know the word.
bool may_have_been_forged(const http::Request& request) {
    const bool reads = request.method == "GET" || request.method == "HEAD";
    return !reads && (!is_same_origin(request) ||
                      request.field("x-csrf-token") != csrf_of(session_in(request)));
}

// A role that may never: said before a body is read. Whether it may with this very task, its
// handler asks.
Decision<void> may_ever(const Visitor& visitor, access::Operation needs) {
    const auto any = access::may(visitor.caller, needs, {});
    return any ? any : access::may(visitor.caller, needs, {{{visitor.caller.agency}}});
}

std::optional<http::Answer> check_query(const Operation& operation, const http::Request& request) {
    for (const auto& [name, value] : request.query) {
        if (std::ranges::count(operation.query, name, &Parameter::name) == 0) {
            return http::problem(
                {400,
                 "invalid",
                 "Expected only parameters that " + operation.route.name + " reads, but got '" +
                     name + "'; see /openapi.json",
                 name}
            );
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Visitor> visitor_of(Context& context, std::string_view token_text) {
    const auto presented = access::read_token(token_text);
    if (!presented) {
        return std::nullopt;
    }
    const auto token = context.tokens.find(presented->id);
    if (!token || !*token || !access::matches(*presented, **token) ||
        access::has_expired(**token, context.views.now())) {
        return std::nullopt;
    }
    return Visitor{access::caller_of(**token), presented->id, std::nullopt};
}

http::Answer unauthorized() {
    auto answer = http::problem(
        {401,
         "unauthorized",
         "Expected 'Authorization: Bearer dh_…' with a token that is good; ask whoever manages "
         "tokens: dunghan token create",
         ""}
    );
    answer.fields.emplace_back("WWW-Authenticate", "Bearer realm=\"dunghan\"");
    return answer;
}

bool is_still_good(Context& context, const Visitor& visitor) {
    const Instant now = context.views.now();
    const auto token = context.tokens.find(visitor.token);
    return token && *token && !access::has_expired(**token, now) &&
           (!visitor.until || now < *visitor.until);
}

http::Guard make_guard(Context& context, const Operations& operations) {
    std::map<std::string, const Operation*> by_name;
    for (const Operation& operation : operations) {
        by_name.emplace(operation.route.name, &operation);
    }
    return [&context, by_name = std::move(by_name)](
               const http::Route& route, http::Request& request
           ) -> std::optional<http::Answer> {
        const Operation& operation = *by_name.at(route.name);
        if (operation.needs) {
            const bool bears = !request.field("authorization").empty();
            auto visitor = bears ? bearer_in(context, request) : person_in(context, request);
            if (!visitor) {
                return unauthorized();
            }
            if (!bears && may_have_been_forged(request)) {
                return http::problem(
                    {403,
                     "cross_site",
                     "Expected X-CSRF-Token as GET /v1/session tells it, from one of our own pages",
                     ""}
                );
            }
            if (const auto may = may_ever(*visitor, *operation.needs); !may) {
                context.denials.note(*visitor, *operation.needs, "", "forbidden");
                return http::problem({403, "forbidden", may.error().detail, ""});
            }
            request.caller = std::move(*visitor);
        }
        return check_query(operation, request);
    };
}

}  // namespace dunghan::app::api
