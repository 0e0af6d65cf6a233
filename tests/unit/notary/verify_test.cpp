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

std::string payload_of(const std::string& endorsement, const SigningKey& key) {
    std::string json = R"({"endorsement":)";
    append_json_text(json, endorsement);
    json += R"(,"key":)";
    append_json_text(json, to_text(key.verifier()));
    return json + "}";
}

std::string key_payload(const SigningKey& by, const SigningKey& added) {
    return payload_of(to_text(sign_note(added_text(added.verifier()), std::vector{by})), added);
}

std::string retired_payload(const SigningKey& by, const SigningKey& retired) {
    return payload_of(
        to_text(sign_note(retired_text(retired.verifier()), std::vector{by})), retired
    );
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

// The first key is named at 11, endorses the next at 12, and is retired by it at 13.
SampleLog with_a_retired_key() {
    SampleLog log(10);
    log.add("log", key_added_type, payload_of("", first_key));
    log.add("log", key_added_type, key_payload(first_key, next_key));
    log.add("log", key_retired_type, retired_payload(next_key, first_key));
    log.add("task/0", 20, "{}");
    return log;
}

TEST(RetiredKey, SignsNoLaterHeadByItself) {
    const SampleLog log = with_a_retired_key();
    for (const Trust& trust : {pinned(first_key), Trust{}}) {
        EXPECT_NE(fault_of(log.bundle({first_key}), trust).find("retired"), std::string::npos);
    }
    for (const Trust& trust : {pinned(first_key), pinned(next_key), Trust{}}) {
        EXPECT_NE(fault_of(log.bundle({first_key}), trust), "");
        EXPECT_EQ(fault_of(log.bundle({next_key}), trust), "");
        EXPECT_EQ(fault_of(log.bundle({first_key, next_key}), trust), "");
    }
}

TEST(RetiredKey, SpokeForTheLogThatWas) {
    const SampleLog log = with_a_retired_key();
    for (Trust trust : {pinned(first_key), pinned(next_key), Trust{}}) {
        for (const std::size_t size : {5U, 11U, 12U}) {
            trust.old = log.checkpoint(size, {first_key});
            EXPECT_EQ(fault_of(log.bundle({next_key}), trust), "") << size;
        }
        trust.old = log.checkpoint(13, {first_key});
        EXPECT_NE(fault_of(log.bundle({next_key}), trust), "");
        trust.old = log.checkpoint(12, {key_of('d')});
        EXPECT_NE(fault_of(log.bundle({next_key}), trust), "");
    }
    SampleLog before = with_a_retired_key();
    before.records.resize(12);
    EXPECT_EQ(fault_of(before.bundle({first_key}), pinned(first_key)), "");
}

TEST(RetiredKey, EndorsesNobodyAnyMore) {
    SampleLog log = with_a_retired_key();
    log.add("log", key_added_type, key_payload(first_key, key_of('d')));
    EXPECT_NE(fault_of(log.bundle({key_of('d')}), pinned(first_key)), "");
    log.add("log", key_added_type, key_payload(next_key, key_of('e')));
    EXPECT_EQ(fault_of(log.bundle({key_of('e')}), pinned(first_key)), "");
}

TEST(RetiredKey, IsRetiredByAKeyThatStays) {
    for (const SigningKey& by : {first_key, key_of('d')}) {
        SampleLog log(10);
        log.add("log", key_added_type, key_payload(first_key, next_key));
        log.add("log", key_retired_type, retired_payload(by, first_key));
        EXPECT_EQ(fault_of(log.bundle({first_key}), pinned(first_key)), "");
    }
}

// What the operator told the auditor by another way than the log.
TEST(RetiredKey, IsBelievedUpToTheSizeTheAuditorWasTold) {
    const SampleLog log(40);
    Trust trust{{{first_key.verifier(), 20}}, std::nullopt};
    const auto checkpoint = [&](std::size_t size, const SigningKey& key) {
        return to_text(log.checkpoint(size, {key}).note);
    };
    EXPECT_EQ(fault_of(checkpoint(20, first_key), trust), "");
    EXPECT_NE(fault_of(checkpoint(21, first_key), trust).find("retired"), std::string::npos);
    EXPECT_NE(fault_of(log.inclusion(3, {first_key}), trust), "");
    EXPECT_NE(fault_of(log.bundle({first_key}), trust), "");
    trust.keys.push_back({next_key.verifier()});
    EXPECT_NE(fault_of(checkpoint(21, first_key), trust), "");
    EXPECT_EQ(fault_of(checkpoint(21, next_key), trust), "");
    trust.old = log.checkpoint(20, {first_key});
    EXPECT_EQ(fault_of(log.consistency(20, {next_key}), trust), "");
    trust.old = log.checkpoint(21, {first_key});
    EXPECT_NE(fault_of(log.consistency(21, {next_key}), trust), "");
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
        trust.old = log.checkpoint(from == 1 ? 2 : from - 1, {first_key});
        EXPECT_NE(fault_of(log.consistency(from, {first_key}), trust), "") << from;
    }
}

struct KeptEarlier : testing::Test {
    SampleLog log{30};
    std::vector<std::string> files{
        to_text(log.checkpoint(30, {first_key}).note),
        log.inclusion(3, {first_key}),
        log.consistency(16, {first_key})};

    static std::string fault_beside(const std::string& file, const SignedCheckpoint& old) {
        Trust trust = pinned(first_key);
        trust.old = old;
        return fault_of(file, trust);
    }
};

TEST_F(KeptEarlier, IsTheHeadOfTheFileOrItsBeginningIsProven) {
    Trust trust = pinned(first_key);
    for (const std::string& file : files) {
        for (const std::size_t size : {0U, 30U}) {
            trust.old = log.checkpoint(size, {first_key});
            const auto verdict = verify(file, trust);
            ASSERT_TRUE(verdict) << verdict.error().what;
            EXPECT_EQ(verdict->old, log.heads[size]);
        }
        const std::string what = fault_beside(file, log.checkpoint(17, {first_key}));
        EXPECT_NE(what.find("prove --from 17"), std::string::npos) << what;
    }
}

TEST_F(KeptEarlier, MayNotContradictTheFile) {
    SampleLog rewritten(10);
    SampleLog longer(31);
    while (rewritten.records.size() < 30) {
        rewritten.add("task/9", 20, "{}");
    }
    for (const std::string& file : files) {
        const std::string other = fault_beside(file, rewritten.checkpoint(30, {first_key}));
        EXPECT_NE(other.find("rewritten"), std::string::npos) << other;
        const std::string shorter = fault_beside(file, longer.checkpoint(31, {first_key}));
        EXPECT_NE(shorter.find("shorter"), std::string::npos) << shorter;
        EXPECT_NE(fault_beside(file, log.checkpoint(30, {next_key})), "");
        const SigningKey elsewhere = key_of('a', "dunghan.example/another");
        EXPECT_NE(fault_beside(file, log.checkpoint(30, {elsewhere})), "");
    }
    const std::string forged = fault_beside(files[2], rewritten.checkpoint(16, {first_key}));
    EXPECT_NE(forged.find("rewritten"), std::string::npos) << forged;
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
