// `dunghan series`: publish work that comes again, list it, count who filed for a period.
#pragma once

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

void add_series(CLI::App& app, Options& options, int& exit);

// `series show ID`: the counts of one period, and the missing by name.
struct ShowSeriesArguments {
    std::string id;
    std::string period;  // empty: the last one that was opened
};

int run_show_series(const Options& options, const ShowSeriesArguments& arguments);

}  // namespace dunghan::app
