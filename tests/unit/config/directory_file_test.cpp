#include "adapters/config/directory_file.h"

#include <fstream>
#include <sstream>

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

TEST(DirectoryFile, ReadsEveryField) {
    const auto directory = read_directory(
        "version: 7\n"
        "agencies:\n"
        "  - {id: so-y-te, name: Sở  Y te\u0302\u0301, aliases: [SYT], email: syt@x.vn}\n"
        "  - {id: so-noi-vu, name: Sở Nội vụ, email: ''}\n"
        "groups:\n"
        "  - {id: cac-so, name: Các sở, aliases: [Các Sở, sở], members: [so-y-te, so-noi-vu]}\n",
        "x.yaml"
    );
    ASSERT_TRUE(directory) << directory.error().detail;
    const DirectoryPublished expected{
        7,
        {{"so-y-te", "Sở Y tế", {"SYT"}, "syt@x.vn"}, {"so-noi-vu", "Sở Nội vụ", {}, ""}},
        {{"cac-so", "Các sở", {"Các Sở", "sở"}, {"so-y-te", "so-noi-vu"}}}};
    EXPECT_EQ(*directory, expected);
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
            ":3:22: Expected one of id, name, aliases, email, but got agencies[0].color"},
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
            ":3:40: Expected groups[0].members[1] to be a member that is not in the list yet, but "
            "got 'a'"},
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
        BrokenFile{"version: 1\xff\n", ": Expected UTF-8 text, but got other octets"}
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
