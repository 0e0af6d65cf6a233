// The files an auditor keeps: octets of every release must verify for ever.
#include <gtest/gtest.h>

#include "engine/codec/record.h"
#include "engine/merkle/proof.h"
#include "engine/notary/verify.h"

#include "tests/golden/examples.h"
#include "tests/golden/kept.h"

namespace dunghan::golden {
namespace {

using namespace notary;

// The seed is 32 times the octet 'a': a key for examples.
SigningKey example_key() {
    SigningKey key{"log.example/nhac-viec", {}};
    key.seed.fill('a');
    return key;
}

// Three records of one stream, made from the worked example of docs/formats/event_log.md.
struct ExampleLog {
    std::vector<std::string> records;
    merkle::Edge edge;
    std::vector<merkle::TreeHead> heads{{}};
    const std::vector<SigningKey> keys{example_key()};

    ExampleLog() {
        for (std::uint64_t at = 1; at <= 3; ++at) {
            Record made = golden::record();
            made.envelope.position = {at};
            made.envelope.version = {at};
            made.envelope.causation = {at - 1};
            records.push_back(encode_record(made));
            edge.append(merkle::leaf_hash(records.back()));
            heads.push_back(edge.head());
        }
    }

    [[nodiscard]] SignedCheckpoint checkpoint() const {
        return sign_checkpoint({keys[0].name, heads.back()}, keys);
    }

    [[nodiscard]] merkle::Prover prover() const {
        return merkle::Prover([this](const merkle::TileId&) -> Result<merkle::Tile> {
            return edge.last_tile(0);
        });
    }
};

void holds(const std::string& octets) {
    const auto verdict = verify(octets, {{{example_key().verifier()}}, std::nullopt});
    EXPECT_TRUE(verdict) << verdict.error().what;
}

TEST(GoldenNotary, KeyIsWrittenAsItEverWas) {
    const std::string text = to_text(example_key().verifier()) + "\n";
    EXPECT_EQ(text, kept("notary/key.txt", text));
}

TEST(GoldenNotary, CheckpointIsWrittenAsItEverWasAndStillHolds) {
    const std::string text = to_text(ExampleLog().checkpoint().note);
    EXPECT_EQ(text, kept("notary/checkpoint.txt", text));
    holds(text);
}

TEST(GoldenNotary, InclusionProofIsWrittenAsItEverWasAndStillHolds) {
    const ExampleLog log;
    const std::string text = to_text(InclusionFile{
        log.records[1], 1, log.prover().inclusion(1, 3).value(), log.checkpoint()});
    EXPECT_EQ(text, kept("notary/inclusion.tlog-proof", text));
    holds(text);
}

TEST(GoldenNotary, ConsistencyProofIsWrittenAsItEverWasAndStillHolds) {
    const ExampleLog log;
    const std::string text = to_text(ConsistencyFile{
        log.heads[1], log.prover().consistency(1, 3).value(), log.checkpoint()});
    EXPECT_EQ(text, kept("notary/consistency.txt", text));
    holds(text);
}

TEST(GoldenNotary, BundleIsWrittenAsItEverWasAndStillHolds) {
    const ExampleLog log;
    std::string octets = to_text(BundleHeader{{log.keys[0].verifier()}, log.checkpoint()});
    for (const std::string& record : log.records) {
        octets += record;
    }
    EXPECT_EQ(octets, kept("notary/three-records.bundle", octets));
    holds(octets);
}

}  // namespace
}  // namespace dunghan::golden
