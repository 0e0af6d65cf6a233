// Are octets of every release still read, and are those of this one unchanged?
#include <gtest/gtest.h>
#include <set>

#include "engine/codec/event_list.h"
#include "engine/codec/record.h"
#include "engine/codec/rows.h"

#include "tests/golden/examples.h"
#include "tests/golden/kept.h"

namespace dunghan::golden {
namespace {

struct Example {
    Event event;
    std::uint16_t schema = schema_of(type_of(event));

    [[nodiscard]] EventType type() const { return type_of(event); }

    [[nodiscard]] std::string name() const { return std::string(name_of(type())); }

    [[nodiscard]] std::string file() const {
        return "events/" + name() + ".v" + std::to_string(schema) + ".json";
    }

    // For the names of the tests.
    friend void PrintTo(const Example& example, std::ostream* out) { *out << example.name(); }
};

std::vector<Example> examples() {
    std::vector<Example> all;
    for (Event& event : events()) {
        all.push_back({std::move(event)});
    }
    return all;
}

class GoldenEvent : public testing::TestWithParam<Example> {};

TEST_P(GoldenEvent, IsWrittenAsItEverWas) {
    const std::string payload = encode_payload(GetParam().event);
    EXPECT_EQ(payload, kept(GetParam().file(), payload));
}

TEST_P(GoldenEvent, IsStillRead) {
    const std::string payload = octets_of_file(path_of(GetParam().file()));
    const auto event = decode_payload(GetParam().type(), GetParam().schema, payload);
    ASSERT_TRUE(event) << event.error().detail;
    EXPECT_TRUE(*event == GetParam().event);
}

TEST(GoldenEvents, OfOlderSchemasAreStillReadAndWrittenAsTheNewest) {
    for (const OlderEvent& older : older_events()) {
        const Example example{older.event, older.schema};
        SCOPED_TRACE(example.file());
        const std::string payload = octets_of_file(path_of(example.file()));
        const auto event = decode_payload(example.type(), example.schema, payload);
        ASSERT_TRUE(event) << event.error().detail;
        EXPECT_TRUE(*event == example.event);
        EXPECT_FALSE(decode_payload(example.type(), schema_of(example.type()), payload));
        EXPECT_NE(encode_payload(*event), payload);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Payload,
    GoldenEvent,
    testing::ValuesIn(examples()),
    [](const auto& parameter) { return parameter.param.name(); }
);

TEST(GoldenEvents, ThereIsOneOfEveryType) {
    std::set<EventType> types;
    for (const Event& event : events()) {
        types.insert(type_of(event));
    }
    EXPECT_EQ(types.size(), std::tuple_size_v<decltype(event_list)>);
}

TEST(GoldenRecord, IsWrittenAsItEverWasAndStillRead) {
    const std::string hex = hex_of(encode_record(record()));
    const std::string old = kept("records/milestone_met.hex", hex);
    EXPECT_EQ(hex, old);
    EXPECT_EQ(decode_record(octets_from_hex(old)).value(), record());
}

TEST(GoldenRow, OfATaskIsWrittenAsItEverWasAndStillRead) {
    const std::string hex = hex_of(encode_row(task_row()));
    const std::string old = kept("rows/task.hex", hex);
    EXPECT_EQ(hex, old);
    EXPECT_EQ(decode_task_row(octets_from_hex(old)).value(), task_row());
}

TEST(GoldenRow, OfATaskOnADefinitionIsWrittenAsItEverWasAndStillRead) {
    const std::string hex = hex_of(encode_row(followed_row()));
    const std::string old = kept("rows/task_followed.hex", hex);
    EXPECT_EQ(hex, old);
    EXPECT_EQ(decode_task_row(octets_from_hex(old)).value(), followed_row());
}

TEST(GoldenRow, OfWhatIsPendingIsWrittenAsItEverWasAndStillRead) {
    const std::string hex = hex_of(encode_row(pending_row()));
    const std::string old = kept("rows/pending.hex", hex);
    EXPECT_EQ(hex, old);
    EXPECT_EQ(decode_pending_row(octets_from_hex(old)).value(), pending_row());
}

TEST(GoldenRow, OfWhatIsPendingByRolesIsWrittenAsItEverWasAndStillRead) {
    const std::string hex = hex_of(encode_row(pending_told_row()));
    const std::string old = kept("rows/pending_told.hex", hex);
    EXPECT_EQ(hex, old);
    EXPECT_EQ(decode_pending_row(octets_from_hex(old)).value(), pending_told_row());
}

TEST(GoldenRow, OfADigestOfSeveralPoliciesIsWrittenAsItEverWasAndStillRead) {
    reminder::State row = digest_row();
    row.policies = {"default", "statutory"};
    const std::string hex = hex_of(encode_row(row));
    const std::string old = kept("rows/digest_of_policies.hex", hex);
    EXPECT_EQ(hex, old);
    EXPECT_EQ(decode_digest_row(octets_from_hex(old)).value(), row);
}

TEST(GoldenRow, OfADigestIsWrittenAsItEverWasAndStillRead) {
    const std::string hex = hex_of(encode_row(digest_row()));
    const std::string old = kept("rows/digest.hex", hex);
    EXPECT_EQ(hex, old);
    EXPECT_EQ(decode_digest_row(octets_from_hex(old)).value(), digest_row());
}

TEST(GoldenRow, OfAPersonIsWrittenAsItEverWasAndStillRead) {
    const std::string hex = hex_of(encode_row(person_row()));
    const std::string old = kept("rows/person.hex", hex);
    EXPECT_EQ(hex, old);
    EXPECT_EQ(decode_person_row(octets_from_hex(old)).value(), person_row());
}

template <class Row, class Decode>
void expect_kept(const std::string& name, const Row& row, const Decode& decode) {
    const std::string hex = hex_of(encode_row(row));
    const std::string old = kept("rows/" + name + ".hex", hex);
    EXPECT_EQ(old, hex) << name;
    EXPECT_EQ(decode(octets_from_hex(old)).value(), row) << name;
}

TEST(GoldenRow, OfAnEndpointAndItsLedgerIsWrittenAsItEverWasAndStillRead) {
    expect_kept("endpoint", endpoint_state(), decode_endpoint_row);
    expect_kept("standing", standing, decode_standing);
    expect_kept("call", call, decode_call);
    expect_kept("attempt", attempt, decode_attempt);
}

TEST(GoldenKey, TimedIsWrittenAsItEverWas) {
    const std::string hex = hex_of(timed_key(noon, {"task/2.8"}));
    EXPECT_EQ(hex, kept("rows/timed_key.hex", hex));
}

TEST(GoldenKey, PendingIsWrittenAsItEverWas) {
    const std::string hex = hex_of(pending_key("so-du-lich", {"task/2.8"}));
    EXPECT_EQ(hex, kept("rows/pending_key.hex", hex));
}

}  // namespace
}  // namespace dunghan::golden
