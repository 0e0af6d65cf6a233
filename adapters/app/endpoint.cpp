#include "adapters/app/endpoint.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/endpoint/stream.h"

#include "adapters/app/endpoint_wish.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/options.h"
#include "adapters/app/pseudonym.h"
#include "adapters/app/settings.h"
#include "adapters/webhook/secret.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
    endpoint::Endpoint endpoint;
    bool key_pair = false;
    std::int64_t overlap_hours = 24;
    endpoint::EgressGrant grant;
    std::int64_t days = 90;
    std::string since;
    std::string reason;
    std::string actor;
};

// One command on the store, by somebody, on their checked wishes.
class Session {
 public:
    Session(const Options& options, const Arguments& arguments)
        : options_(options), arguments_(arguments) {}

    Result<void> open() {
        if (const auto fine = check_actor(arguments_.actor); !fine) {
            return fine;
        }
        const auto settings = load_settings(options_);
        auto writing = open_writing(options_, false);
        if (!settings || !writing) {
            return tl::unexpected(settings ? writing.error() : settings.error());
        }
        writing_ = std::move(*writing);
        wishes_.emplace(settings->webhooks, options_.data);
        return {};
    }

    [[nodiscard]] const EndpointWishes& wishes() const { return *wishes_; }

    [[nodiscard]] Instant now() const { return writing_.engine->now(); }

    [[nodiscard]] Zone zone() const {
        const auto& policy = writing_.engine->views().policy();
        return policy ? policy->zone : Zone{};
    }

    [[nodiscard]] endpoint::State state() const {
        return writing_.engine->views().endpoint(endpoint::stream_of(id()));
    }

    [[nodiscard]] const std::string& id() const { return arguments_.endpoint.id; }

    Outcome execute(endpoint::Command command) {
        Request request;
        request.stream = endpoint::stream_of(id());
        request.command = std::move(command);
        request.id = fresh_command_id();
        request.correlation = request.id;
        request.actor = "person:" + arguments_.actor;
        return writing_.engine->execute_one(request);
    }

 private:
    const Options& options_;
    const Arguments& arguments_;
    Writing writing_;
    std::optional<EndpointWishes> wishes_;
};

int complain_of(const Refusal& refusal) {
    std::fprintf(stderr, "dunghan: %s\n", refusal.detail.c_str());
    return refusal.kind == Refusal::Kind::failed ? exit_unavailable : exit_difference;
}

void tell_secret(const Options& options, const std::string& id, DrawnSecret& drawn) {
    if (options.json) {
        const Json json{{"id", id}, {"secret_id", drawn.mark.id}, {"secret", drawn.text}};
        std::puts(json.dump(2).c_str());
    } else if (drawn.mark.public_key.empty()) {
        std::printf(
            "%s\n\nKhoá ký của điểm nhận %s chỉ hiện một lần: hãy giữ như mật khẩu, và đưa cho nơi "
            "nhận.\n",
            drawn.text.c_str(),
            id.c_str()
        );
    } else {
        std::printf(
            "%s\n\nKhoá công khai của điểm nhận %s, để nơi nhận kiểm tra chữ ký.\n",
            drawn.text.c_str(),
            id.c_str()
        );
    }
    webhook::wipe(drawn.text);
}

int tell(const Options& options, const Outcome& outcome, const std::string& id) {
    if (!outcome) {
        return complain_of(outcome.error());
    }
    if (options.json) {
        const Json json{
            {"id", id}, {"position", outcome->first.value}, {"changed", outcome->count > 0}};
        std::puts(json.dump(2).c_str());
    } else {
        std::printf(
            "Điểm nhận %s: %s.\n", id.c_str(), outcome->count > 0 ? "đã ghi" : "đã như vậy từ trước"
        );
    }
    return exit_ok;
}

// Draws a secret, wishes for what `make` makes of its mark, and shows it.
template <class Make>
int run_with_secret(
    const Options& options, Session& session, const Arguments& arguments, const Make& make
) {
    auto drawn = session.wishes().draw(session.id(), arguments.key_pair);
    if (!drawn) {
        return complain(drawn.error());
    }
    const Outcome outcome = session.execute(make(drawn->mark));
    if (!outcome) {
        // Unknown how it ended: the secret may be in force.
        if (outcome.error().kind != Refusal::Kind::failed) {
            session.wishes().forget(session.id(), *drawn);
        }
        return complain_of(outcome.error());
    }
    tell_secret(options, session.id(), *drawn);
    return exit_ok;
}

int run_create(const Options& options, Session& session, const Arguments& arguments) {
    const auto checked = session.wishes().checked(arguments.endpoint);
    if (!checked) {
        return complain(checked.error());
    }
    return run_with_secret(options, session, arguments, [&](const endpoint::SecretMark& mark) {
        return endpoint::Create{*checked, mark};
    });
}

int run_change(const Options& options, Session& session, const Arguments& arguments) {
    const auto checked = session.wishes().checked(arguments.endpoint);
    if (!checked) {
        return complain(checked.error());
    }
    return tell(options, session.execute(endpoint::Change{*checked}), session.id());
}

int run_rotate(const Options& options, Session& session, const Arguments& arguments) {
    const Instant until = plus_ms(session.now(), arguments.overlap_hours * 60 * ms_per_minute);
    return run_with_secret(options, session, arguments, [&](const endpoint::SecretMark& mark) {
        return endpoint::RotateSecret{{session.id(), until, mark}};
    });
}

int run_grant(const Options& options, Session& session, const Arguments& arguments) {
    endpoint::EgressGrant said = arguments.grant;
    said.expires = plus_days(session.now(), arguments.days);
    const auto grant = session.wishes().checked(said);
    if (!grant) {
        return complain(grant.error());
    }
    return tell(
        options,
        session.execute(endpoint::GrantEgress{{session.id(), *grant, arguments.reason}}),
        session.id()
    );
}

int run_withdraw(const Options& options, Session& session, const Arguments& arguments) {
    const endpoint::EgressWithdrawn content{
        session.id(), arguments.grant.range, arguments.grant.port, arguments.reason};
    return tell(options, session.execute(endpoint::WithdrawEgress{content}), session.id());
}

int run_replay(const Options& options, Session& session, const Arguments& arguments) {
    const auto since = parse_instant(arguments.since, session.zone());
    if (!since) {
        return complain(since.error());
    }
    return tell(
        options,
        session.execute(endpoint::RequestReplay{{session.id(), arguments.reason, *since}}),
        session.id()
    );
}

int run_test(const Options& options, Session& session, const Arguments&) {
    return tell(options, session.execute(endpoint::Test{{session.id()}}), session.id());
}

int run_enable(const Options& options, Session& session, const Arguments& arguments) {
    const endpoint::Enable wish{{session.id(), arguments.reason}};
    return tell(options, session.execute(wish), session.id());
}

int run_disable(const Options& options, Session& session, const Arguments& arguments) {
    const endpoint::Disable wish{{session.id(), endpoint::DisableCause::by_hand, arguments.reason}};
    return tell(options, session.execute(wish), session.id());
}

int run_remove(const Options& options, Session& session, const Arguments& arguments) {
    const endpoint::Remove wish{{session.id(), arguments.reason}};
    return tell(options, session.execute(wish), session.id());
}

using Run = int (*)(const Options&, Session&, const Arguments&);
using SharedArguments = std::shared_ptr<Arguments>;

CLI::App& add(
    CLI::App& parent,
    const char* name,
    const char* help,
    Run run,
    Options& options,
    int& exit,
    const SharedArguments& arguments
) {
    CLI::App* command = parent.add_subcommand(name, help);
    command->add_option("ID", arguments->endpoint.id, "Of the endpoint: ioc-tinh")->required();
    command->add_option("--actor", arguments->actor, "Who does it")->required();
    command->callback([&options, &exit, arguments, run] {
        Session session(options, *arguments);
        const auto opened = session.open();
        exit = opened ? run(options, session, *arguments) : complain(opened.error());
    });
    return *command;
}

void add_content(CLI::App& command, Arguments& arguments) {
    endpoint::Endpoint& said = arguments.endpoint;
    command.add_option("--url", said.url, "Where calls go: https://…")->required();
    command
        .add_option(
            "--owner", said.owner, "Who is told when it is disabled: an office's mail, or person:ID"
        )
        ->required();
    command.add_option("--agency", said.agency, "Only this agency's tasks; left out: all tasks");
    command.add_option(
        "--type", said.types, "Only events of this type: deadline_set; may be repeated"
    );
    command.add_flag(
        "--ordered", said.ordered, "Of each task one event after another, in the log's order"
    );
}

void add_reason(CLI::App& command, Arguments& arguments) {
    command.add_option("--reason", arguments.reason, "Why")->required();
}

void add_range(CLI::App& command, Arguments& arguments) {
    command.add_option("RANGE", arguments.grant.range, "10.20.0.0/16")->required();
    command.add_option("--port", arguments.grant.port, "443")->capture_default_str();
    add_reason(command, arguments);
}

}  // namespace

void add_endpoint(CLI::App& app, Options& options, int& exit) {
    auto* parent = app.add_subcommand(
        "endpoint", "Other systems that are told what happens to tasks, by signed calls"
    );
    parent->require_subcommand(1);
    const auto add_one = [&](const char* name, const char* help, Run run) {
        auto arguments = std::make_shared<Arguments>();
        return std::pair<CLI::App*, SharedArguments>(
            &add(*parent, name, help, run, options, exit, arguments), arguments
        );
    };
    const auto [create, created] =
        add_one("create", "Make an endpoint; its secret is shown once", run_create);
    add_content(*create, *created);
    const char* const pair_help =
        "Sign with a private key (Ed25519); what is shown is the public one";
    create->add_flag("--key-pair", created->key_pair, pair_help);
    const auto [change, changed] =
        add_one("change", "All that it is, from now on; what is left out is as unsaid", run_change);
    add_content(*change, *changed);
    const auto [rotate, rotated] =
        add_one("rotate", "A new secret, shown once; calls bear both for a while", run_rotate);
    rotate->add_flag("--key-pair", rotated->key_pair, pair_help);
    rotate
        ->add_option(
            "--overlap-hours", rotated->overlap_hours, "The older ones are good for so long"
        )
        ->check(CLI::Range(0, 168))
        ->capture_default_str();
    const auto [grant, granted] = add_one(
        "grant", "Open addresses that are not public to this endpoint alone, for a time", run_grant
    );
    add_range(*grant, *granted);
    grant->add_option("--days", granted->days, "For so many days")
        ->check(CLI::Range(1, 366))
        ->capture_default_str();
    const auto [withdraw, withdrawn] = add_one("withdraw", "Take a grant back", run_withdraw);
    add_range(*withdraw, *withdrawn);
    add_one("test", "Tell it of a test, whatever it asked for", run_test);
    const auto [replay, replayed] =
        add_one("replay", "Send again, once each, what it never took", run_replay);
    replay->add_option("--since", replayed->since, "What was recorded since then")->required();
    add_reason(*replay, *replayed);
    for (const auto& [name, help, run] :
         {std::tuple("enable", "Send to it again: what waited first", &run_enable),
          std::tuple("disable", "Send nothing to it; what it is owed waits", &run_disable),
          std::tuple("remove", "For ever; its id is not used again", &run_remove)}) {
        const auto [command, arguments] = add_one(name, help, run);
        add_reason(*command, *arguments);
    }
    auto* list = parent->add_subcommand("list", "Every endpoint, and how far it has come");
    list->callback([&options, &exit] { exit = run_endpoint_list(options); });
    auto* show = parent->add_subcommand("show", "One endpoint, and its last attempts");
    auto id = std::make_shared<std::string>();
    show->add_option("ID", *id, "Of the endpoint")->required();
    show->callback([&options, &exit, id] { exit = run_endpoint_show(options, *id); });
}

}  // namespace dunghan::app
