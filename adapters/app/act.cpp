#include "adapters/app/act.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "adapters/app/exit_code.h"
#include "adapters/app/outcome_json.h"
#include "adapters/app/wish_request.h"

namespace dunghan::app {
namespace {

int answer(const Options& options, const Outcome& outcome) {
    if (options.json) {
        std::puts(outcome_json(outcome).dump(2).c_str());
    }
    if (!outcome) {
        const Refusal& refusal = outcome.error();
        std::fprintf(stderr, "dunghan: %s\n", refusal.detail.c_str());
        return refusal.kind == Refusal::Kind::failed ? exit_unavailable : exit_difference;
    }
    if (!options.json && outcome->count == 0) {
        std::puts("Đã như vậy từ trước; không ghi gì thêm.");
    } else if (!options.json) {
        std::printf(
            "Đã ghi tại vị trí %llu, phiên bản %llu%s.\n",
            static_cast<unsigned long long>(outcome->first.value),
            static_cast<unsigned long long>(outcome->version.value),
            outcome->repeated ? " (lệnh này đã được thực hiện trước đó)" : ""
        );
    }
    return exit_ok;
}

int run_act(const Options& options, const Wish& wish) {
    const auto writing = open_writing(options, false);
    if (!writing) {
        return complain(writing.error());
    }
    const auto request = WishRequests(*writing->engine).make(wish);
    if (!request) {
        return complain(request.error());
    }
    return answer(options, writing->engine->execute_one(*request));
}

// "expect_version" -> "--expect-version".
std::string option_of(std::string_view field) {
    std::string option = "--" + std::string(field);
    std::ranges::replace(option, '_', '-');
    return field == "rating" ? option + ",--code" : option;
}

void add_options(CLI::App& command, Wish& wish) {
    for (const WishField& field : wish_fields) {
        if (field.name == "task" || field.name == "action") {
            continue;
        }
        std::visit(
            [&](auto member) {
                command.add_option(option_of(field.name), wish.*member, std::string(field.help))
                    ->required(field.name == "actor");
            },
            field.member
        );
    }
}

}  // namespace

void add_act(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand("act", "Tell the log what happened to a task");
    auto wish = std::make_shared<Wish>();
    std::vector<std::string> actions;
    for (const WishAction& action : wish_actions) {
        actions.emplace_back(action.name);
    }
    command->add_option("CODE", wish->task, "The task: 2.8")->required();
    command->add_option("ACTION", wish->action, wish_action_names())
        ->required()
        ->check(CLI::IsMember(actions));
    add_options(*command, *wish);
    command->callback([&options, &exit, wish] { exit = run_act(options, *wish); });
}

}  // namespace dunghan::app
