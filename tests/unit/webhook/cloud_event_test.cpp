#include "adapters/webhook/cloud_event.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "tests/unit/webhook/sample_record.h"

namespace dunghan::webhook {
namespace {

using tests::sample_origin;
using tests::sample_record;

// Bodies are repeated for years: these octets may never change.
TEST(CloudEvent, HasTheseOctets) {
    const CloudEvent event = cloud_event(sample_record(), sample_origin()).value();
    EXPECT_EQ(event.id, "khanhhoa-42");
    EXPECT_EQ(event.type, "vn.dunghan.progress.reported");
    EXPECT_EQ(
        event.body,
        R"({"correlation":"000102030405060708090a0b0c0d0e0f",)"
        R"("data":{"note":"Trễ hạn","progress":"completed"},)"
        R"("datacontenttype":"application/json","id":"khanhhoa-42",)"
        R"("recordedtime":"2022-10-26T01:00:00.123Z","schemaversion":2,)"
        R"("sequence":"00000000000000000042","source":"//dunghan.khanhhoa/log",)"
        R"("specversion":"1.0","subject":"task/6.6#3","time":"2022-10-25T17:00:00.000Z",)"
        R"("type":"vn.dunghan.progress.reported"})"
    );
}

TEST(CloudEvent, KeepsItsAttributesInAscii) {
    Record record = sample_record();
    record.envelope.stream.value = "dossier/hồ sơ \"100%\"";
    const auto json = nlohmann::json::parse(cloud_event(record, sample_origin())->body);
    EXPECT_EQ(json["subject"], "dossier/h%E1%BB%93%20s%C6%A1%20%22100%25%22");
}

RC_GTEST_PROP(CloudEvent, SortsBySequence, (std::uint64_t one, std::uint64_t other)) {
    const auto sequence_at = [](std::uint64_t position) {
        Record record = sample_record();
        record.envelope.position.value = position;
        return nlohmann::json::parse(cloud_event(record, sample_origin())->body)["sequence"]
            .get<std::string>();
    };
    RC_ASSERT((sequence_at(one) < sequence_at(other)) == (one < other));
}

TEST(CloudEvent, RefusesWhatNoLogHolds) {
    Record record = sample_record();
    record.payload = "[]";
    EXPECT_EQ(cloud_event(record, sample_origin()).error().code, ErrorCode::corruption);
    record = sample_record();
    record.envelope.type = static_cast<EventType>(60'000);
    EXPECT_EQ(
        cloud_event(record, sample_origin()).error().detail,
        "Expected an event type of the list, but got number 60000 at position 42"
    );
}

TEST(CloudEventOrigin, IsAnIdentifierAndAUri) {
    EXPECT_TRUE(check(sample_origin()));
    for (const char* log : {"", "a.b", "Khánh Hòa", "-a"}) {
        EXPECT_FALSE(check({log, "/x"})) << log;
    }
    for (const char* source : {"", "a b", "<x>", "\"", "khánh-hòa", "a\n"}) {
        EXPECT_FALSE(check({"a", source})) << source;
    }
    EXPECT_FALSE(check({"a", std::string(501, 'a')}));
}

}  // namespace
}  // namespace dunghan::webhook
