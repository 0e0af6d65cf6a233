// A command id names one wish: heard again it is answered, under another wish it is refused.
#include <gtest/gtest.h>

#include "engine/person/stream.h"

#include "tests/support/world.h"

namespace dunghan::testing {
namespace {

using reminder::ClaimDelivery;
using task::Progress;

Request wish_to_start(const std::string& id) {
    Request request;
    request.stream = {"task/2.8"};
    request.command = task::Command{task::ReportProgress{{Progress::in_progress, "", "", false}}};
    request.id = command_id_from(id);
    request.actor = "test";
    return request;
}

std::string refusal_of(const Outcome& outcome) {
    return outcome ? "" : outcome.error().code;
}

bool is_repeat(const Outcome& outcome) {
    return outcome && outcome->repeated;
}

struct TwoTasks : World {
    TwoTasks() {
        assign("2.8", "Tháng 5/2022", "so-noi-vu");
        assign("5.3", "Tháng 5/2022", "so-noi-vu");
    }
};

TEST(Repeat, IsAnsweredWithoutDoingItAgain) {
    TwoTasks world;
    const auto first = world.engine->execute_one(wish_to_start("a"));
    const Position head = world.store.head();
    world.restart();
    const auto again = world.engine->execute_one(wish_to_start("a"));
    ASSERT_TRUE(first && again);
    EXPECT_FALSE(first->repeated);
    EXPECT_TRUE(again->repeated);
    EXPECT_EQ(again->first, first->first);
    EXPECT_EQ(again->version, first->version);
    EXPECT_EQ(world.store.head(), head);
}

TEST(Repeat, IsAnsweredWithinOneGroup) {
    TwoTasks world;
    const std::vector<Request> group{wish_to_start("a"), wish_to_start("a")};
    const auto outcomes = world.engine->execute(group);
    ASSERT_TRUE(outcomes[0]);
    EXPECT_TRUE(is_repeat(outcomes[1]));
}

TEST(Repeat, OfAWishThatSaidWhenItHappenedSaysItAgain) {
    TwoTasks world;
    Request dated = wish_to_start("a");
    dated.occurred_at = at("2022-10-01");
    ASSERT_TRUE(world.engine->execute_one(dated));
    EXPECT_TRUE(is_repeat(world.engine->execute_one(dated)));
    EXPECT_EQ(refusal_of(world.engine->execute_one(wish_to_start("a"))), "id_in_use");
}

// Each differs from wish_to_start() in one thing that the log keeps: where, what, who, when.
std::vector<Request> other_wishes(const std::string& id) {
    std::vector<Request> others(5, wish_to_start(id));
    others[0].stream = {"task/5.3"};
    others[1].command = task::Command{task::ReportProgress{{Progress::completed, "", "", false}}};
    others[2].command = task::Command{task::Rate{{"HT", "test", "", ""}}};
    others[3].actor = "somebody else";
    others[4].occurred_at = at("2022-10-01");
    return others;
}

TEST(Repeat, UnderAnotherWishIsRefusedWithinOneGroup) {
    for (const Request& other : other_wishes("a")) {
        TwoTasks world;
        const std::vector<Request> group{wish_to_start("a"), other, wish_to_start("a")};
        const auto outcomes = world.engine->execute(group);
        EXPECT_TRUE(outcomes[0]);
        EXPECT_EQ(refusal_of(outcomes[1]), "id_in_use");
        EXPECT_TRUE(is_repeat(outcomes[2]));
    }
}

TEST(Repeat, UnderAnotherWishIsRefusedAtAnyLaterTime) {
    TwoTasks world;
    ASSERT_TRUE(world.engine->execute_one(wish_to_start("a")));
    const Position head = world.store.head();
    world.restart();
    for (const Request& other : other_wishes("a")) {
        const auto outcome = world.engine->execute_one(other);
        ASSERT_EQ(refusal_of(outcome), "id_in_use");
        EXPECT_NE(outcome.error().detail.find("task/2.8, position"), std::string::npos);
    }
    EXPECT_TRUE(is_repeat(world.engine->execute_one(wish_to_start("a"))));
    EXPECT_EQ(world.store.head(), head);
}

struct Wished {
    StreamId stream;
    Command command;
};

std::vector<Wished> wishes_of_a_task() {
    const StreamId stream{"task/7.1"};
    const auto milestones = parse_deadlines("Tháng 5/2022", {});
    const task::Description renamed{"Khác", "", "", {{PartyKind::agency, "so-y-te"}}, {}, ""};
    const task::RungReached rung{"overdue", 0, 0, at("2022-06-01"), at("2022-06-01")};
    std::vector<Wished> wishes;
    for (task::Command& command : std::vector<task::Command>{
             task::Assign{{task::Kind::plan_task, "7.1", {"Việc", "", "", {}, {}, ""}, milestones}},
             task::Describe{renamed},
             task::SetDeadline{{parse_deadlines("Tháng 6/2022", {}), "vì", ""}},
             task::ReportProgress{{Progress::in_progress, "", "", false}},
             task::IssueReminder{{at("2022-10-24"), "default/1", {rung}, {}}},
             task::AddEvidence{{"UBND tỉnh", "2180/QĐ-UBND", "2022-08-05", ""}},
             task::WaitOn{{Party{PartyKind::agency, "so-noi-vu"}, ""}},
             task::Rate{{"HT", "test", "", ""}},
             task::RequestExtension{{0, "năm 2023", "xin"}},
             task::RefuseExtension{{0, "", "không"}},
             task::GrantExtension{{0, "Tháng 1/2023", at("2023-02-01"), "1/QĐ", ""}},
             task::MeetMilestone{{0, "xong"}},
             task::Cancel{{"gộp", ""}}}) {
        wishes.push_back({stream, std::move(command)});
    }
    return wishes;
}

std::vector<Wished> wishes_of_a_digest() {
    const StreamId stream{"digest/1/so-y-te"};
    reminder::DigestIssued digest;
    digest.recipient = "so-y-te";
    digest.items.emplace_back().code = "7.1";
    std::vector<Wished> wishes;
    for (reminder::Command& command : std::vector<reminder::Command>{
             reminder::IssueDigest{digest},
             ClaimDelivery{"smtp"},
             reminder::RecordUncertain{{1, "?", at("2022-10-25T09:00")}},
             ClaimDelivery{"smtp"},
             reminder::RecordFailed{{2, false, "450", at("2022-10-25T10:00")}},
             ClaimDelivery{"smtp"},
             reminder::RecordSent{{3, "250", ""}}}) {
        wishes.push_back({stream, std::move(command)});
    }
    return wishes;
}

std::vector<Wished> wishes_of_the_house() {
    const std::string key = "dunghan+00000000+AQ==";
    const StreamId person = person::stream_of("cb-1");
    DirectoryPublished directory = small_directory();
    directory.version = 2;
    Policy policy = default_policy();
    policy.version = 2;
    return {
        {{"directory"}, PublishDirectory{directory}},
        {{"policy"}, PublishPolicy{policy}},
        {{"desk/a/b/1/c"}, SetAsideCell{{"a.docx", "b", 1, "c", "sớm", "vì", ""}}},
        {{"log"}, AddLogKey{{"", key}}},
        {{"log"}, RetireLogKey{{"chữ ký", key}}},
        {{"log"}, NoteTailDiscarded{{3, 1}}},
        {{"log"}, AcceptDataLoss{{3, 0, "thử"}}},
        {person, person::Command{person::Describe{{"cb-1", "so-y-te", true, "c2VhbGVk"}}}},
        {person, person::Command{person::Erase{{"cb-1", "đơn", ""}}}},
        {{"outbox"}, HoldOutbox{{"khôi phục", std::string(64, 'a'), 7}}},
        {{"outbox"}, ReleaseOutbox{{"đã đối chiếu"}}}};
}

TEST(Repeat, OfEveryKindOfWishIsKnown) {
    World world;
    std::vector<Request> requests;
    for (const auto& wishes : {wishes_of_a_task(), wishes_of_a_digest(), wishes_of_the_house()}) {
        for (const Wished& wished : wishes) {
            Request request = wish_to_start("request " + std::to_string(requests.size()));
            request.stream = wished.stream;
            request.command = wished.command;
            requests.push_back(std::move(request));
            const auto outcome = world.engine->execute_one(requests.back());
            ASSERT_TRUE(outcome) << outcome.error().detail;
            ASSERT_EQ(outcome->count, 1U) << requests.size() << " was no news";
        }
    }
    world.restart();
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const auto again = world.engine->execute_one(requests[i]);
        EXPECT_TRUE(is_repeat(again)) << i << ": " << (again ? "" : again.error().detail);
        Request other = requests[i];
        other.command = requests[(i + 1) % requests.size()].command;
        EXPECT_EQ(refusal_of(world.engine->execute_one(other)), "id_in_use") << i;
    }
}

TEST(Repeat, OfAClaimNamesTheSameTransport) {
    World world;
    const std::vector<Wished> wishes = wishes_of_a_digest();
    ASSERT_TRUE(world.wish(wishes[0].stream, wishes[0].command));
    Request claim = wish_to_start("claim");
    claim.stream = wishes[1].stream;
    claim.command = wishes[1].command;
    ASSERT_TRUE(world.engine->execute_one(claim));
    claim.command = reminder::Command{ClaimDelivery{"maildir"}};
    EXPECT_EQ(refusal_of(world.engine->execute_one(claim)), "id_in_use");
}

}  // namespace
}  // namespace dunghan::testing
