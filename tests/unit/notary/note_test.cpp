// Keys, signed notes and checkpoints, against the specification's own example.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/notary/base64.h"
#include "engine/notary/checkpoint.h"

namespace dunghan::notary {
namespace {

// C2SP signed-note, "Example".
constexpr std::string_view example_key =
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
constexpr std::string_view example_note =
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
    "\n";

SigningKey key_of(char seed, const std::string& name = "dunghan.example/log-1") {
    SigningKey key{name, {}};
    key.seed.fill(static_cast<std::uint8_t>(seed));
    return key;
}

std::vector<VerifierKey> known(const std::vector<SigningKey>& keys) {
    std::vector<VerifierKey> verifiers;
    for (const SigningKey& key : keys) {
        verifiers.push_back(key.verifier());
    }
    return verifiers;
}

TEST(SignedNote, OfTheSpecificationHolds) {
    const auto key = parse_verifier_key(example_key);
    ASSERT_TRUE(key) << key.error().detail;
    EXPECT_EQ(key->id(), 0x530d903aU);
    EXPECT_EQ(to_text(*key), example_key);
    const auto note = parse_note(example_note);
    ASSERT_TRUE(note) << note.error().detail;
    EXPECT_EQ(note->text, "This is an example message.\n");
    EXPECT_EQ(to_text(*note), example_note);
    const auto signed_by = signers(*note, std::vector{*key});
    ASSERT_TRUE(signed_by) << signed_by.error().detail;
    EXPECT_EQ(*signed_by, std::vector{*key});
}

TEST(SignedNote, IsRefusedWithAnyBitChanged) {
    const auto key = parse_verifier_key(example_key).value();
    for (std::size_t bit = 0; bit < example_note.size() * 8; ++bit) {
        std::string changed(example_note);
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
        const auto note = parse_note(changed);
        EXPECT_FALSE(note && signers(*note, std::vector{key})) << "bit " << bit;
    }
}

TEST(VerifierKey, IsRefusedWithAnyBitChanged) {
    for (std::size_t bit = 0; bit < example_key.size() * 8; ++bit) {
        std::string changed(example_key);
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
        EXPECT_FALSE(parse_verifier_key(changed)) << changed;
    }
}

TEST(SigningKey, IsWrittenAndReadAsItIs) {
    const SigningKey key = key_of('k');
    const auto read = parse_signing_key(to_text(key));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->seed, key.seed);
    EXPECT_EQ(read->verifier(), key.verifier());
    EXPECT_FALSE(parse_signing_key(to_text(key.verifier())));
    std::string changed = to_text(key);
    changed[changed.size() - 5] ^= 1;
    const auto refused = parse_signing_key(changed);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().detail.find(changed.substr(50)), std::string::npos);
}

TEST(SignedNote, IgnoresUnknownSignaturesButNotABrokenKnownOne) {
    const std::vector keys{key_of('a'), key_of('b'), key_of('c', "witness.example/w")};
    SignedNote note = sign_note("a\n\nb\n", keys);
    const SignedNote read = parse_note(to_text(note)).value();
    EXPECT_EQ(read, note);
    EXPECT_EQ(signers(read, known(keys)).value(), known(keys));
    EXPECT_EQ(signers(read, known({keys[1]})).value(), known({keys[1]}));
    EXPECT_FALSE(signers(read, known({key_of('d')})));
    EXPECT_FALSE(signers(read, {}));
    note.signatures[0].octets[5] ^= 1;
    EXPECT_FALSE(signers(note, known(keys)));
    EXPECT_TRUE(signers(note, known({keys[1]})));
    note.signatures[0] = note.signatures[1];  // twice
    EXPECT_FALSE(signers(note, known(keys)));
}

TEST(SignedNote, HasOneTextOnly) {
    const std::string good = to_text(sign_note("a\n", std::vector{key_of('a')}));
    for (const std::string& bad :
         {good.substr(0, good.size() - 1),
          good + "\n",
          good + "x\n",
          "\n" + good.substr(1),
          std::string("a\n\n"),
          std::string("a\n"),
          std::string(),
          "a\r" + good.substr(1),
          "\xFF" + good.substr(1)}) {
        const auto read = parse_note(bad);
        EXPECT_FALSE(read && signers(*read, known({key_of('a')}))) << bad;
    }
}

TEST(Checkpoint, HasThreeLines) {
    const Checkpoint content{"dunghan.example/log-1", {3, merkle::leaf_hash("x")}};
    const std::vector keys{key_of('a')};
    const SignedCheckpoint signed_one = sign_checkpoint(content, keys);
    const auto read = parse_checkpoint(to_text(signed_one.note));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->content, content);
    EXPECT_EQ(read->note.text, to_text(content));
    const std::string root = base64(content.head.root);
    const std::vector<std::string> bad{
        "o\n03\n" + root + "\n",
        "o\n+3\n" + root + "\n",
        "o\n3 \n" + root + "\n",
        "o\n-3\n" + root + "\n",
        "o\n99999999999999999999\n" + root + "\n",
        "\n3\n" + root + "\n",
        "o\n3\n" + root + "\nmore\n",
        "o\n3\n" + root.substr(1) + "\n",
        "o\n0\n" + root + "\n",  // an empty log has the empty root
        "o\n3\n",
        "o p\n3\n" + root + "\n",
        "o\n"};
    for (const std::string& text : bad) {
        EXPECT_FALSE(parse_checkpoint(to_text(sign_note(text, keys)))) << text;
    }
    EXPECT_TRUE(parse_checkpoint(to_text(sign_checkpoint({"o", {}}, keys).note)));
}

TEST(Base64, HasOneTextForEachValue) {
    EXPECT_EQ(base64("f"), "Zg==");
    EXPECT_EQ(from_base64("Zg=="), "f");
    EXPECT_EQ(from_base64(""), "");
    for (const char* bad :
         {"Zg", "Zg=", "Zh==", "Z g==", "Zg==\n", "Zg===", "Zg==Zg==", "Zm9=", "=", "Z-_="}) {
        EXPECT_EQ(from_base64(bad), std::nullopt) << bad;
    }
}

// libsodium alone reads some of these.
TEST(Base64, KnowsNoLettersBeyondItsOwn) {
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string text{static_cast<char>(first), static_cast<char>(second), 'A', 'A'};
            const auto octets = from_base64(text);
            ASSERT_TRUE(!octets || base64(*octets) == text) << first << ' ' << second;
        }
    }
}

RC_GTEST_PROP(Base64, ReadsWhatItWrites, (const std::string& octets)) {
    RC_ASSERT(from_base64(base64(octets)) == octets);
}

}  // namespace
}  // namespace dunghan::notary
