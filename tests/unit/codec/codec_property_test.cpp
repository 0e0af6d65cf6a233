// decode(encode(x)) = x, and order of keys = order of values, for whatever comes.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/codec/event.h"
#include "engine/codec/record.h"
#include "engine/codec/rows.h"

#include "tests/support/generate.h"

namespace dunghan {
namespace {

struct Type {
    EventType number;

    // For the names of the tests.
    friend void PrintTo(const Type& type, std::ostream* out) { *out << name_of(type.number); }
};

std::vector<Type> types() {
    std::vector<Type> all;
    for (const EventType number : generate::event_types()) {
        all.push_back({number});
    }
    return all;
}

class EveryEvent : public testing::TestWithParam<Type> {};

TEST_P(EveryEvent, IsReadBackFromItsPayloadAsItWas) {
    const auto holds = rc::check([] {
        const Event event = generate::any_event(GetParam().number);
        const std::string payload = encode_payload(event);
        const auto decoded =
            decode_payload(GetParam().number, schema_of(GetParam().number), payload);
        RC_ASSERT(decoded.has_value());
        RC_ASSERT(*decoded == event);
        RC_ASSERT(encode_payload(*decoded) == payload);
    });
    EXPECT_TRUE(holds);
}

INSTANTIATE_TEST_SUITE_P(
    Payload,
    EveryEvent,
    testing::ValuesIn(types()),
    [](const auto& parameter) { return std::string(name_of(parameter.param.number)); }
);

// The short way through canonical octets and the careful reader are one function.
RC_GTEST_PROP(Payload, IsReadTheSameByBothReaders, ()) {
    const Event event = generate::any_event();
    std::string payload = encode_payload(event);
    if (*rc::gen::arbitrary<bool>()) {
        const auto at = *rc::gen::inRange<std::size_t>(0, payload.size());
        payload[at] = *rc::gen::oneOf(
            rc::gen::arbitrary<char>(), rc::gen::elementOf(std::string("0-19\"\\{}[]:, .eZtrue"))
        );
    }
    const auto fast = decode_payload(type_of(event), 1, payload);
    const auto careful = decode_payload_carefully(type_of(event), 1, payload);
    RC_ASSERT(fast.has_value() == careful.has_value());
    if (fast) {
        RC_ASSERT(*fast == *careful);
    } else {
        RC_ASSERT(fast.error().detail == careful.error().detail);
    }
}

// A cut or changed payload gives an error or another event, and nothing else happens.
RC_GTEST_PROP(Payload, DamagedAnywhereIsRefusedOrReadButNeverCrashes, ()) {
    const Event event = generate::any_event();
    std::string payload = encode_payload(event);
    payload[*rc::gen::inRange<std::size_t>(0, payload.size())] = *rc::gen::arbitrary<char>();
    payload.resize(*rc::gen::oneOf(
        rc::gen::just(payload.size()), rc::gen::inRange<std::size_t>(0, payload.size())
    ));
    const auto decoded = decode_payload(type_of(event), 1, payload);
    RC_ASSERT(decoded || decoded.error().code == ErrorCode::corruption);
}

RC_GTEST_PROP(Record, IsReadBackAsItWas, ()) {
    const Record record = generate::any_record();
    const auto decoded = decode_record(encode_record(record));
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == record);
}

RC_GTEST_PROP(TaskRow, IsReadBackAsItWas, ()) {
    const auto row = generate::any<TaskRow>();
    const auto decoded = decode_task_row(encode_row(row));
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == row);
}

RC_GTEST_PROP(PendingRow, IsReadBackAsItWas, ()) {
    const auto row = generate::any<PendingRow>();
    const auto decoded = decode_pending_row(encode_row(row));
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == row);
}

RC_GTEST_PROP(DigestRow, IsReadBackAsItWas, ()) {
    const auto row = generate::any<reminder::State>();
    const auto decoded = decode_digest_row(encode_row(row));
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == row);
}

// One state has one encoding: octets that decode are those that encoding gives.
RC_GTEST_PROP(TaskRow, DamagedAnywhereIsRefusedOrTheEncodingOfAnother, ()) {
    std::string bytes = encode_row(generate::any<TaskRow>());
    bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
    const auto decoded = decode_task_row(bytes);
    const bool same = decoded && encode_row(*decoded) == bytes;
    RC_ASSERT(same || (!decoded && decoded.error().code == ErrorCode::corruption));
}

RC_GTEST_PROP(TimedKey, SortsLikeInstantThenStream, ()) {
    const auto instant = rc::gen::map(
        rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange<std::int64_t>(-2, 3)),
        [](std::int64_t ms) { return Instant{ms}; }
    );
    const auto stream =
        rc::gen::elementOf(std::vector<std::string>{"task/1", "task/1.1", "task/2"});
    const std::pair a{*instant, StreamId{*stream}};
    const std::pair b{*instant, StreamId{*stream}};
    const std::string key_a = timed_key(a.first, a.second);
    const std::string key_b = timed_key(b.first, b.second);
    RC_ASSERT((a < b) == (key_a < key_b));
    RC_ASSERT(timed_key(a.first, {}) < key_a);
    const auto decoded = decode_timed_key(key_a);
    RC_ASSERT(decoded.has_value());
    RC_ASSERT(decoded->at == a.first);
    RC_ASSERT(decoded->stream == a.second);
}

}  // namespace
}  // namespace dunghan
