// What a token is for, and what can be asked of the program. Format: docs/formats/access.md
#pragma once

#include <cstdint>
#include <string_view>

namespace dunghan::access {

// DO NOT CHANGE THE VALUES OR NAMES: events hold the names; numbers are never reused.
enum class AccessRole : std::uint8_t {
    admin = 1,        // everything
    coordinator = 2,  // everything but rules and tokens
    officer = 3,      // works on the tasks of one agency
    head = 4,         // answers for one agency
    auditor = 5,      // reads everything, changes nothing
    integration = 6,  // another system: reports to tasks, of one agency or of all
    feed = 7,         // a calendar that subscribes to one agency's dates: stands in an address
};

// Likewise.
enum class Operation : std::uint8_t {
    read_tasks = 1,
    read_log = 2,
    read_directory = 3,
    assign_task = 4,
    report_progress = 5,
    add_evidence = 6,
    request_extension = 7,
    acknowledge = 8,
    decide_extension = 9,  // grants or refuses one
    rate = 10,
    set_deadline = 11,
    wait_on = 12,
    cancel = 13,
    bind = 14,
    take_transition = 15,
    suspend_clock = 16,  // and resumes it
    migrate = 17,
    silence = 18,
    publish_rules = 19,
    manage_tokens = 20,
    read_metrics = 21,
    log_in = 22,  // by a password: of no role, for it is asked before there is one
    read_endpoints = 23,
    manage_endpoints = 24,  // makes, changes, tests, repeats, switches on and off, removes
    grant_egress = 25,      // opens addresses that are not public to an endpoint
};

// "officer", "read_tasks": as events, commands and documents write it. A value outside: "".
[[nodiscard]] std::string_view name_of(AccessRole role);
[[nodiscard]] std::string_view name_of(Operation operation);

}  // namespace dunghan::access
