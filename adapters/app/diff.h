// `dunghan diff`: what changed between two instants, and which events did it.
#pragma once

#include <string>

#include "adapters/app/session.h"

namespace dunghan::app {

struct DiffArguments {
    std::string from;
    std::string to;
    bool by_known = false;  // --from and --to are what was known, not when it happened
    std::string task;       // a code: only this task
};

// `dunghan diff --from A --to B`: two instants as known at --as-known, or with --by known two
// states of knowledge of --as-of.
int run_diff(const Options& options, const DiffArguments& arguments);

}  // namespace dunghan::app
