#include "engine/access/may.h"

#include <algorithm>
#include <array>

namespace dunghan::access {
namespace {

enum class Reach : std::uint8_t { no, own, all };

using enum Reach;
using enum Operation;

constexpr std::size_t roles = 7;

struct Row {
    Operation operation;
    std::array<Reach, roles>
        reach;  // admin, coordinator, officer, head, auditor, integration, feed
};

// clang-format off
constexpr std::array table{
    //                     adm  coo  off  head aud  int  feed
    Row{read_tasks,        {all, all, own, own, all, own, own}},
    Row{read_log,          {all, all, no,  no,  all, no, no}},
    Row{read_directory,    {all, all, no,  no,  all, no, no}},
    Row{assign_task,       {all, all, no,  no,  no,  no, no}},
    Row{report_progress,   {all, all, own, no,  no,  own, no}},
    Row{add_evidence,      {all, all, own, no,  no,  own, no}},
    Row{request_extension, {all, all, own, own, no,  no, no}},
    Row{acknowledge,       {all, all, own, own, no,  no, no}},
    Row{decide_extension,  {all, all, no,  no,  no,  no, no}},
    Row{rate,              {all, all, no,  no,  no,  no, no}},
    Row{set_deadline,      {all, all, no,  no,  no,  no, no}},
    Row{wait_on,           {all, all, no,  no,  no,  no, no}},
    Row{cancel,            {all, all, no,  no,  no,  no, no}},
    Row{bind,              {all, all, no,  no,  no,  no, no}},
    Row{take_transition,   {all, all, own, no,  no,  no, no}},
    Row{suspend_clock,     {all, all, no,  no,  no,  no, no}},
    Row{migrate,           {all, all, no,  no,  no,  no, no}},
    Row{silence,           {all, all, no,  no,  no,  no, no}},
    Row{publish_rules,     {all, no,  no,  no,  no,  no, no}},
    Row{manage_tokens,     {all, no,  no,  no,  no,  no, no}},
    Row{read_metrics,      {all, all, no,  no,  all, no, no}},
    Row{log_in,            {no,  no,  no,  no,  no,  no, no}},
    Row{read_endpoints,    {all, no,  no,  no,  all, own, no}},
    Row{manage_endpoints,  {all, no,  no,  no,  no,  own, no}},
    Row{grant_egress,      {all, no,  no,  no,  no,  no, no}}};

// clang-format on

constexpr bool is_listed_in_order() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].operation) != i + 1) {
            return false;
        }
    }
    return table.back().operation == grant_egress;
}

static_assert(is_listed_in_order(), "each operation has its row");

// What is not in the table, nobody may.
Reach reach_of(AccessRole role, Operation operation) {
    const auto row = static_cast<std::size_t>(operation) - 1;  // 0 wraps around, out of the table
    const auto column = static_cast<std::size_t>(role) - 1;
    return row < table.size() && column < roles ? table[row].reach[column] : no;
}

// An integration without an agency works for all of them.
bool is_own(const Caller& caller, const std::vector<std::string>& agencies) {
    return caller.agency.empty() ? caller.role == AccessRole::integration
                                 : std::ranges::count(agencies, caller.agency) > 0;
}

bool reaches(const Caller& caller, Operation operation, const Target& target) {
    switch (reach_of(caller.role, operation)) {
        case all: return true;
        case own:
            return target.agencies ? is_own(caller, *target.agencies) : operation == read_tasks;
        case no: break;
    }
    return false;
}

}  // namespace

Decision<void> may(const Caller& caller, Operation operation, const Target& target) {
    if (target.agencies && !reaches(caller, read_tasks, target)) {
        return reject(
            "not_found", "Expected a task that is there, but there is none under this name"
        );
    }
    if (reaches(caller, operation, target)) {
        return {};
    }
    return reject(
        "forbidden",
        "Expected a token whose role may " + std::string(name_of(operation)) + ", but got one of " +
            std::string(name_of(caller.role)) + "; ask whoever manages tokens"
    );
}

}  // namespace dunghan::access
