#include "adapters/app/token.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/access/account.h"
#include "engine/access/role.h"
#include "engine/access/stream.h"
#include "engine/codec/names.h"
#include "engine/projection/tokens.h"

#include "adapters/access/token_text.h"
#include "adapters/app/about.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/options.h"
#include "adapters/app/pseudonym.h"
#include "adapters/app/terminal.h"
#include "adapters/app/token_json.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

struct CreateArguments {
    std::string role;
    std::string agency;
    std::string holder;
    std::int64_t days = 90;
    std::string actor;
};

struct RevokeArguments {
    std::string id;
    std::string reason;
    std::string actor;
};

int complain_of(const Refusal& refusal) {
    std::fprintf(stderr, "dunghan: %s\n", refusal.detail.c_str());
    return refusal.kind == Refusal::Kind::failed ? exit_unavailable : exit_difference;
}

Result<access::Token> token_of(
    const CreateArguments& arguments, const access::NewToken& made, Instant now
) {
    const auto role = from_stored_name<access::AccessRole>(arguments.role);
    if (!role) {
        return fail(
            ErrorCode::invalid,
            "Expected --role to be admin, coordinator, officer, head, auditor, integration or "
            "feed, but "
            "got '" +
                arguments.role + "'"
        );
    }
    const Instant expires = plus_days(now, arguments.days);
    return access::Token{
        made.id, *role, arguments.agency, arguments.holder, made.secret_hash, expires};
}

void tell_made(const Options& options, const access::Token& token, const std::string& text) {
    if (options.json) {
        std::puts(made_json(token, text).dump(2).c_str());
        return;
    }
    std::printf(
        "%s\n\nMã này chỉ hiện một lần: hãy giữ như mật khẩu. Dùng được đến %s.\n"
        "  curl -H 'Authorization: Bearer …' http://127.0.0.1:8080/v1/tasks\n"
        "Thu hồi: dunghan token revoke %s --reason … --actor …\n",
        text.c_str(),
        to_rfc3339(token.expires).c_str(),
        token.id.c_str()
    );
}

int run_create(const Options& options, const CreateArguments& arguments) {
    if (const auto fine = check_actor(arguments.actor); !fine) {
        return complain(fine.error());
    }
    const auto writing = open_writing(options, false);
    const auto made = access::make_token();
    if (!writing || !made) {
        return complain(writing ? made.error() : writing.error());
    }
    Engine& engine = *writing->engine;
    const auto token = token_of(arguments, *made, engine.now());
    if (!token) {
        return complain(token.error());
    }
    const auto outcome = engine.execute_one(
        request_about(access::token_stream(token->id), CreateToken{{*token}}, arguments.actor)
    );
    if (!outcome) {
        return complain_of(outcome.error());
    }
    tell_made(options, *token, made->text);
    return exit_ok;
}

int run_revoke(const Options& options, const RevokeArguments& arguments) {
    if (const auto fine = check_actor(arguments.actor); !fine) {
        return complain(fine.error());
    }
    const auto writing = open_writing(options, false);
    if (!writing) {
        return complain(writing.error());
    }
    const auto outcome = writing->engine->execute_one(request_about(
        access::token_stream(arguments.id),
        RevokeToken{{arguments.id, arguments.reason}},
        arguments.actor
    ));
    if (!outcome) {
        return complain_of(outcome.error());
    }
    if (options.json) {
        std::puts(Json{{"id", arguments.id}, {"revoked", true}}.dump(2).c_str());
    } else {
        std::printf("Đã thu hồi mã %s.\n", arguments.id.c_str());
    }
    return exit_ok;
}

std::string state_words(const access::State& state, Instant now) {
    if (state.revoked) {
        return "đã thu hồi: " + state.reason;
    }
    return access::has_expired(*state.token, now) ? "hết hạn" : "dùng được";
}

int run_list(const Options& options) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    auto tokens = tokens_at(*reading->store, reading->query);
    if (!tokens) {
        return complain(tokens.error());
    }
    std::erase_if(*tokens, [](const access::State& state) {
        return !state.token || access::is_account(state.token->id);  // those are `user list`'s
    });
    const Instant now = reading->query.as_of;
    if (options.json) {
        Json json = Json::array();
        for (const access::State& state : *tokens) {
            json.push_back(listed_json(state, now));
        }
        std::puts(json.dump(2).c_str());
        return exit_ok;
    }
    TextTable table(
        {{"Mã", false, 14},
         {"Vai trò", false, 14},
         {"Đơn vị", false, 28},
         {"Người giữ", false, 20},
         {"Đến", false, 24},
         {"Tình trạng", false, 40}}
    );
    for (const access::State& state : *tokens) {
        const access::Token& token = *state.token;
        table.add(
            {{token.id},
             {std::string(name_of(token.role))},
             {token.agency},
             {token.holder},
             {to_rfc3339(token.expires)},
             {state_words(state, now), state.revoked ? Colour::dim : Colour::plain}}
        );
    }
    std::fputs(tokens->empty() ? "Chưa có mã nào.\n" : table.text().c_str(), stdout);
    return exit_ok;
}

void add_create(CLI::App& token, Options& options, int& exit) {
    auto* command = token.add_subcommand("create", "Make a token; it is shown once");
    auto arguments = std::make_shared<CreateArguments>();
    command
        ->add_option(
            "--role",
            arguments->role,
            "admin (everything), coordinator (all tasks), officer and head (one agency), auditor "
            "(reads), integration (another system), feed (a calendar that subscribes)"
        )
        ->required();
    command->add_option(
        "--agency", arguments->agency, "Agency id: of an officer, a head or a feed"
    );
    command->add_option("--holder", arguments->holder, "Who holds it: a pseudonym, like cb-017")
        ->required();
    command->add_option("--days", arguments->days, "Good for so many days, at most 366")
        ->check(CLI::Range(1, 366))
        ->capture_default_str();
    command->add_option("--actor", arguments->actor, "Who makes it")->required();
    command->callback([&options, &exit, arguments] { exit = run_create(options, *arguments); });
}

void add_revoke(CLI::App& token, Options& options, int& exit) {
    auto* command = token.add_subcommand("revoke", "From now on it opens nothing");
    auto arguments = std::make_shared<RevokeArguments>();
    command->add_option("ID", arguments->id, "As `token list` shows it")->required();
    command->add_option("--reason", arguments->reason, "Why")->required();
    command->add_option("--actor", arguments->actor, "Who revokes it")->required();
    command->callback([&options, &exit, arguments] { exit = run_revoke(options, *arguments); });
}

}  // namespace

void add_token(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand("token", "Who is let in over HTTP: create, list, revoke");
    command->require_subcommand(1);
    add_create(*command, options, exit);
    add_revoke(*command, options, exit);
    auto* list = command->add_subcommand("list", "Every token, never its secret");
    add_time_options(*list, options);
    list->callback([&options, &exit] { exit = run_list(options); });
}

}  // namespace dunghan::app
