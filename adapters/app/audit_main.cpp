// dunghan-audit: replays history, signs it and proves it. Links no sender, so it cannot tell
// anybody anything.
#include <CLI/CLI.hpp>

#include "adapters/app/audit.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/options.h"
#include "adapters/app/replay.h"

int main(int argc, char** argv) {
    CLI::App app{"dunghan-audit: replay history; links nothing that could send"};
    dunghan::app::Options options;
    int exit = dunghan::app::exit_ok;
    dunghan::app::add_common_options(app, options);
    app.require_subcommand(1);
    app.fallthrough();
    auto* replay = app.add_subcommand(
        "replay",
        "Rebuild every view from position 1 beside the live ones and compare, octet for octet"
    );
    bool verify = false;
    replay->add_flag("--verify", verify, "Compare with the live views; say the first difference")
        ->required();
    replay->callback([&] { exit = dunghan::app::run_replay(options); });
    dunghan::app::add_audit(app, options, exit);
    app.footer(dunghan::app::exit_codes_help());
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? dunghan::app::exit_ok : dunghan::app::exit_usage;
    }
    return exit;
}
