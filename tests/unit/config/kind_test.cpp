#include "adapters/config/kind.h"

#include "adapters/config/directory_file.h"
#include "adapters/config/policy_file.h"

#include "tests/unit/config/broken_file.h"

namespace dunghan {
namespace {

const std::vector<std::string_view> kinds{"calendar", "directory", "policy"};

Result<std::size_t> kind_of(std::string_view yaml, std::string_view file = "x.yaml") {
    return read_kind(yaml, file, kinds);
}

TEST(Kind, IsWhatTheFileSays) {
    EXPECT_EQ(kind_of("kind: calendar\nid: vn\n"), 0U);
    EXPECT_EQ(kind_of("# first\nversion: 1\nkind: policy\n"), 2U);
    EXPECT_EQ(kind_of("kind: calendar\nagencies: []\n"), 0U);
}

TEST(Kind, OfFilesThatDoNotSayItIsKnownByTheirKeys) {
    EXPECT_EQ(kind_of("version: 1\nagencies: []\n"), 1U);
    EXPECT_EQ(kind_of("version: 1\nrungs: []\n"), 2U);
}

TEST(Kind, IsRefusedAtItsPlace) {
    for (const auto& broken : std::vector<tests::BrokenFile>{
             {"id: vn\nkind: kalender\n",
              ":2:7: Expected kind to be one of calendar, directory, policy, but got "
              "'kalender'"},
             {"kind: [policy]\n",
              ":1:7: Expected kind to be one of calendar, directory, policy, but got a list"},
             {"id: vn\n", ":1:1: Expected kind, but it is not there"},
             {"- 1\n", ":1:1: Expected the file to be a mapping (key: value), but got a list"},
         }) {
        tests::expect_complaint(broken, kind_of);
    }
}

TEST(Kind, MayStandInAPolicyAndInADirectory) {
    const std::string agencies = "version: 1\nagencies: []\n";
    EXPECT_TRUE(read_directory("kind: directory\n" + agencies, "x.yaml"));
    const auto refused = read_directory("kind: policy\n" + agencies, "x.yaml");
    ASSERT_FALSE(refused);
    EXPECT_EQ(
        refused.error().detail, "x.yaml:1:7: Expected kind to be one of directory, but got 'policy'"
    );
    const auto policy = read_policy("kind: directory\nversion: 1\n", "x.yaml");
    ASSERT_FALSE(policy);
    EXPECT_EQ(
        policy.error().detail, "x.yaml:1:7: Expected kind to be one of policy, but got 'directory'"
    );
}

}  // namespace
}  // namespace dunghan
