#include "adapters/app/user.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/access/account.h"
#include "engine/access/stream.h"
#include "engine/base/limits.h"
#include "engine/codec/names.h"
#include "engine/projection/tokens.h"

#include "adapters/access/token_text.h"
#include "adapters/app/about.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/options.h"
#include "adapters/app/pseudonym.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

struct CreateArguments {
    std::string name;
    std::string role;
    std::string agency;
    std::int64_t days = limits::token_days_max;
    std::string actor;
};

struct EndArguments {
    std::string name;
    std::string reason;
    std::string actor;
};

Error of_refusal(const Refusal& refusal) {
    const bool failed = refusal.kind == Refusal::Kind::failed;
    return {failed ? ErrorCode::unavailable : ErrorCode::invalid, refusal.detail};
}

Result<void> execute(Engine& engine, const Request& request) {
    const auto outcome = engine.execute_one(request);
    return outcome ? Result<void>{} : tl::unexpected(of_refusal(outcome.error()));
}

// Its secret is thrown away: the account opens nothing by itself.
Result<access::Token> account_token(const CreateArguments& arguments, Instant now) {
    const auto role = from_stored_name<access::AccessRole>(arguments.role);
    if (!role || *role == access::AccessRole::feed || *role == access::AccessRole::integration) {
        return fail(
            ErrorCode::invalid,
            "Expected --role to be admin, coordinator, officer, head or auditor, but got '" +
                arguments.role + "'"
        );
    }
    return access::make_token().map([&](const access::NewToken& made) {
        return access::Token{
            access::account_of(arguments.name),
            *role,
            arguments.agency,
            arguments.name,
            made.secret_hash,
            plus_days(now, arguments.days)};
    });
}

int tell_password(const Options& options, const std::string& name, const std::string& password) {
    if (options.json) {
        std::puts(Json{{"name", name}, {"password", password}}.dump(2).c_str());
    } else {
        std::printf(
            "%s\n\nMật khẩu của %s; chỉ hiện một lần. Đưa tận tay, đừng gửi qua thư.\n",
            password.c_str(),
            name.c_str()
        );
    }
    return exit_ok;
}

// The password first: an account that is recorded can be used.
Result<std::string> give_password(const Options& options, const std::string& name) {
    return access::draw_password().and_then([&](const std::string& password) {
        return passwords_of(options.data).set(name, password).map([&] { return password; });
    });
}

Result<std::string> create(const Options& options, const CreateArguments& arguments) {
    if (const auto fine = check_actor(arguments.actor); !fine) {
        return tl::unexpected(fine.error());
    }
    const auto writing = open_writing(options, false);
    if (!writing) {
        return tl::unexpected(writing.error());
    }
    Engine& engine = *writing->engine;
    const auto account = account_token(arguments, engine.now());
    if (!account) {
        return tl::unexpected(account.error());
    }
    return execute(
               engine,
               request_about(
                   access::token_stream(account->id), CreateToken{{*account}}, arguments.actor
               )
    )
        .and_then([&] { return give_password(options, arguments.name); });
}

Result<std::unique_ptr<Writing>> open_with(
    const Options& options, const std::string& name, const std::string& actor
) {
    if (const auto fine = check_actor(actor); !fine) {
        return tl::unexpected(fine.error());
    }
    auto writing = open_writing(options, false);
    if (!writing) {
        return tl::unexpected(writing.error());
    }
    const auto account = find_token(*writing->store, access::account_of(name));
    if (!account) {
        return tl::unexpected(account.error());
    }
    if (!*account) {
        return fail(
            ErrorCode::not_found,
            "Expected the name of an account that is not disabled; `dunghan user list` shows them"
        );
    }
    return std::make_unique<Writing>(std::move(*writing));
}

// Sessions that the old password made are over.
Result<std::string> reset(const Options& options, const EndArguments& arguments) {
    const auto writing = open_with(options, arguments.name, arguments.actor);
    if (!writing) {
        return tl::unexpected(writing.error());
    }
    return end_sessions(*(*writing)->engine, arguments.name, "password reset", arguments.actor)
        .and_then([&] { return give_password(options, arguments.name); });
}

Result<void> disable(const Options& options, const EndArguments& arguments) {
    const auto writing = open_with(options, arguments.name, arguments.actor);
    if (!writing) {
        return tl::unexpected(writing.error());
    }
    Engine& engine = *(*writing)->engine;
    const std::string id = access::account_of(arguments.name);
    return execute(
               engine,
               request_about(
                   access::token_stream(id), RevokeToken{{id, arguments.reason}}, arguments.actor
               )
    )
        .and_then([&] {
            return end_sessions(engine, arguments.name, arguments.reason, arguments.actor);
        })
        .and_then([&] { return passwords_of(options.data).forget(arguments.name); });
}

Json account_json(const access::State& state, Instant now) {
    const access::Token& token = *state.token;
    return {
        {"name", token.holder},
        {"role", name_of(token.role)},
        {"agency", token.agency},
        {"created", to_rfc3339(state.created_at)},
        {"expires", to_rfc3339(token.expires)},
        {"expired", access::has_expired(token, now)},
        {"disabled", state.revoked ? Json(to_rfc3339(state.revoked_at)) : Json()},
        {"reason", state.reason}};
}

std::string state_words(const access::State& state, Instant now) {
    if (state.revoked) {
        return "đã khóa: " + state.reason;
    }
    return access::has_expired(*state.token, now) ? "hết hạn" : "dùng được";
}

int run_list(const Options& options) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    auto accounts = tokens_at(*reading->store, reading->query);
    if (!accounts) {
        return complain(accounts.error());
    }
    std::erase_if(*accounts, [](const access::State& state) {
        return !state.token || !access::is_account(state.token->id);
    });
    const Instant now = reading->query.as_of;
    if (options.json) {
        Json json = Json::array();
        for (const access::State& state : *accounts) {
            json.push_back(account_json(state, now));
        }
        std::puts(json.dump(2).c_str());
        return exit_ok;
    }
    TextTable table(
        {{"Tên", false, 20},
         {"Vai trò", false, 14},
         {"Đơn vị", false, 28},
         {"Đến", false, 24},
         {"Tình trạng", false, 40}}
    );
    for (const access::State& state : *accounts) {
        const access::Token& token = *state.token;
        table.add(
            {{token.holder},
             {std::string(name_of(token.role))},
             {token.agency},
             {to_rfc3339(token.expires)},
             {state_words(state, now), state.revoked ? Colour::dim : Colour::plain}}
        );
    }
    std::fputs(accounts->empty() ? "Chưa có tài khoản nào.\n" : table.text().c_str(), stdout);
    return exit_ok;
}

void add_create(CLI::App& user, Options& options, int& exit) {
    auto* command =
        user.add_subcommand("create", "Make an account; its first password is shown once");
    auto arguments = std::make_shared<CreateArguments>();
    command->add_option("NAME", arguments->name, "Who logs in: a pseudonym, like cb-017")
        ->required();
    command
        ->add_option(
            "--role",
            arguments->role,
            "admin (everything), coordinator (all tasks), officer and head (one agency), auditor "
            "(reads)"
        )
        ->required();
    command->add_option("--agency", arguments->agency, "Agency id: of an officer or a head");
    command->add_option("--days", arguments->days, "Good for so many days, at most 366")
        ->check(CLI::Range(1, 366))
        ->capture_default_str();
    command->add_option("--actor", arguments->actor, "Who makes it")->required();
    command->callback([&options, &exit, arguments] {
        const auto password = create(options, *arguments);
        exit = password ? tell_password(options, arguments->name, *password)
                        : complain(password.error());
    });
}

void add_reset(CLI::App& user, Options& options, int& exit) {
    auto* command = user.add_subcommand(
        "reset", "Another password, shown once; sessions of the old one are over"
    );
    auto arguments = std::make_shared<EndArguments>();
    command->add_option("NAME", arguments->name, "As `user list` shows it")->required();
    command->add_option("--actor", arguments->actor, "Who gives it")->required();
    command->callback([&options, &exit, arguments] {
        const auto password = reset(options, *arguments);
        exit = password ? tell_password(options, arguments->name, *password)
                        : complain(password.error());
    });
}

void add_disable(CLI::App& user, Options& options, int& exit) {
    auto* command = user.add_subcommand("disable", "From now on nobody logs in with it");
    auto arguments = std::make_shared<EndArguments>();
    command->add_option("NAME", arguments->name, "As `user list` shows it")->required();
    command->add_option("--reason", arguments->reason, "Why")->required();
    command->add_option("--actor", arguments->actor, "Who disables it")->required();
    command->callback([&options, &exit, arguments] {
        const auto disabled = disable(options, *arguments);
        if (disabled && options.json) {
            std::puts(Json{{"name", arguments->name}, {"disabled", true}}.dump(2).c_str());
        } else if (disabled) {
            std::printf("Đã khóa tài khoản %s.\n", arguments->name.c_str());
        }
        exit = disabled ? exit_ok : complain(disabled.error());
    });
}

}  // namespace

access::Passwords passwords_of(const std::filesystem::path& data) {
    return access::Passwords(data / "passwords");
}

Result<void> end_sessions(
    Engine& engine,
    const std::string& holder,
    const std::string& reason,
    const std::string& actor,
    const std::string& kept
) {
    const auto tokens = tokens_at(engine.store(), {end_of_time, end_of_time});
    if (!tokens) {
        return tl::unexpected(tokens.error());
    }
    for (const access::State& state : *tokens) {
        const access::Token& token = *state.token;
        if (token.holder != holder || token.id == kept || !access::is_session(token.id) ||
            state.revoked || access::has_expired(token, engine.now())) {
            continue;
        }
        const auto ended = execute(
            engine,
            request_about(access::token_stream(token.id), RevokeToken{{token.id, reason}}, actor)
        );
        if (!ended) {
            return ended;
        }
    }
    return {};
}

void add_user(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "user", "People who log in with a password: create, list, reset, disable"
    );
    command->require_subcommand(1);
    add_create(*command, options, exit);
    add_reset(*command, options, exit);
    add_disable(*command, options, exit);
    auto* list = command->add_subcommand("list", "Every account, never its password");
    add_time_options(*list, options);
    list->callback([&options, &exit] { exit = run_list(options); });
}

}  // namespace dunghan::app
