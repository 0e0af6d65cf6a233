// Payloads as people and programs will read them in twenty years, and what readers refuse.
#include <gtest/gtest.h>

#include "engine/codec/event.h"

namespace dunghan {
namespace {

// Every kind of value: text, number, word, instant, flag, list, object, something absent.
const Event assigned = task::Event(task::Assigned{
    .kind = task::Kind::dossier,
    .code = "2.8",
    .description =
        {.title = "Lập \"đề án\"",
         .item = "",
         .section = "",
         .holders = {{PartyKind::agency, "so-du-lich"}},
         .partners = {},
         .level = ""},
    .milestones = {
        {.label = "",
         .form = DeadlineForm::before_day,
         .raw = "trước ngày 20/10/2022",
         .due_before = Instant{1'666'198'800'000},
         .start_before = std::nullopt}}});

constexpr std::string_view assigned_json =
    R"({"code":"2.8","description":{"holders":[{"id":"so-du-lich","kind":"agency"}],)"
    R"("item":"","level":"","partners":[],"section":"","title":"Lập \"đề án\""},)"
    R"("kind":"dossier","milestones":[{"due_before":"2022-10-19T17:00:00.000Z",)"
    R"("form":"before_day","label":"","raw":"trước ngày 20/10/2022"}]})";

constexpr std::string_view met_json = R"({"milestone":2,"note":"xong"})";

Result<Event> met(std::string_view json) {
    return decode_payload(EventType::milestone_met, 1, json);
}

// The error of a damaged payload, which must be corruption.
std::string refused(const Result<Event>& event) {
    EXPECT_FALSE(event);
    if (event) {
        return "";
    }
    EXPECT_EQ(event.error().code, ErrorCode::corruption);
    return event.error().detail;
}

testing::AssertionResult has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos ? testing::AssertionSuccess()
                                                : testing::AssertionFailure() << text;
}

TEST(Payload, IsCanonicalJsonWithTheNamesOfTheFields) {
    EXPECT_EQ(encode_payload(assigned), assigned_json);
}

TEST(Payload, IsReadBackAsItWas) {
    EXPECT_EQ(decode_payload(EventType::task_assigned, 1, assigned_json).value(), assigned);
}

TEST(Payload, LeavesOutWhatIsAbsentAndReadsItAsAbsent) {
    const Event nobody = task::Event(task::WaitingOnSet{.party = std::nullopt, .reason = "xong"});
    EXPECT_EQ(encode_payload(nobody), R"({"reason":"xong"})");
    EXPECT_EQ(decode_payload(EventType::waiting_on_set, 1, R"({"reason":"xong"})").value(), nobody);
}

TEST(Payload, RefusesWhatIsNotJson) {
    EXPECT_TRUE(has(refused(met("")), "it is empty"));
    EXPECT_TRUE(has(refused(met(R"({"milestone":2,"note":"xong")")), "it is not JSON"));
    EXPECT_TRUE(has(refused(met(R"({"milestone":2,"note":"xong"}x)")), "it is not JSON"));
    EXPECT_TRUE(has(refused(met("{\"milestone\":2,\"note\":\"\xFF\"}")), "it is not JSON"));
    EXPECT_TRUE(has(refused(met(R"({"milestone":2,"note":"\ud800"})")), "it is not JSON"));
    EXPECT_TRUE(has(refused(met(std::string(R"({"milestone":2,"note":"x"})") + '\0')), "not JSON"));
}

TEST(Payload, RefusesWhatIsTooDeep) {
    EXPECT_TRUE(has(refused(met(std::string(100'000, '['))), "it is not JSON"));
    const std::string deep = std::string(40, '[') + std::string(40, ']');
    EXPECT_TRUE(has(refused(met(R"({"milestone":)" + deep + "}")), "it is not JSON"));
}

TEST(Payload, NamesAMissingField) {
    EXPECT_TRUE(has(refused(met(R"({"milestone":2})")), "expected field 'note'"));
    EXPECT_TRUE(has(refused(met(R"({"note":"xong"})")), "expected field 'milestone'"));
    EXPECT_TRUE(has(refused(met("{}")), "expected field 'milestone'"));
}

TEST(Payload, NamesAnUnknownField) {
    EXPECT_TRUE(has(refused(met(R"({"milestone":2,"note":"","x":1})")), "no field 'x'"));
    EXPECT_TRUE(has(refused(met(R"({"a":1,"milestone":2,"note":""})")), "no field 'a'"));
}

TEST(Payload, NamesAFieldThatComesTwiceOrOutOfOrder) {
    EXPECT_TRUE(has(refused(met(R"({"milestone":2,"milestone":2,"note":""})")), "'milestone' once")
    );
    EXPECT_TRUE(has(refused(met(R"({"milestone":2,"note":"","note":""})")), "'note' once"));
    EXPECT_TRUE(has(refused(met(R"({"note":"","milestone":2})")), "field 'milestone'"));
}

TEST(Payload, NamesAFieldOfAnotherType) {
    EXPECT_TRUE(has(refused(met("[]")), "expected an object"));
    EXPECT_TRUE(has(refused(met(R"({"milestone":"2","note":""})")), "milestone: expected an int"));
    EXPECT_TRUE(has(refused(met(R"({"milestone":2.0,"note":""})")), "milestone: expected an int"));
    EXPECT_TRUE(has(refused(met(R"({"milestone":null,"note":""})")), "milestone: expected an"));
    EXPECT_TRUE(has(refused(met(R"({"milestone":2,"note":5})")), "note: expected a text"));
    EXPECT_TRUE(has(refused(met(R"({"milestone":2,"note":null})")), "note: expected a text"));
}

TEST(Payload, NamesANumberOutOfRange) {
    EXPECT_TRUE(has(refused(met(R"({"milestone":-1,"note":""})")), "integer in range"));
    EXPECT_TRUE(has(refused(met(R"({"milestone":4294967296,"note":""})")), "integer in range"));
    EXPECT_TRUE(has(refused(met(R"({"milestone":18446744073709551615,"note":""})")), "integer"));
}

TEST(Payload, NamesTheWayToADamagedValueInside) {
    const auto with = [](std::string_view from, std::string_view to) {
        std::string json(assigned_json);
        json.replace(json.find(from), from.size(), to);
        return refused(decode_payload(EventType::task_assigned, 1, json));
    };
    EXPECT_TRUE(has(with("before_day", "whenever"), "milestones[0].form: expected a known word"));
    EXPECT_TRUE(has(with("\"agency\"", "7"), "description.holders[0].kind: expected a word"));
    EXPECT_TRUE(has(with("[]", "{}"), "description.partners: expected a list"));
    EXPECT_TRUE(has(with("T17:00:00.000Z", ""), "milestones[0].due_before: expected an instant"));
    EXPECT_TRUE(has(with("-10-19T", "-13-19T"), "milestones[0].due_before: expected an instant"));
    EXPECT_TRUE(has(with("000Z", "0000"), "milestones[0].due_before: expected an instant"));
}

TEST(Payload, OfASchemaFromTheFutureIsRefused) {
    const std::string error = refused(decode_payload(EventType::milestone_met, 2, met_json));
    EXPECT_TRUE(has(error, "schema 2 comes from the future"));
    EXPECT_TRUE(has(refused(decode_payload(EventType::milestone_met, 0, met_json)), "schema 0"));
}

TEST(Payload, OfATypeThatIsNotListedIsRefusedByNumber) {
    const auto unknown = static_cast<EventType>(999);
    EXPECT_TRUE(has(refused(decode_payload(unknown, 1, met_json)), "event type 999"));
    EXPECT_EQ(name_of(unknown), "");
}

TEST(Payload, EveryTypeHasItsNumberAndName) {
    EXPECT_EQ(type_of(assigned), EventType::task_assigned);
    EXPECT_EQ(name_of(EventType::task_assigned), "task_assigned");
    EXPECT_EQ(type_of(reminder::Event(reminder::DeliverySent{})), EventType::delivery_sent);
    EXPECT_EQ(type_of(LogStarted{}), EventType::log_started);
}

}  // namespace
}  // namespace dunghan
