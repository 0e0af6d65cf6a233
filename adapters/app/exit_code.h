// What a command's end means to a script. Listed in `dunghan --help` and docs/OPERATING.md.
#pragma once

#include "engine/base/result.h"

namespace dunghan::app {

enum ExitCode : int {
    exit_ok = 0,
    exit_difference = 1,    // replay --verify found one; act: the domain said no
    exit_usage = 2,         // the command line is off
    exit_invalid = 65,      // input cannot be read: correct the file
    exit_not_found = 66,    // no such store, file or task
    exit_unavailable = 75,  // storage or network: outcome unknown, run again
    exit_corruption = 76,   // stored octets are not what was written
    exit_refused = 78,      // a setting forbids it: wrong clock, store in use
};

[[nodiscard]] constexpr ExitCode exit_code_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::not_found: return exit_not_found;
        case ErrorCode::invalid:
        case ErrorCode::limit_exceeded: return exit_invalid;
        case ErrorCode::conflict:
        case ErrorCode::unavailable:
        case ErrorCode::timeout: return exit_unavailable;
        case ErrorCode::corruption: return exit_corruption;
        case ErrorCode::refused: return exit_refused;
    }
    return exit_unavailable;
}

}  // namespace dunghan::app
