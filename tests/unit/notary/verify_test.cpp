// What a verifier says of whole files, of old checkpoints, and of keys that followed one another.
#include "engine/codec/canonical_json.h"

#include "tests/unit/notary/sample_log.h"

namespace dunghan::notary {
namespace {

const SigningKey first_key = key_of('a');
const SigningKey next_key = key_of('b');

std::string fault_of(const std::string& octets, const Trust& trust) {
    const auto verdict = verify(octets, trust);
    return verdict ? "" : verdict.error().what;
}

TEST(Bundle, HoldsUnderThePinnedKeyAndUnderItsOwn) {
    const SampleLog log(300);
    const auto verdict = verify(log.bundle({first_key}), pinned(first_key));
    ASSERT_TRUE(verdict) << verdict.error().what;
    EXPECT_EQ(verdict->what, "bundle");
    EXPECT_TRUE(verdict->pinned);
    EXPECT_EQ(verdict->checkpoint.head, log.heads[300]);
    EXPECT_EQ(verdict->streams, 5U);
    const auto own = verify(log.bundle({first_key}), {});
    ASSERT_TRUE(own) << own.error().what;
    EXPECT_FALSE(own->pinned);
    EXPECT_EQ(own->signers, std::vector{first_key.verifier()});
}

TEST(Bundle, OfAnEmptyLogHolds) {
    EXPECT_TRUE(verify(SampleLog(0).bundle({first_key}), pinned(first_key)));
}

TEST(Bundle, SignedByAnotherKeyIsRefusedUnderThePinnedOne) {
    const SampleLog log(20);
    EXPECT_NE(fault_of(log.bundle({next_key}), pinned(first_key)), "");
    // the same name, another key: not the pinned one either
    EXPECT_NE(fault_of(log.bundle({next_key}), {{first_key.verifier()}, std::nullopt}), "");
}

TEST(Bundle, MustBeginWithTheCheckpointKeptEarlier) {
    const SampleLog log(300);
    Trust trust = pinned(first_key);
    for (const std::size_t size : {0U, 1U, 17U, 256U, 300U}) {
        trust.old = log.checkpoint(size, {first_key});
        const auto verdict = verify(log.bundle({first_key}), trust);
        ASSERT_TRUE(verdict) << size << ": " << verdict.error().what;
        EXPECT_EQ(verdict->old, log.heads[size]);
    }
    trust.old = SampleLog(301).checkpoint(301, {first_key});
    EXPECT_NE(fault_of(log.bundle({first_key}), trust).find("rewritten"), std::string::npos);
    SampleLog rewritten(10);
    rewritten.add("task/9", 20, "{}");
    trust.old = rewritten.checkpoint(11, {first_key});
    EXPECT_NE(fault_of(log.bundle({first_key}), trust).find("rewritten"), std::string::npos);
    trust.old = log.checkpoint(17, {next_key});
    EXPECT_NE(fault_of(log.bundle({first_key}), trust), "");
    trust.old = log.checkpoint(17, {key_of('a', "dunghan.example/another")});
    EXPECT_NE(fault_of(log.bundle({first_key}), trust), "");
}

std::string key_payload(const SigningKey& by, const SigningKey& added) {
    std::string json = R"({"endorsement":)";
    append_json_text(json, to_text(sign_note(added_text(added.verifier()), std::vector{by})));
    json += R"(,"key":)";
    append_json_text(json, to_text(added.verifier()));
    return json + "}";
}

TEST(Bundle, OfALaterKeyHoldsWhenThePinnedOneEndorsedItInTheLog) {
    SampleLog log(10);
    log.add("log", key_added_type, key_payload(first_key, next_key));
    log.add("log", key_added_type, key_payload(next_key, key_of('c')));
    EXPECT_EQ(fault_of(log.bundle({first_key, next_key}), pinned(first_key)), "");
    EXPECT_EQ(fault_of(log.bundle({next_key}), pinned(first_key)), "");
    EXPECT_EQ(fault_of(log.bundle({key_of('c')}), pinned(first_key)), "");
    EXPECT_NE(fault_of(log.bundle({key_of('d')}), pinned(first_key)), "");
    EXPECT_NE(fault_of(log.bundle({next_key}), pinned(key_of('d'))), "");
    SampleLog self(10);
    self.add("log", key_added_type, key_payload(next_key, next_key));
    EXPECT_NE(fault_of(self.bundle({next_key}), pinned(first_key)), "");
}

// A log whose records are whole and signed, and that is wrong all the same.
TEST(Bundle, WithRecordsThatDoNotFollowIsRefusedAtTheirPosition) {
    const auto refused_at = [](SampleLog log) {
        const auto verdict = verify(log.bundle({first_key}), pinned(first_key));
        return verdict ? 0 : verdict.error().position;
    };
    SampleLog gap(5);
    gap.records.emplace_back();
    gap.add("task/0", 20, "{}");  // position 7 in the place of 6
    gap.records.erase(gap.records.begin() + 5);
    EXPECT_EQ(refused_at(gap), 6U);
    SampleLog version(5);
    version.versions["task/0"] = 7;
    version.add("task/0", 20, "{}");
    EXPECT_EQ(refused_at(version), 6U);
    SampleLog payload(5);
    payload.add("task/0", 20, "null");
    EXPECT_EQ(refused_at(payload), 6U);
    SampleLog earlier(5);
    Record record = decode_record(earlier.records.front()).value();
    record.envelope.position = {6};
    record.envelope.version = {2};
    earlier.append(encode_record(record));
    EXPECT_EQ(refused_at(earlier), 6U);
}

TEST(InclusionProof, HoldsForEveryRecord) {
    const SampleLog log(40);
    for (std::uint64_t index = 0; index < 40; ++index) {
        const auto verdict = verify(log.inclusion(index, {first_key}), pinned(first_key));
        ASSERT_TRUE(verdict) << verdict.error().what;
        EXPECT_EQ(verdict->record, log.records[index]);
    }
    EXPECT_NE(fault_of(log.inclusion(3, {first_key}), {}), "");
    EXPECT_NE(fault_of(log.inclusion(3, {first_key}), pinned(next_key)), "");
}

TEST(ConsistencyProof, HoldsForEverySizeAndForTheCheckpointKeptEarlierOnly) {
    const SampleLog log(40);
    for (std::uint64_t from = 1; from <= 40; ++from) {
        Trust trust = pinned(first_key);
        trust.old = log.checkpoint(from, {first_key});
        EXPECT_EQ(fault_of(log.consistency(from, {first_key}), trust), "") << from;
        trust.old = log.checkpoint(from - 1, {first_key});
        EXPECT_NE(fault_of(log.consistency(from, {first_key}), trust), "") << from;
    }
}

TEST(CheckpointFile, HoldsUnderThePinnedKey) {
    const std::string octets = to_text(SampleLog(3).checkpoint(3, {first_key, next_key}).note);
    EXPECT_EQ(fault_of(octets, pinned(first_key)), "");
    EXPECT_EQ(fault_of(octets, pinned(next_key)), "");
    EXPECT_NE(fault_of(octets, pinned(key_of('c'))), "");
    EXPECT_NE(fault_of(octets, {}), "");
    EXPECT_NE(fault_of("", pinned(first_key)), "");
}

TEST(Envelope, IsReadAsTheCodecReadsIt) {
    const SampleLog log(30);
    for (const std::string& octets : log.records) {
        const Record record = decode_record(octets).value();
        const auto envelope = read_envelope(octets);
        ASSERT_TRUE(envelope) << envelope.error().detail;
        EXPECT_EQ(envelope->position, record.envelope.position.value);
        EXPECT_EQ(envelope->version, record.envelope.version.value);
        EXPECT_EQ(envelope->stream, record.envelope.stream.value);
        EXPECT_EQ(envelope->actor, record.envelope.actor);
        EXPECT_EQ(envelope->recorded_at, record.envelope.recorded_at.ms);
        EXPECT_EQ(envelope->occurred_at, record.envelope.occurred_at.ms);
        EXPECT_EQ(envelope->causation, record.envelope.causation.value);
        EXPECT_EQ(envelope->type, static_cast<std::uint16_t>(record.envelope.type));
        EXPECT_EQ(envelope->payload, record.payload);
        EXPECT_EQ(record_octets(octets), octets.size());
    }
}

}  // namespace
}  // namespace dunghan::notary
