// Records: what a reader must notice.
#include "engine/codec/record.h"

#include <gtest/gtest.h>

namespace dunghan {
namespace {

Record example() {
    Record record;
    Envelope& envelope = record.envelope;
    envelope.position = {17};
    envelope.stream = {"task/2.8"};
    envelope.version = {3};
    envelope.type = EventType::milestone_met;
    envelope.command.bytes.fill(0xAA);
    envelope.causation = {16};
    envelope.correlation.bytes.fill(0xBB);
    envelope.actor = "person:an";
    envelope.tenant = 1;
    envelope.shard = 2;
    envelope.recorded_at = {1'666'198'800'001};
    envelope.occurred_at = {-1};
    record.payload = R"({"milestone":0,"note":""})";
    return record;
}

std::string refused(std::string_view bytes) {
    const auto record = decode_record(bytes);
    EXPECT_FALSE(record);
    if (record) {
        return "";
    }
    EXPECT_EQ(record.error().code, ErrorCode::corruption);
    return record.error().detail;
}

TEST(RecordCodec, ReadsBackWhatItWrote) {
    EXPECT_EQ(decode_record(encode_record(example())).value(), example());
}

TEST(RecordCodec, NoticesEveryChangedBit) {
    const std::string sound = encode_record(example());
    for (std::size_t at = 0; at < sound.size() * 8; ++at) {
        std::string damaged = sound;
        damaged[at / 8] = static_cast<char>(damaged[at / 8] ^ (1 << at % 8));
        EXPECT_FALSE(decode_record(damaged)) << "bit " << at;
    }
}

TEST(RecordCodec, NoticesEveryCutAndEveryTail) {
    const std::string sound = encode_record(example());
    for (std::size_t size = 0; size < sound.size(); ++size) {
        EXPECT_FALSE(decode_record(sound.substr(0, size))) << size << " octets";
    }
    EXPECT_FALSE(decode_record(sound + '\0'));
}

TEST(RecordCodec, SaysWhatItFound) {
    const std::string sound = encode_record(example());
    EXPECT_EQ(refused(""), "Expected a sound record, but it ends within 'length'");
    EXPECT_EQ(
        refused(sound + "xyz"),
        "Expected a sound record, but its length says " + std::to_string(sound.size() - 4) +
            " octets and " + std::to_string(sound.size() - 1) + " follow"
    );
    std::string damaged = sound;
    damaged.back() = '!';
    EXPECT_EQ(
        refused(damaged), "Expected a sound record, but its checksum does not match its octets"
    );
}

}  // namespace
}  // namespace dunghan
