#include "adapters/app/options.h"

#include <CLI/CLI.hpp>

namespace dunghan::app {

void add_common_options(CLI::App& app, Options& options) {
    app.add_option("--data", options.data, "Where the store and the Maildir lie")
        ->required()
        ->envname("DUNGHAN_DATA");
    app.add_flag("--json", options.json, "Answer with JSON, for programs");
    app.add_option(
        "--clock",
        options.clock,
        "Simulated time from this instant on; a log made so is marked and refuses the real clock"
    );
    app.add_option("--clock-rate", options.clock_rate, "How fast simulated time runs")
        ->check(CLI::Range(1e-3, 1e7));
    app.add_option("--config", options.config, "Settings file (default: DATA/settings.yaml)")
        ->check(CLI::ExistingFile);
}

void add_time_options(CLI::App& command, Options& options) {
    command.add_option(
        "--as-of",
        options.as_of,
        "As it stood then: 2022-10-25 (00:00 +07:00 that day) or 2022-05-31T17:00:00Z; default now"
    );
    command.add_option(
        "--as-known", options.as_known, "Only what was recorded by then; default everything"
    );
}

void works_without_data(CLI::App& command) {
    CLI::App* program = &command;
    while (program->get_parent() != nullptr) {
        program = program->get_parent();
    }
    command.preparse_callback([program](std::size_t) {
        program->get_option("--data")->required(false);
    });
}

std::string exit_codes_help() {
    return "\nExit codes: 0 done; 1 replay found a difference, or the domain said no; 2 the "
           "command "
           "line is off;\n65 input cannot be read; 66 no such store, file or task; 75 storage "
           "error, outcome unknown: run again;\n76 stored octets are damaged; 78 a setting forbids "
           "it (clock, store in use).";
}

}  // namespace dunghan::app
