// `dunghan definition check | publish | list | diagram`: kinds of work as files and in the log.
#pragma once

#include <string>
#include <vector>

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

struct DiagramArguments {
    std::string of;  // a file, or an id in the log: "security-dossier", "security-dossier/2"
    std::string format = "svg";
    std::string out;  // empty: standard output
};

void add_definition(CLI::App& app, Options& options, int& exit);

// Reads files only; no store is asked for.
int run_definition_check(const Options& options, const std::vector<std::string>& files);
int run_definition_list(const Options& options);
int run_definition_diagram(const Options& options, const DiagramArguments& arguments);

}  // namespace dunghan::app
