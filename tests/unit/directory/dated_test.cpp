// What the directory says of one day.
#include <gtest/gtest.h>

#include "engine/base/limits.h"
#include "engine/directory/directory.h"

namespace dunghan {
namespace {

Date day(const std::string& iso) {
    return parse_date(iso).value();
}

// Two departments are merged into one at the end of October; a third joins the group in November.
DirectoryPublished merging() {
    DirectoryPublished content;
    content.agencies = {
        {.id = "so-du-lich",
         .name = "Sở Du lịch",
         .aliases = {},
         .email = "sdl@khanhhoa.example",
         .deputy_email = "pgd.sdl@khanhhoa.example",
         .head_email = "gd.sdl@khanhhoa.example",
         .until = "2026-10-31",
         .successor = "so-van-hoa"},
        {.id = "so-van-hoa", .name = "Sở Văn hóa", .aliases = {}, .from = "2026-11-01"},
        {.id = "so-y-te", .name = "Sở Y tế", .aliases = {}, .email = "syt@khanhhoa.example"},
        {.id = "ban-138", .name = "Ban 138", .aliases = {}, .until = "2026-06-30"}};
    content.groups = {
        {.id = "cac-so",
         .name = "Các sở",
         .aliases = {},
         .members =
             {{.agency = "so-du-lich"},
              {.agency = "so-van-hoa"},
              {.agency = "so-y-te", .from = "2026-11-14", .until = "2026-11-20"}}},
        {.id = "nhom-trong", .name = "Nhóm trống", .aliases = {}, .members = {}}};
    content.committee = {.name = "Ban Chỉ đạo", .email = "bcd@khanhhoa.example"};
    return content;
}

using Ids = std::vector<std::string>;

Ids members(const std::string& group, const std::string& on) {
    return Directory(merging()).members_at(group, day(on)).value_or(Ids{"(nobody)"});
}

TEST(MembersAt, AreThoseWhoExistAndBelongOnThatDayBothEndsIncluded) {
    EXPECT_EQ(members("cac-so", "2026-10-31"), Ids{"so-du-lich"});
    EXPECT_EQ(members("cac-so", "2026-11-01"), Ids{"so-van-hoa"});
    EXPECT_EQ(members("cac-so", "2026-11-13"), Ids{"so-van-hoa"});
    EXPECT_EQ(members("cac-so", "2026-11-14"), (Ids{"so-van-hoa", "so-y-te"}));
    EXPECT_EQ(members("cac-so", "2026-11-20"), (Ids{"so-van-hoa", "so-y-te"}));
    EXPECT_EQ(members("cac-so", "2026-11-21"), Ids{"so-van-hoa"});
}

TEST(MembersAt, SaysLoudlyWhenThereIsNobodyToAsk) {
    const Directory directory(merging());
    const auto empty = directory.members_at("nhom-trong", day("2026-11-05"));
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().code, "group_without_members");
    EXPECT_EQ(
        empty.error().detail,
        "Expected members of 'Nhóm trống' on 05/11/2026, but the directory (version 1) names none; "
        "publish a directory that says who they are"
    );
    const auto unknown = directory.members_at("khong-co", day("2026-11-05"));
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, "no_such_group");
}

TEST(SuccessorAt, IsTheAgencyItselfUntilTheEndOfItsLastDay) {
    const Directory directory(merging());
    EXPECT_EQ(
        directory.successor_at("so-du-lich", day("2026-10-31")),
        (Chain{{"so-du-lich"}, Chain::End::found})
    );
    EXPECT_EQ(
        directory.successor_at("so-du-lich", day("2026-11-01")),
        (Chain{{"so-du-lich", "so-van-hoa"}, Chain::End::found})
    );
}

TEST(SuccessorAt, TellsTheGoneAndTheUnknownApart) {
    const Directory directory(merging());
    EXPECT_EQ(directory.successor_at("ban-138", day("2026-07-01")).end, Chain::End::dissolved);
    EXPECT_EQ(directory.successor_at("so-la", day("2026-07-01")).end, Chain::End::unknown);
}

TEST(SuccessorAt, NamesBothForAReader) {
    const Directory directory(merging());
    const Party tourism{PartyKind::agency, "so-du-lich"};
    EXPECT_EQ(directory.name_at(tourism, day("2026-10-31")), "Sở Du lịch");
    EXPECT_EQ(directory.name_at(tourism, day("2026-11-01")), "Sở Du lịch (nay là Sở Văn hóa)");
    EXPECT_EQ(
        directory.name_at({PartyKind::agency, "ban-138"}, day("2026-07-01")),
        "Ban 138 (đã giải thể)"
    );
    EXPECT_EQ(directory.name_at({PartyKind::group, "cac-so"}, day("2026-07-01")), "Các sở");
}

// Nobody checks an old log: agencies that follow each other in a circle, and a long line of them.
TEST(SuccessorAt, EndsAndReportsWhatAnOldLogHolds) {
    DirectoryPublished content;
    content.agencies = {
        {.id = "a", .name = "A", .aliases = {}, .until = "2020-01-01", .successor = "b"},
        {.id = "b", .name = "B", .aliases = {}, .until = "2020-01-01", .successor = "a"}};
    EXPECT_EQ(
        Directory(content).successor_at("a", day("2026-01-01")),
        (Chain{{"a", "b"}, Chain::End::circle})
    );
    content.agencies.clear();
    for (int i = 0; i < 20; ++i) {
        content.agencies.push_back(
            {.id = "a" + std::to_string(i),
             .name = "A",
             .aliases = {},
             .until = "2020-01-01",
             .successor = "a" + std::to_string(i + 1)}
        );
    }
    const Chain chain = Directory(content).successor_at("a0", day("2026-01-01"));
    EXPECT_EQ(chain.end, Chain::End::too_long);
    EXPECT_EQ(chain.links.size(), limits::chain_links_max);
}

DirectoryPublished delegating(std::vector<Delegation> delegations) {
    DirectoryPublished content;
    content.agencies = {
        {.id = "a", .name = "A", .aliases = {}},
        {.id = "b", .name = "B", .aliases = {}},
        {.id = "c", .name = "C", .aliases = {}}};
    content.delegations = std::move(delegations);
    return content;
}

TEST(DelegateOf, FollowsTheChainOnThatDay) {
    const Directory directory(delegating(
        {{"a", "b", "2026-11-02", "2026-11-06"},
         {"b", "person:cb-017", "2026-11-05", "2026-11-10"},
         {"a", "c", "2026-11-07", ""}}
    ));
    const auto chain = [&](const std::string& on) { return directory.delegate_of("a", day(on)); };
    EXPECT_EQ(chain("2026-11-01"), (Chain{{"a"}, Chain::End::found}));
    EXPECT_EQ(chain("2026-11-02"), (Chain{{"a", "b"}, Chain::End::found}));
    EXPECT_EQ(chain("2026-11-05"), (Chain{{"a", "b", "person:cb-017"}, Chain::End::found}));
    EXPECT_EQ(chain("2026-11-07"), (Chain{{"a", "c"}, Chain::End::found}));
    EXPECT_EQ(directory.delegate_of("khong-co", day("2026-11-02")).end, Chain::End::unknown);
}

TEST(DelegateOf, EndsAndReportsACircleOfAnOldLogOnItsDaysOnly) {
    const Directory directory(
        delegating({{"a", "b", "2026-11-02", "2026-11-06"}, {"b", "a", "2026-11-06", "2026-11-10"}})
    );
    EXPECT_TRUE(directory.delegate_of("a", day("2026-11-05")).found());
    EXPECT_EQ(
        directory.delegate_of("a", day("2026-11-06")), (Chain{{"a", "b"}, Chain::End::circle})
    );
    EXPECT_EQ(
        directory.delegate_of("b", day("2026-11-07")), (Chain{{"b", "a"}, Chain::End::found})
    );
}

TEST(Contact, IsTheAddressOfTheRole) {
    const Directory directory(merging());
    EXPECT_EQ(directory.contact("so-du-lich", Role::holder), "sdl@khanhhoa.example");
    EXPECT_EQ(directory.contact("so-du-lich", Role::deputy), "pgd.sdl@khanhhoa.example");
    EXPECT_EQ(directory.contact("so-du-lich", Role::head), "gd.sdl@khanhhoa.example");
    EXPECT_EQ(directory.contact("so-y-te", Role::coordinator), "syt@khanhhoa.example");
    EXPECT_EQ(directory.contact("so-y-te", Role::head), "");
    EXPECT_EQ(directory.contact("so-y-te", Role::system), "");
    EXPECT_EQ(directory.contact("so-la", Role::holder), "");
    EXPECT_EQ(directory.contact("so-la", Role::committee), "bcd@khanhhoa.example");
}

}  // namespace
}  // namespace dunghan
