#include "engine/access/role.h"

namespace dunghan::access {

std::string_view name_of(AccessRole role) {
    switch (role) {
        case AccessRole::admin: return "admin";
        case AccessRole::coordinator: return "coordinator";
        case AccessRole::officer: return "officer";
        case AccessRole::head: return "head";
        case AccessRole::auditor: return "auditor";
        case AccessRole::integration: return "integration";
        case AccessRole::feed: return "feed";
    }
    return "";
}

std::string_view name_of(Operation operation) {
    switch (operation) {
        case Operation::read_tasks: return "read_tasks";
        case Operation::read_log: return "read_log";
        case Operation::read_directory: return "read_directory";
        case Operation::assign_task: return "assign_task";
        case Operation::report_progress: return "report_progress";
        case Operation::add_evidence: return "add_evidence";
        case Operation::request_extension: return "request_extension";
        case Operation::acknowledge: return "acknowledge";
        case Operation::decide_extension: return "decide_extension";
        case Operation::rate: return "rate";
        case Operation::set_deadline: return "set_deadline";
        case Operation::wait_on: return "wait_on";
        case Operation::cancel: return "cancel";
        case Operation::bind: return "bind";
        case Operation::take_transition: return "take_transition";
        case Operation::suspend_clock: return "suspend_clock";
        case Operation::migrate: return "migrate";
        case Operation::silence: return "silence";
        case Operation::publish_rules: return "publish_rules";
        case Operation::manage_tokens: return "manage_tokens";
        case Operation::read_metrics: return "read_metrics";
        case Operation::log_in: return "log_in";
        case Operation::read_endpoints: return "read_endpoints";
        case Operation::manage_endpoints: return "manage_endpoints";
        case Operation::grant_egress: return "grant_egress";
    }
    return "";
}

}  // namespace dunghan::access
