// The commands. Each prints its answer to standard output and returns an exit code.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/app/http_api.h"
#include "adapters/app/session.h"

namespace dunghan::app {

struct ImportArguments {
    std::vector<std::string> files;
    std::string effective;
    std::string assigned;  // for files that do not state the plan's date
    std::string directory;
    std::string policy;
    bool dry_run = false;
};

struct LogArguments {
    std::uint64_t from = 1;
    std::uint64_t limit = 0;  // 0: all
    std::string stream;
    std::string type;
};

struct DigestsArguments {
    std::string recipient;  // agency id: the whole text of its mails; empty: a table of all
};

int run_import(const Options& options, const ImportArguments& arguments);
int run_status(const Options& options);
int run_overdue(const Options& options);
int run_agencies(const Options& options);
int run_undecided(const Options& options);
// How many lines `undecided` would print.
[[nodiscard]] Result<std::size_t> count_undecided(const Reading& reading);
int run_task(const Options& options, const std::string& code);
int run_log(const Options& options, const LogArguments& arguments);
int run_digests(const Options& options, const DigestsArguments& arguments);
// `listen` empty: the scheduler alone.
int run_serve(const Options& options, const ListenOptions& listen);

}  // namespace dunghan::app
