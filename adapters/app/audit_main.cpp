// dunghan-audit: replays history, signs it and proves it. Links no sender, so it cannot tell
// anybody anything.
#include <CLI/CLI.hpp>
#include <memory>

#include "adapters/app/audit.h"
#include "adapters/app/diff.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/options.h"
#include "adapters/app/replay.h"
#include "adapters/app/verify.h"

namespace {

using dunghan::app::Options;

void add_replay(CLI::App& app, Options& options, int& exit) {
    auto* replay = app.add_subcommand(
        "replay",
        "The whole state as it stood at --as-of, as known at --as-known; or --verify: rebuild "
        "every "
        "view from position 1 beside the live ones and compare, octet for octet"
    );
    auto verify = std::make_shared<bool>(false);
    auto* compare = replay->add_flag(
        "--verify", *verify, "Compare with the live views; say the first difference"
    );
    dunghan::app::add_time_options(*replay, options);
    compare->excludes(replay->get_option("--as-of"));
    compare->excludes(replay->get_option("--as-known"));
    replay->callback([&options, &exit, verify] {
        if (!*verify && options.as_of.empty()) {
            throw CLI::RequiredError("--as-of INSTANT or --verify");
        }
        exit = *verify ? dunghan::app::run_verify(options) : dunghan::app::run_replay(options);
    });
}

void add_diff(CLI::App& app, Options& options, int& exit) {
    auto* diff = app.add_subcommand(
        "diff",
        "What changed from one instant to another, what it was before, and which events did it"
    );
    auto arguments = std::make_shared<dunghan::app::DiffArguments>();
    auto by = std::make_shared<std::string>("occurred");
    diff->add_option("--from", arguments->from, "The earlier reading")->required();
    diff->add_option("--to", arguments->to, "The later reading")->required();
    diff->add_option(
            "--by",
            *by,
            "occurred: two instants, as known at --as-known. known: what had been recorded by two "
            "instants, about --as-of"
    )
        ->check(CLI::IsMember({"occurred", "known"}));
    diff->add_option("--task", arguments->task, "Only this task: 2.8");
    dunghan::app::add_time_options(*diff, options);
    diff->callback([&options, &exit, arguments, by] {
        arguments->by_known = *by == "known";
        if (arguments->by_known ? !options.as_known.empty() : !options.as_of.empty()) {
            throw CLI::ExcludesError("--by " + *by, arguments->by_known ? "--as-known" : "--as-of");
        }
        exit = dunghan::app::run_diff(options, *arguments);
    });
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"dunghan-audit: replay history; links nothing that could send"};
    Options options;
    int exit = dunghan::app::exit_ok;
    dunghan::app::add_common_options(app, options);
    app.require_subcommand(1);
    app.fallthrough();
    add_replay(app, options, exit);
    add_diff(app, options, exit);
    dunghan::app::add_audit(app, options, exit);
    app.footer(dunghan::app::exit_codes_help());
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? dunghan::app::exit_ok : dunghan::app::exit_usage;
    }
    return exit;
}
