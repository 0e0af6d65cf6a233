#include "adapters/app/publish.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/app/documents.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/forecast.h"
#include "adapters/app/plan.h"
#include "adapters/app/pseudonym.h"
#include "adapters/app/publishing.h"
#include "adapters/app/settings.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

struct Arguments {
    std::string kind;  // the only one that is taken; empty: any
    std::vector<std::string> files;
    std::string actor;
    std::string plan;  // empty: none is demanded
    int days = 30;
};

void tell(
    const Options& options,
    const std::vector<Publication>& documents,
    const std::vector<std::uint64_t>& events,
    Position head
) {
    if (options.json) {
        const nlohmann::ordered_json json{
            {"ok", true}, {"head", head.value}, {"documents", published_json(documents, events)}};
        std::puts(json.dump(2).c_str());
        return;
    }
    for (std::size_t i = 0; i < documents.size(); ++i) {
        std::printf(
            "%s %s\n",
            events[i] > 0 ? paint("Đã ban hành:", Colour::green).c_str() : "Đã có sẵn:",
            documents[i].title.c_str()
        );
    }
}

Result<void> check_plan(
    const Options& options,
    const Engine& engine,
    const std::vector<Publication>& documents,
    const Arguments& arguments
) {
    if (arguments.plan.empty()) {
        return {};
    }
    const auto settings = load_settings(options);
    if (!settings) {
        return tl::unexpected(settings.error());
    }
    const auto& policy = engine.views().policy();
    const forecast::Settings ahead{
        engine.now(), arguments.days, policy ? policy->zone : Zone{}, settings->mail.domain};
    const auto plan = make_plan(engine.store(), documents, ahead);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    const std::string hash = plan_hash(plan_lines(*plan));
    if (hash == arguments.plan) {
        return {};
    }
    return fail(
        ErrorCode::refused,
        "Expected plan " + arguments.plan + ", but got " + hash +
            "; preview again (with the same --days): the log or the days ahead are no longer "
            "what they were"
    );
}

int run_publish(const Options& options, const Arguments& arguments) {
    const auto named = check_actor(arguments.actor);
    const auto documents =
        named ? read_documents(arguments.files, arguments.kind) : tl::unexpected(named.error());
    const auto writing =
        documents ? open_writing(options, true) : tl::unexpected(documents.error());
    if (!writing) {
        return complain(writing.error());
    }
    const std::string actor = "person:" + arguments.actor;
    Engine& engine = *writing->engine;
    const auto events = check_plan(options, engine, *documents, arguments).and_then([&] {
        return publish_together(engine, *documents, actor);
    });
    if (!events) {
        return complain(events.error());
    }
    tell(options, *documents, *events, engine.store().head());
    return exit_ok;
}

}  // namespace

void add_publish(CLI::App& app, Options& options, int& exit, const std::string& kind) {
    const std::string kinds = kind.empty() ? document_kind_names() : kind;
    auto* command =
        app.add_subcommand("publish", "Publish documents (" + kinds + "): all of them, or none");
    auto arguments = std::make_shared<Arguments>();
    arguments->kind = kind;
    add_files_option(*command, arguments->files);
    command->add_option("--actor", arguments->actor, "Who says so: a pseudonym")->required();
    command->add_option(
        "--plan", arguments->plan, "Only if `preview publish` still says this plan hash"
    );
    add_days_option(*command, arguments->days);
    command->callback([&options, &exit, arguments] { exit = run_publish(options, *arguments); });
}

}  // namespace dunghan::app
