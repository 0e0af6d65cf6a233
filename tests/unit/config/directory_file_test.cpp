#include "adapters/config/directory_file.h"

#include <fstream>
#include <sstream>

#include "tests/support/schema_agreement.h"
#include "tests/unit/config/broken_file.h"

namespace dunghan {
namespace {

using tests::BrokenFile;

std::string shipped(const char* name) {
    std::ostringstream text;
    text << std::ifstream(std::string(DUNGHAN_SOURCE_DIR "/config/") + name).rdbuf();
    return text.str();
}

TEST(DirectoryFile, ReadsTheShippedOne) {
    const auto directory = read_directory(shipped("directory.yaml"), "directory.yaml");
    ASSERT_TRUE(directory) << directory.error().detail;
    EXPECT_EQ(directory->agencies.size(), 30U);
    EXPECT_FALSE(directory->groups.empty());
}

constexpr const char* full =
    "version: 7\n"
    "committee: {name: Ban Chỉ đạo, email: bcd@x.vn}\n"
    "agencies:\n"
    "  - {id: so-y-te, name: Sở  Y te\u0302\u0301, aliases: [SYT], email: syt@x.vn,\n"
    "     deputy_email: pgd@x.vn, head_email: gd@x.vn, calendar: khanh-hoa}\n"
    "  - {id: so-noi-vu, name: Sở Nội vụ, email: ''}\n"
    "  - {id: so-cu, name: Sở cũ, from: 2016-01-01, until: 2026-10-31, successor: so-noi-vu}\n"
    "groups:\n"
    "  - {id: cac-so, name: Các sở, aliases: [Các Sở, sở],\n"
    "     members: [so-y-te, {agency: so-noi-vu, from: 2026-11-01, until: 2027-12-31}]}\n"
    "delegations:\n"
    "  - {who: so-y-te, to: 'person:cb-017', from: 2026-11-02, until: 2026-11-06, note: nghỉ}\n";

TEST(DirectoryFile, ReadsEveryField) {
    const auto directory = read_directory(full, "x.yaml");
    ASSERT_TRUE(directory) << directory.error().detail;
    const DirectoryPublished expected{
        .version = 7,
        .agencies =
            {{.id = "so-y-te",
              .name = "Sở Y tế",
              .aliases = {"SYT"},
              .email = "syt@x.vn",
              .deputy_email = "pgd@x.vn",
              .head_email = "gd@x.vn",
              .calendar = "khanh-hoa"},
             {.id = "so-noi-vu", .name = "Sở Nội vụ", .aliases = {}},
             {.id = "so-cu",
              .name = "Sở cũ",
              .aliases = {},
              .from = "2016-01-01",
              .until = "2026-10-31",
              .successor = "so-noi-vu"}},
        .groups =
            {{.id = "cac-so",
              .name = "Các sở",
              .aliases = {"Các Sở", "sở"},
              .members = {{"so-y-te"}, {"so-noi-vu", "2026-11-01", "2027-12-31"}}}},
        .delegations = {{"so-y-te", "person:cb-017", "2026-11-02", "2026-11-06", "nghỉ"}},
        .committee = {"Ban Chỉ đạo", "bcd@x.vn"}};
    EXPECT_EQ(*directory, expected);
}

TEST(DirectoryFile, SaysTheSameAsItsSchema) {
    if (!tests::has_validator()) {
        GTEST_SKIP() << "needs Debian's python3-jsonschema";
    }
    tests::expect_agreement(
        "directory.schema.json", tests::json_of(YAML::Load(full)), read_directory
    );
    tests::expect_same_verdicts(
        "directory.schema.json",
        {tests::json_of(YAML::Load(shipped("directory.yaml")))},
        read_directory
    );
}

class BrokenDirectory : public testing::TestWithParam<BrokenFile> {};

TEST_P(BrokenDirectory, IsRefusedAtItsPlace) {
    tests::expect_complaint(GetParam(), read_directory);
}

INSTANTIATE_TEST_SUITE_P(
    Files,
    BrokenDirectory,
    testing::Values(
        BrokenFile{"", ":1:1: Expected version, but it is not there"},
        BrokenFile{
            "version: one\nagencies: []\n",
            ":1:10: Expected version to be a whole number from 1 to 2147483647, but got 'one'"},
        BrokenFile{
            "version: 1\nagencies:\n  - {id: a, nmae: b}\n",
            ":3:5: Expected agencies[0].name, but it is not there"},
        BrokenFile{
            "version: 1\nagencies:\n  - {id: a, name: b, color: c}\n",
            ":3:22: Expected one of id, name, aliases, email, deputy_email, head_email, calendar, "
            "from, "
            "until, successor, but got agencies[0].color"},
        BrokenFile{
            "version: 1\nagencies: []\nversion: 2\n",
            ":3:1: Expected version once, but it stands here again"},
        BrokenFile{
            "version: 1\nagencies:\n  - id: a\n    name: Sở\n    email: sở@x.vn\n",
            ":5:12: Expected agencies[0].email to be an e-mail address in ASCII "
            "(name@example.gov.vn), but got 'sở@x.vn'"},
        BrokenFile{
            "version: 1\nagencies:\n  - {id: a, name: Sở Được, aliases: [Ở Đây, '']}\n",
            ":3:45: Expected agencies[0].aliases[1] to be a text that is not empty, but got ''"},
        BrokenFile{
            "version: 1\nagencies:\n  - {id: a, name: b}\n  - {id: a, name: c}\n",
            ":4:10: Expected agencies[1].id to be an id that stands nowhere else in the file, but "
            "got 'a'"},
        BrokenFile{
            "version: 1\nagencies:\n  - {id: Sở, name: b}\n",
            ":3:10: Expected agencies[0].id to be an id of a-z, 0-9 and hyphens, at most 100, but "
            "got 'Sở'"},
        BrokenFile{
            "version: 1\nagencies: [{id: a, name: b}]\n"
            "groups: [{id: g, name: h, members: [a, c]}]\n",
            ":3:40: Expected groups[0].members[1] to be the id of an agency of this file, but got "
            "'c'"},
        BrokenFile{
            "version: 1\nagencies: [{id: a, name: b}]\n"
            "groups: [{id: g, name: h, members: [a, a]}]\n",
            ":3:40: Expected groups[0].members[1] to be a member that is not in the list yet on "
            "that day, but got 'a'"},
        BrokenFile{
            "version: 1\nagencies: [{id: a, name: b, until: 2026-10-31, successor: c}]\n",
            ":2:59: Expected agencies[0].successor to be the id of an agency of this file, but got "
            "'c'"},
        BrokenFile{
            "version: 1\nagencies:\n  - {id: a, name: b, from: 31/10/2026}\n",
            ":3:28: Expected agencies[0].from to be a day as 2026-07-01, but got '31/10/2026'"},
        BrokenFile{
            "version: 1\nagencies: [{id: a, name: b}]\n"
            "groups: [{id: g, name: h, members: [{agency: a, form: 2026-10-01}]}]\n",
            ":3:49: Expected one of agency, from, until, but got groups[0].members[0].form"},
        BrokenFile{
            "version: 1\nagencies: [{id: a, name: b}, {id: b, name: c}]\ndelegations:\n"
            "  - {who: a, to: b, from: 2026-11-02, until: 2026-11-06}\n"
            "  - {who: b, to: a, from: 2026-11-06, until: 2026-11-09}\n",
            ":4:18: Expected delegations[0].to to be somebody who does not hand back to 'a' on "
            "2026-11-06, but got 'b'"},
        BrokenFile{
            "version: 1\ncommittee: {name: b, email: x}\nagencies: []\n",
            ":2:29: Expected committee.email to be an e-mail address in ASCII "
            "(name@example.gov.vn), but got 'x'"},
        BrokenFile{
            "version: 1\nagencies: [{id: a, name: b}]\ndelegations: [{who: a, to: a}]\n",
            ":3:15: Expected delegations[0].from, but it is not there"},
        BrokenFile{
            "version: 1\nagencies: {a: b}\n",
            ":2:11: Expected agencies to be a list of at most 10000 entries, but got a mapping"},
        BrokenFile{
            "version: 1\nagencies:\n",
            ":2:1: Expected agencies to be a list of at most 10000 entries, but got nothing"},
        BrokenFile{"- 1\n", ":1:1: Expected the file to be a mapping (key: value), but got a list"},
        BrokenFile{
            "version: 1\nagencies:\n  - name: \"Sở\n    id: a\n",
            ":3:11: Expected the quotes to close on their line, but they do not"},
        BrokenFile{
            "version: &v 1\nagencies: []\n",
            ":1:10: Expected a plain value, but got an anchor (&name)"},
        BrokenFile{
            "version: !!int 1\nagencies: []\n",
            ":1:10: Expected a plain value, but got the explicit type 'tag:yaml.org,2002:int'"},
        BrokenFile{
            "version: 1\nagencies: []\n---\nversion: 2\n",
            ":3:1: Expected one document, but a second begins here"},
        BrokenFile{
            "version: 1\n\tagencies: []\n",
            ":2:1: Expected YAML, but: illegal tab when looking for indentation"},
        BrokenFile{"version: 1\xff\n", ":1:11: Expected UTF-8 text, but got other octets"}
    )
);

TEST(DirectoryFile, RefusesMoreThanOneEventCouldHold) {
    const auto directory = read_directory(std::string(600'000, '#'), "x.yaml");
    ASSERT_FALSE(directory);
    EXPECT_EQ(directory.error().code, ErrorCode::limit_exceeded);
}

TEST(DirectoryFile, RefusesNestingWithoutEnd) {
    EXPECT_FALSE(read_directory("version: " + std::string(5'000, '['), "x.yaml"));
    EXPECT_FALSE(read_directory("version: " + std::string(20, '[') + std::string(20, ']'), "x"));
}

}  // namespace
}  // namespace dunghan
