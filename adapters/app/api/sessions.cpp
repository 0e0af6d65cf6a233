#include "adapters/app/api/sessions.h"

#include "engine/access/account.h"
#include "engine/access/stream.h"

#include "adapters/access/token_text.h"
#include "adapters/app/about.h"
#include "adapters/app/api/cookie.h"
#include "adapters/app/api/flat_body.h"
#include "adapters/app/api/guard.h"
#include "adapters/app/user.h"

namespace dunghan::app::api {

bool Sessions::touch(const std::string& session, Instant now) {
    const std::lock_guard lock(guard_);
    if (now.ms - pruned_at_.ms >= ms_per_minute) {
        pruned_at_ = now;
        std::erase_if(used_, [&](const auto& entry) {
            return now.ms - entry.second.ms >= session_ms;
        });
    }
    Instant& used = used_.try_emplace(session, now).first->second;
    if (now.ms - used.ms >= session_idle_ms) {
        return false;
    }
    used = now;
    return true;
}

std::int64_t Sessions::wait(const std::string& name, const std::string& peer, Instant now) {
    const std::lock_guard lock(guard_);
    return std::max(names_.wait(name, now), peers_.wait(peer, now));
}

void Sessions::note_wrong(const std::string& name, const std::string& peer, Instant now) {
    const std::lock_guard lock(guard_);
    names_.note_wrong(name, now);
    peers_.note_wrong(peer, now);
}

void Sessions::note_right(const std::string& name) {
    const std::lock_guard lock(guard_);
    names_.forget(name);
}

namespace {

constexpr std::uint64_t body_max = 4096;

struct Login {
    std::string name;
    std::string password;
    std::string peer;
    bool secure = false;
};

http::Answer wrong_password() {
    return http::problem(
        {401,
         "unauthorized",
         "Expected the name and the password of an account; see dunghan user",
         ""}
    );
}

http::Answer too_many(std::int64_t wait_ms) {
    auto answer = http::problem(
        {429, "too_many_guesses", "Expected fewer wrong passwords; try again later", ""}
    );
    answer.fields.emplace_back("Retry-After", std::to_string((wait_ms + 999) / 1000));
    return answer;
}

http::Answer not_from_here() {
    return http::problem(
        {403, "cross_site", "Expected a request that one of our own pages makes", ""}
    );
}

http::Answer only_sessions(const std::string& instead) {
    return http::problem({403, "forbidden", "Expected a session; " + instead, ""});
}

// Texts that the body must have, and nothing else.
Result<std::vector<std::string>> texts_in(
    const http::Request& request, const std::vector<std::string>& names
) {
    const std::string absent(1, '\0');  // which no name and no password is
    BodyFields fields;
    for (const std::string& name : names) {
        fields.emplace(name, absent);
    }
    const auto body = read_flat_body(request, std::move(fields));
    if (!body) {
        return tl::unexpected(body.error());
    }
    std::vector<std::string> texts;
    for (const std::string& name : names) {
        texts.push_back(std::get<std::string>(body->at(name)));
        if (texts.back() == absent) {
            return fail(ErrorCode::invalid, "Expected '" + name + "' to be a text of the body");
        }
    }
    return texts;
}

Json session_json(const access::Token& token) {
    return {
        {"holder", token.holder},
        {"role", name_of(token.role)},
        {"agency", token.agency},
        {"expires", to_rfc3339(token.expires)}};
}

// The session is there when its token is durable.
void begin_session(
    Context& context, const access::Token& account, bool secure, const http::Respond& respond
) {
    const auto made = access::make_token(std::string(access::session_begin));
    if (!made) {
        respond(answer_to(made.error()));
        return;
    }
    access::Token token = account;
    token.id = made->id;
    token.secret_hash = made->secret_hash;
    token.expires = std::min(account.expires, Instant{context.views.now().ms + session_ms});
    const Request request =
        request_about(access::token_stream(token.id), CreateToken{{token}}, token.holder);
    const bool taken = context.desk.submit(
        [request] { return request; },
        [&context, token, text = made->text, secure, respond](const Outcome& outcome) {
            if (!outcome) {
                respond(answer_to(outcome.error()));
                return;
            }
            (void)context.sessions.touch(token.id, context.views.now());
            Json json = session_json(token);
            json["csrf"] = csrf_of(text);
            auto answer = json_answer(json);
            answer.fields.emplace_back(
                "Set-Cookie", session_cookie(text, session_ms / 1000, secure)
            );
            respond(std::move(answer));
        }
    );
    if (!taken) {
        respond(overloaded());
    }
}

// On the password's own thread. Nothing tells a wrong name from a wrong password.
void check_login(Context& context, const Login& login, const http::Respond& respond) {
    Sessions& sessions = context.sessions;
    const Instant now = context.views.now();
    if (const auto wait = sessions.wait(login.name, login.peer, now); wait > 0) {
        respond(too_many(wait));  // others guessed while this one waited its turn
        return;
    }
    const std::string id = access::account_of(login.name);
    const auto right = sessions.passwords().is(login.name, login.password);
    const auto account = context.tokens.find(id);
    if (!right || !account) {
        respond(answer_to(right ? account.error() : right.error()));
        return;
    }
    const bool known = *account && !access::has_expired(**account, now);
    if (!*right || !known) {
        sessions.note_wrong(login.name, login.peer, now);
        if (known) {
            context.denials.note(
                {access::caller_of(**account), id, std::nullopt},
                access::Operation::log_in,
                "",
                "unauthorized"
            );
        }
        respond(wrong_password());
        return;
    }
    sessions.note_right(login.name);
    begin_session(context, **account, login.secure, respond);
}

void log_in(Context& context, const http::Request& request, const http::Respond& respond) {
    const auto texts = texts_in(request, {"name", "password"});
    if (!texts) {
        respond(answer_to(texts.error()));
        return;
    }
    if (!is_same_origin(request)) {
        respond(not_from_here());
        return;
    }
    Login login{(*texts)[0], (*texts)[1], request.peer, request.secure};
    const auto wait = context.sessions.wait(login.name, login.peer, context.views.now());
    if (wait > 0) {
        respond(too_many(wait));
        return;
    }
    const bool taken =
        context.sessions.guard().submit([&context, login = std::move(login), respond] {
            check_login(context, login, respond);
        });
    if (!taken) {
        respond(overloaded());
    }
}

http::Answer read_session(Context& context, const http::Request& request) {
    const Visitor& visitor = visitor_of(request);
    const auto token = context.tokens.find(visitor.token);
    if (!token || !*token) {
        return unauthorized();
    }
    Json json = session_json(**token);
    const std::string_view text = session_in(request);
    json["csrf"] = access::is_session(visitor.token) ? Json(csrf_of(text)) : Json();
    return json_answer(json);
}

struct NewPassword {
    Visitor visitor;
    std::string old_one;
    std::string new_one;
    std::string peer;
};

// A session that the old password made is over, but for the one that asks.
void end_other_sessions(Context& context, const Visitor& visitor, const http::Respond& respond) {
    const bool taken = context.desk.run([&context, visitor, respond] {
        const std::string& holder = visitor.caller.holder;
        const auto ended =
            end_sessions(context.engine, holder, "password changed", holder, visitor.token);
        respond(ended ? json_answer(Json::object()) : answer_to(ended.error()));
    });
    if (!taken) {
        respond(overloaded());
    }
}

// On the password's own thread, as logins are: who logged in with the old one before this has left
// a session at the desk before the others are ended there.
void check_change(Context& context, const NewPassword& change, const http::Respond& respond) {
    Sessions& sessions = context.sessions;
    const std::string& name = change.visitor.caller.holder;
    if (const auto wait = sessions.wait(name, change.peer, context.views.now()); wait > 0) {
        respond(too_many(wait));  // others guessed while this one waited its turn
        return;
    }
    if (!is_still_good(context, change.visitor)) {
        respond(unauthorized());
        return;
    }
    const std::string account = access::account_of(name);
    const auto right = sessions.passwords().is(name, change.old_one);
    if (!right) {
        respond(answer_to(right.error()));
        return;
    }
    if (!*right) {
        sessions.note_wrong(name, change.peer, context.views.now());
        context.denials.note(
            {change.visitor.caller, account, std::nullopt},
            access::Operation::log_in,
            "",
            "wrong_password"
        );
        respond(http::problem(
            {422, "wrong_password", "Expected the password that is to be changed", "old"}
        ));
        return;
    }
    sessions.note_right(name);
    if (const auto set = sessions.passwords().set(name, change.new_one); !set) {
        respond(answer_to(set.error(), "new"));
        return;
    }
    end_other_sessions(context, change.visitor, respond);
}

void change_password(Context& context, const http::Request& request, const http::Respond& respond) {
    const Visitor& visitor = visitor_of(request);
    if (!access::is_session(visitor.token)) {
        respond(only_sessions("a password is changed by whoever logged in with it"));
        return;
    }
    const auto texts = texts_in(request, {"old", "new"});
    if (!texts) {
        respond(answer_to(texts.error()));
        return;
    }
    NewPassword change{visitor, (*texts)[0], (*texts)[1], request.peer};
    const bool taken =
        context.sessions.guard().submit([&context, change = std::move(change), respond] {
            check_change(context, change, respond);
        });
    if (!taken) {
        respond(overloaded());
    }
}

void log_out(Context& context, const http::Request& request, const http::Respond& respond) {
    const Visitor& visitor = visitor_of(request);
    if (!access::is_session(visitor.token)) {
        respond(only_sessions("a token is revoked by whoever manages them"));
        return;
    }
    const Request wish = request_about(
        access::token_stream(visitor.token),
        RevokeToken{{visitor.token, "logged out"}},
        visitor.caller.holder
    );
    const bool taken = context.desk.submit(
        [wish] { return wish; },
        [respond, secure = request.secure](const Outcome& outcome) {
            auto answer = outcome ? json_answer(Json::object()) : answer_to(outcome.error());
            answer.fields.emplace_back("Set-Cookie", session_cookie("", 0, secure));
            respond(std::move(answer));
        }
    );
    if (!taken) {
        respond(overloaded());
    }
}

}  // namespace

Operations session_operations(Context& context) {
    Operations operations(4);
    operations[0].route = {
        "POST",
        "/v1/session",
        "logIn",
        body_max,
        [&context](const http::Request& request, const http::Respond& respond) {
            log_in(context, request, respond);
        }};
    operations[0].summary = "Log in with a name and a password; the answer brings a cookie";
    operations[0].body = "Login";
    operations[0].also = {401, 403, 429};
    operations[1].route = {
        "GET", "/v1/session", "readSession", 0, at_once(with(context, read_session))};
    operations[1].summary = "Who am I, and what must a change carry";
    operations[2].route = {
        "DELETE",
        "/v1/session",
        "logOut",
        0,
        [&context](const http::Request& request, const http::Respond& respond) {
            log_out(context, request, respond);
        }};
    operations[2].summary = "End the session";
    operations[3].route = {
        "PUT",
        "/v1/session/password",
        "changePassword",
        body_max,
        [&context](const http::Request& request, const http::Respond& respond) {
            change_password(context, request, respond);
        }};
    operations[3].summary = "Another password; the other sessions of the account end";
    operations[3].body = "NewPassword";
    operations[3].also = {422, 429};
    for (Operation& operation : operations) {
        operation.tag = "session";
        operation.answer = "Session";
    }
    operations[2].answer = operations[3].answer = "Nothing";
    operations[1].needs = operations[2].needs = operations[3].needs = access::Operation::read_tasks;
    return operations;
}

}  // namespace dunghan::app::api
