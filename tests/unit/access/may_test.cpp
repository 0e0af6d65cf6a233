// The table of docs/formats/access.md, cell by cell, written down a second time.
#include "engine/access/may.h"

#include <gtest/gtest.h>

namespace dunghan::access {
namespace {

enum class Reach { no, own, all };

using enum Reach;

constexpr AccessRole roles[] = {
    AccessRole::admin,
    AccessRole::coordinator,
    AccessRole::officer,
    AccessRole::head,
    AccessRole::auditor,
    AccessRole::integration,
    AccessRole::feed};

struct Line {
    Operation operation;
    Reach reach[7];
};

// clang-format off
constexpr Line lines[] = {
    {Operation::read_tasks,        {all, all, own, own, all, own, own}},
    {Operation::read_log,          {all, all, no, no, all, no, no}},
    {Operation::read_directory,    {all, all, no, no, all, no, no}},
    {Operation::assign_task,       {all, all, no, no, no, no, no}},
    {Operation::report_progress,   {all, all, own, no, no, own, no}},
    {Operation::add_evidence,      {all, all, own, no, no, own, no}},
    {Operation::request_extension, {all, all, own, own, no, no, no}},
    {Operation::acknowledge,       {all, all, own, own, no, no, no}},
    {Operation::decide_extension,  {all, all, no, no, no, no, no}},
    {Operation::rate,              {all, all, no, no, no, no, no}},
    {Operation::set_deadline,      {all, all, no, no, no, no, no}},
    {Operation::wait_on,           {all, all, no, no, no, no, no}},
    {Operation::cancel,            {all, all, no, no, no, no, no}},
    {Operation::bind,              {all, all, no, no, no, no, no}},
    {Operation::take_transition,   {all, all, own, no, no, no, no}},
    {Operation::suspend_clock,     {all, all, no, no, no, no, no}},
    {Operation::migrate,           {all, all, no, no, no, no, no}},
    {Operation::silence,           {all, all, no, no, no, no, no}},
    {Operation::publish_rules,     {all, no, no, no, no, no, no}},
    {Operation::manage_tokens,     {all, no, no, no, no, no, no}},
    {Operation::read_metrics,      {all, all, no, no, all, no, no}},
    {Operation::log_in,            {no, no, no, no, no, no, no}},
    {Operation::read_endpoints,    {all, no, no, no, all, own, no}},
    {Operation::manage_endpoints,  {all, no, no, no, no, own, no}},
    {Operation::grant_egress,      {all, no, no, no, no, no, no}}};

// clang-format on

Caller caller(AccessRole role) {
    const bool of_one = role == AccessRole::officer || role == AccessRole::head ||
                        role == AccessRole::integration || role == AccessRole::feed;
    return {role, of_one ? "so-du-lich" : "", "cb-017"};
}

std::string answer(AccessRole role, Operation operation, const Target& target) {
    const auto may_it = may(caller(role), operation, target);
    return may_it ? "yes" : may_it.error().code;
}

const Target own_task{{{"so-tttt", "so-du-lich"}}};
const Target other_task{{{"so-tttt"}}};
const Target nobodys_task{std::vector<std::string>{}};

TEST(May, IsTheTableCellByCell) {
    for (const Line& line : lines) {
        for (std::size_t i = 0; i < std::size(roles); ++i) {
            SCOPED_TRACE(
                std::string(name_of(roles[i])) + " " + std::string(name_of(line.operation))
            );
            const bool sees_all = lines[0].reach[i] == all;
            const std::string refused_other = sees_all ? "forbidden" : "not_found";
            const Reach reach = line.reach[i];
            EXPECT_EQ(
                answer(roles[i], line.operation, own_task), reach == no ? "forbidden" : "yes"
            );
            for (const Target& target : {other_task, nobodys_task}) {
                EXPECT_EQ(
                    answer(roles[i], line.operation, target), reach == all ? "yes" : refused_other
                );
            }
        }
    }
}

TEST(May, WithoutATaskWhoeverIsBoundToAnAgencyOnlyLists) {
    for (const Line& line : lines) {
        for (std::size_t i = 0; i < std::size(roles); ++i) {
            const bool lists = line.operation == Operation::read_tasks;
            const bool yes = line.reach[i] == all || (line.reach[i] == own && lists);
            EXPECT_EQ(answer(roles[i], line.operation, {}), yes ? "yes" : "forbidden")
                << name_of(roles[i]) << " " << name_of(line.operation);
        }
    }
}

// No such token can be created; should one come about, it opens nothing.
TEST(May, AnOfficerWithoutAnAgencySeesNoTask) {
    for (const AccessRole role : {AccessRole::officer, AccessRole::head}) {
        const Caller lost{role, "", "cb-017"};
        for (const Target& target : {own_task, nobodys_task, Target{{{""}}}}) {
            EXPECT_EQ(may(lost, Operation::read_tasks, target).error().code, "not_found");
            EXPECT_EQ(may(lost, Operation::acknowledge, target).error().code, "not_found");
        }
    }
}

TEST(May, SaysTheSameOfEveryTaskThatMayNotBeSeen) {
    const Caller officer = caller(AccessRole::officer);
    const auto others = may(officer, Operation::report_progress, other_task);
    const auto nobodys = may(officer, Operation::cancel, nobodys_task);
    ASSERT_FALSE(others || nobodys);
    EXPECT_EQ(others.error().detail, nobodys.error().detail);
    EXPECT_EQ(others.error().detail.find("so-tttt"), std::string::npos);
}

TEST(May, AnIntegrationWithoutAnAgencyWorksForAll) {
    const Caller everywhere{AccessRole::integration, "", "ioc"};
    EXPECT_TRUE(may(everywhere, Operation::report_progress, other_task));
    EXPECT_FALSE(may(everywhere, Operation::cancel, other_task));
}

TEST(May, WhatIsInNoTableNobodyMay) {
    EXPECT_EQ(answer(AccessRole{0}, Operation::read_tasks, {}), "forbidden");
    EXPECT_EQ(answer(AccessRole{9}, Operation::read_tasks, {}), "forbidden");
    EXPECT_EQ(answer(AccessRole::admin, Operation{0}, {}), "forbidden");
    EXPECT_EQ(answer(AccessRole::admin, Operation{26}, {}), "forbidden");
}

}  // namespace
}  // namespace dunghan::access
