#include "adapters/config/policy_file.h"

#include <fstream>
#include <sstream>

#include "tests/unit/config/broken_file.h"

namespace dunghan {
namespace {

using tests::BrokenFile;

std::string shipped() {
    std::ostringstream text;
    text << std::ifstream(DUNGHAN_SOURCE_DIR "/config/policy.yaml").rdbuf();
    return text.str();
}

TEST(PolicyFile, ReadsTheShippedOne) {
    const auto policy = read_policy(shipped(), "policy.yaml");
    ASSERT_TRUE(policy) << policy.error().detail;
    EXPECT_EQ(policy->name, "default");
    EXPECT_EQ(policy->version, 1U);
    EXPECT_EQ(policy->zone.name, "Asia/Ho_Chi_Minh");
    EXPECT_EQ(policy->zone.offset_minutes, 420);
    EXPECT_EQ(policy->zone.tzdata.size(), 5U) << policy->zone.tzdata;  // "2026f"
    EXPECT_EQ(policy->slot, (Slot{480, 1020, 0b0011111}));
    EXPECT_EQ(policy->due_soon_days, 7);
    EXPECT_EQ(policy->coordinator, "so-thong-tin-va-truyen-thong");
    const std::vector<RungRule> expected{
        {"before-7d", Anchor::due, -8, 0, 0},
        {"before-1d", Anchor::due, -2, 0, 0},
        {"overdue", Anchor::due, 0, 0, 0},
        {"overdue-weekly", Anchor::due, 1, 7, 1},
        {"start-missed", Anchor::start, 0, 0, 0},
        {"start-missed-weekly", Anchor::start, 1, 7, 1},
        {"no-update", Anchor::update, 30, 30, 0},
        {"report-missing", Anchor::missing, 0, 0, 0},
        {"report-missing-weekly", Anchor::missing, 1, 7, 1}};
    EXPECT_EQ(policy->rungs, expected);
}

// The policy with one line exchanged.
std::string with(const std::string& key, const std::string& line) {
    std::string text =
        "version: 1\n"
        "name: x\n"
        "zone: Asia/Ho_Chi_Minh\n"
        "slot: {at: \"08:00\", until: \"17:00\", days: [mon, sat]}\n"
        "due_soon_days: 7\n"
        "coordinator: a-b\n"
        "rungs: [{id: r, anchor: due, offset_days: 0}]\n";
    const std::size_t at = text.find(key + ":");
    return text.replace(at, text.find('\n', at) - at, line);
}

struct BrokenLine {
    const char* key;
    const char* line;
    const char* message;
};

class BrokenPolicy : public testing::TestWithParam<BrokenLine> {};

TEST_P(BrokenPolicy, IsRefusedAtItsPlace) {
    const std::string yaml = with(GetParam().key, GetParam().line);
    tests::expect_complaint({yaml.c_str(), GetParam().message}, read_policy);
}

INSTANTIATE_TEST_SUITE_P(
    Files,
    BrokenPolicy,
    testing::Values(
        BrokenLine{
            "zone",
            "zone: Asia/Hanoi",
            ":3:7: Expected zone to be a usable zone (Expected a zone of the tz database "
            "(Asia/Ho_Chi_Minh), but got 'Asia/Hanoi'), but got 'Asia/Hanoi'"},
        BrokenLine{
            "slot",
            "slot: {at: 8, until: \"17:00\", days: [mon]}",
            ":4:12: Expected slot.at to be a time of day as \"08:00\", but got '8'"},
        BrokenLine{
            "slot",
            "slot: {at: \"24:00\", until: \"17:00\", days: [mon]}",
            ":4:12: Expected slot.at to be a time of day as \"08:00\", but got '24:00'"},
        BrokenLine{
            "slot",
            "slot: {at: \"17:00\", until: \"08:00\", days: [mon]}",
            ":4:28: Expected slot.until to be later than slot.at, but got '08:00'"},
        BrokenLine{
            "slot",
            "slot: {at: \"08:00\", until: \"17:00\", days: [mon, tet]}",
            ":4:49: Expected slot.days[1] to be one of mon, tue, wed, thu, fri, sat, sun, but got "
            "'tet'"},
        BrokenLine{
            "slot",
            "slot: {at: \"08:00\", until: \"17:00\", days: [mon, mon]}",
            ":4:49: Expected slot.days[1] to be a day that is not in the list yet, but got 'mon'"},
        BrokenLine{
            "slot",
            "slot: {at: \"08:00\", until: \"17:00\", days: []}",
            ":4:43: Expected slot.days to be a list of one weekday at least, but got a list"},
        BrokenLine{
            "due_soon_days",
            "due_soon_days: 7.5",
            ":5:16: Expected due_soon_days to be a whole number from 0 to 366, but got '7.5'"},
        BrokenLine{
            "due_soon_days",
            "due_soon_days: \"7\"",
            ":5:16: Expected due_soon_days to be a whole number from 0 to 366, but got '7'"},
        BrokenLine{
            "rungs",
            "rungs: [{id: r, anchor: dew, offset_days: 0}]",
            ":7:25: Expected rungs[0].anchor to be one of due, start, update, missing, but got "
            "'dew'"},
        BrokenLine{
            "rungs",
            "rungs: [{id: r, anchor: due, offset_days: 0, every: 7}]",
            ":7:53: Expected rungs[0].every to be working time as \"3 working_days\" or "
            "\"-4 working_hours\", at most 366 of it, but got '7'"},
        BrokenLine{
            "rungs",
            "rungs: [{id: r, anchor: due, offset_days: -999}]",
            ":7:43: Expected rungs[0].offset_days to be a whole number from -366 to 366, but got "
            "'-999'"},
        BrokenLine{
            "rungs",
            "rungs: []",
            ":7:8: Expected rungs to be a list of 1 to 64 rungs, but got a list"},
        BrokenLine{
            "rungs",
            "rungs: [{id: r, anchor: due, offset_days: 0}, {id: r, anchor: due, offset_days: 1}]",
            ":7:52: Expected rungs[1].id to be an id no other rung has, but got 'r'"},
        BrokenLine{
            "coordinator",
            "coordinator: [a]",
            ":6:14: Expected coordinator to be a text of one line, at most 1000 octets, but got a "
            "list"},
        BrokenLine{"name", "nam: x", ":1:1: Expected name, but it is not there"}
    )
);

}  // namespace
}  // namespace dunghan
