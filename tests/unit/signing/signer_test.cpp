// What a log promises by a signature, and when it refuses to sign.
#include "adapters/signing/signer.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <sys/stat.h>

#include "adapters/memory/memory_store.h"
#include "adapters/signing/witness.h"

#include "tests/support/temp_folder.h"

namespace dunghan::signing {
namespace {

namespace fs = std::filesystem;

void grow(MemoryStore& store, std::uint64_t to, const std::string& payload = "{}") {
    Batch batch;
    for (std::uint64_t at = store.head().value + 1; at <= to; ++at) {
        Record record;
        record.envelope.position = {at};
        record.envelope.stream = {"a"};
        record.envelope.version = {at};
        record.payload = payload;
        batch.records.push_back(record);
    }
    ASSERT_TRUE(store.append(batch));
}

std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

void overwrite(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

struct Signing : testing::Test {
    tests::TempFolder folder;
    fs::path data = folder.path();
    fs::path witness_file = folder.path() / "witness";
    MemoryStore store;
    Signer signer{data, witness_file};

    std::string refusal() {
        const auto signed_head = signer.sign(store);
        return signed_head ? "" : signed_head.error().detail;
    }
};

TEST_F(Signing, MakesAKeyOnlyItsOwnerMayRead) {
    grow(store, 3);
    ASSERT_EQ(refusal(), "");

    struct stat status {};

    ASSERT_EQ(::stat((data / "audit" / "key").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const auto keys = signer.keys(store);
    ASSERT_TRUE(keys);
    ASSERT_EQ(keys->size(), 1U);
    EXPECT_TRUE(keys->front().name.starts_with("dunghan.local/log-")) << keys->front().name;
    fs::permissions(data / "audit" / "key", fs::perms::group_read, fs::perm_options::add);
    EXPECT_NE(refusal().find("chmod 600"), std::string::npos);
}

TEST_F(Signing, KeepsWhatItSignedAndSendsItToTheWitness) {
    grow(store, 3);
    const auto first = signer.sign(store);
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_EQ(first->content.head, store.tree_head());
    EXPECT_EQ(text_of(data / "audit" / "checkpoint"), to_text(first->note));
    EXPECT_EQ(text_of(witness_file), to_text(first->note));
    ASSERT_EQ(refusal(), "");  // nothing new: nothing is appended
    EXPECT_EQ(text_of(witness_file), to_text(first->note));
    grow(store, 300);
    const auto second = signer.sign(store);
    ASSERT_TRUE(second) << second.error().detail;
    EXPECT_EQ(text_of(data / "audit" / "checkpoint"), to_text(second->note));
    EXPECT_EQ(text_of(witness_file), to_text(first->note) + "\n" + to_text(second->note));
    EXPECT_EQ(last_witnessed(witness_file).value()->note, second->note);
}

TEST_F(Signing, RefusesAHistoryThatWasRewritten) {
    grow(store, 30);
    ASSERT_EQ(refusal(), "");
    MemoryStore other;
    grow(other, 10);
    grow(other, 40, R"({"other":true})");
    const auto refused = signer.sign(other);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::corruption);
    EXPECT_NE(refused.error().detail.find(notary::shown(store.tree_head())), std::string::npos);
    EXPECT_NE(refused.error().detail.find("size 30, root"), std::string::npos);
    EXPECT_EQ(text_of(witness_file), text_of(data / "audit" / "checkpoint"));
}

TEST_F(Signing, RefusesAHistoryThatWasCut) {
    grow(store, 30);
    ASSERT_EQ(refusal(), "");
    MemoryStore shorter;
    grow(shorter, 29);
    EXPECT_EQ(signer.sign(shorter).error().code, ErrorCode::corruption);
}

// The operator forgets his own checkpoint; the witness does not.
TEST_F(Signing, RefusesWhatTheWitnessContradicts) {
    grow(store, 30);
    ASSERT_EQ(refusal(), "");
    fs::remove(data / "audit" / "checkpoint");
    MemoryStore other;
    grow(other, 40, R"({"other":true})");
    const auto refused = signer.sign(other);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::corruption);
    EXPECT_NE(refused.error().detail.find(witness_file.string()), std::string::npos);
    EXPECT_TRUE(Signer(data, "").sign(other));  // without the witness nobody can tell
}

TEST_F(Signing, RefusesAKeptCheckpointThatAnotherKeySigned) {
    grow(store, 30);
    ASSERT_EQ(refusal(), "");
    const auto stranger = make_key(signer.keys(store)->front().name);
    const auto forged =
        notary::sign_checkpoint({stranger->name, store.tree_head()}, std::span(&*stranger, 1));
    overwrite(data / "audit" / "checkpoint", to_text(forged.note));
    EXPECT_EQ(signer.sign(store).error().code, ErrorCode::corruption);
}

TEST_F(Signing, SaysWhenTheWitnessEndsWithinACheckpoint) {
    grow(store, 30);
    ASSERT_EQ(refusal(), "");
    const std::string text = text_of(witness_file);
    overwrite(witness_file, text + "\n" + text.substr(0, text.size() / 2));
    EXPECT_NE(refusal().find("take the cut lines out"), std::string::npos);
}

// Some 41 days of signing once a minute.
TEST_F(Signing, ReadsTheEndOfAWitnessFileHoweverLongItIs) {
    grow(store, 30);
    ASSERT_EQ(refusal(), "");
    const std::string checkpoint = text_of(witness_file);
    {
        std::ofstream file(witness_file, std::ios::binary | std::ios::app);
        for (std::size_t octets = 0; octets < (17U << 20U); octets += checkpoint.size() + 1) {
            file << "\n" << checkpoint;
        }
    }
    grow(store, 40);
    const auto signed_head = signer.sign(store);
    ASSERT_TRUE(signed_head) << signed_head.error().detail;
    EXPECT_TRUE(text_of(witness_file).ends_with("\n\n" + to_text(signed_head->note)));
    MemoryStore other;
    grow(other, 40, R"({"other":true})");
    EXPECT_EQ(signer.sign(other).error().code, ErrorCode::corruption);
}

TEST_F(Signing, SaysThatAWitnessIsNoPlainFile) {
    grow(store, 30);
    ASSERT_EQ(::mkfifo(witness_file.c_str(), 0600), 0);
    EXPECT_NE(refusal().find("plain file"), std::string::npos);
}

TEST_F(Signing, DoesNotReplaceALostKey) {
    grow(store, 30);
    ASSERT_EQ(refusal(), "");
    fs::remove(data / "audit" / "key");
    const auto refused = signer.sign(store);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::refused);
    EXPECT_FALSE(fs::exists(data / "audit" / "key"));
}

TEST_F(Signing, SignsWithEveryKeyThatIsThere) {
    grow(store, 3);
    ASSERT_EQ(refusal(), "");
    auto keys = signer.keys(store).value();
    keys.push_back(make_key(keys.front().name).value());
    ASSERT_TRUE(signer.folder().save(keys));
    const auto both = signer.sign(store);
    ASSERT_TRUE(both) << both.error().detail;
    EXPECT_EQ(both->note.signatures.size(), 2U);
    EXPECT_EQ(signers(both->note, std::vector{keys[0].verifier(), keys[1].verifier()})->size(), 2U);
}

TEST_F(Signing, KeepsNoMoreKeysThanItReads) {
    grow(store, 3);
    ASSERT_EQ(refusal(), "");
    auto keys = signer.keys(store).value();
    while (keys.size() < keys_max) {
        keys.push_back(make_key(keys.front().name).value());
    }
    ASSERT_TRUE(signer.folder().save(keys));
    ASSERT_EQ(refusal(), "");
    keys.push_back(make_key(keys.front().name).value());
    const auto refused = signer.folder().save(keys);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::refused);
    EXPECT_NE(refused.error().detail.find("--retire"), std::string::npos);
    EXPECT_EQ(refusal(), "");
}

TEST_F(Signing, RefusesAKeyFileThatWasChanged) {
    grow(store, 3);
    ASSERT_EQ(refusal(), "");
    std::string text = text_of(data / "audit" / "key");
    text[text.size() - 10] = text[text.size() - 10] == 'A' ? 'B' : 'A';
    overwrite(data / "audit" / "key", text);
    const auto refused = signer.keys(store);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().detail.find(text.substr(40)), std::string::npos);
}

TEST(MadeKeys, DifferAndBearTheNameTheyAreGiven) {
    EXPECT_NE(make_key("a")->seed, make_key("a")->seed);
    EXPECT_EQ(make_key("a")->name, "a");
}

}  // namespace
}  // namespace dunghan::signing
