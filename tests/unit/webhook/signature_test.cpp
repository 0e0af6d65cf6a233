#include "adapters/webhook/signature.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/webhook/openssl_verify.h"
#include "tests/unit/webhook/sample_record.h"

namespace dunghan::webhook {
namespace {

using tests::verifies;

constexpr const char* known_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

std::vector<Secret> list(Secret secret) {
    std::vector<Secret> secrets;
    secrets.push_back(std::move(secret));
    return secrets;
}

std::string sign_known(const char* id, std::int64_t timestamp, const char* body) {
    return sign(list(Secret::read(known_secret).value()), id, timestamp, body);
}

TEST(Signature, IsThatOfTheReferenceImplementation) {
    EXPECT_EQ(
        sign_known("msg_p5jXN8AQM9LWM0D4loKWxJek", 1'614'265'330, R"({"test": 2432232314})"),
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    );
    EXPECT_EQ(
        sign_known(
            "msg_0001",
            1'795'539'600,
            R"({"type":"obligation.overdue","timestamp":"2026-11-25T00:00:00+07:00",)"
            R"("data":{"id":"NV-07","status":"Trễ hạn"}})"
        ),
        "v1,u5mxe75L5LoiEQATWXLjuRYMeRSTTH3iJyodxYD29o8="
    );
}

// The example of docs/formats/webhook.md, as Python's hmac signs it.
TEST(Signature, IsThatOfTheDocumentedCall) {
    const CloudEvent event = cloud_event(tests::sample_record(), tests::sample_origin()).value();
    EXPECT_EQ(
        sign_known(event.id.c_str(), 1'666'746'001, event.body.c_str()),
        "v1,5TTzNiubkAzSBMKpx8n+pNAQPz+TrQnrf79SIsSR7fg="
    );
}

TEST(Signature, HoldsOneForEachSecretWhileTheyAreRotated) {
    std::vector<Secret> secrets;
    for (const SecretKind kind :
         {SecretKind::shared, SecretKind::private_key, SecretKind::shared}) {
        secrets.push_back(Secret::make(kind));
    }
    const std::string header = sign(secrets, "khanhhoa-42", 1'795'539'600, "{}");
    const std::string content = "khanhhoa-42.1795539600.{}";
    EXPECT_TRUE(verifies(header, secrets[0].reveal(), content));
    EXPECT_TRUE(verifies(header, secrets[1].public_text(), content));
    EXPECT_TRUE(verifies(header, secrets[2].reveal(), content));
    EXPECT_FALSE(verifies(header, Secret::make(SecretKind::shared).reveal(), content));
    EXPECT_EQ(std::count(header.begin(), header.end(), ' '), 2);
    const std::string after =
        sign(std::span(secrets).subspan(1), "khanhhoa-42", 1'795'539'600, "{}");
    EXPECT_FALSE(verifies(after, secrets[0].reveal(), content));
    EXPECT_TRUE(verifies(after, secrets[2].reveal(), content));
}

RC_GTEST_PROP(Signature, VerifiesAndNoChangedOctetDoes, (bool shared, std::string body)) {
    const auto kind = shared ? SecretKind::shared : SecretKind::private_key;
    const std::vector<Secret> secrets = list(Secret::make(kind));
    const std::string key = shared ? secrets[0].reveal() : secrets[0].public_text();
    const std::string header = sign(secrets, "a-1", 1'795'539'600, body);
    std::string content = "a-1.1795539600." + body;
    RC_ASSERT(verifies(header, key, content));
    const auto at = *rc::gen::inRange<std::size_t>(0, content.size());
    const auto change = *rc::gen::inRange<int>(1, 256);
    content[at] = static_cast<char>(static_cast<unsigned char>(content[at]) ^ change);
    RC_ASSERT(!verifies(header, key, content));
}

TEST(MessageId, HasNothingThatEndsAHeaderOrTheId) {
    EXPECT_TRUE(is_message_id("khanhhoa-42"));
    EXPECT_TRUE(is_message_id("msg_0001"));
    for (const char* id : {"", "a.b", "a b", "a\r\nx: y", "đ"}) {
        EXPECT_FALSE(is_message_id(id)) << id;
    }
    EXPECT_FALSE(is_message_id(std::string(201, 'a')));
}

std::string shared_of(std::size_t octets) {
    return "whsec_" + notary::base64(std::string(octets, '\x7f'));
}

TEST(Secret, IsReadAsItWasRevealed) {
    for (const SecretKind kind : {SecretKind::shared, SecretKind::private_key}) {
        const Secret made = Secret::make(kind);
        const Secret read = Secret::read(made.reveal()).value();
        EXPECT_EQ(read.reveal(), made.reveal());
        EXPECT_EQ(read.kind(), kind);
        EXPECT_NE(Secret::make(kind).reveal(), made.reveal());
    }
    EXPECT_TRUE(Secret::read(shared_of(24)));
    EXPECT_TRUE(Secret::read(shared_of(64)));
}

TEST(Secret, IsRefusedWithoutASyllableOfIt) {
    std::string mixed = Secret::make(SecretKind::private_key).reveal();
    mixed[10] = mixed[10] == 'A' ? 'B' : 'A';
    const std::vector<std::string> wrong{
        "",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_ MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n",
        "whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        shared_of(23),
        shared_of(65),
        shared_of(4'000),
        "whsk_" + notary::base64(std::string(32, 'x')),
        mixed};
    for (const std::string& text : wrong) {
        const auto read = Secret::read(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, ErrorCode::invalid);
        EXPECT_EQ(read.error().detail.find("MfKQ"), std::string::npos);
    }
}

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
    out << value;
};

TEST(Secret, CannotBePrintedOrCopied) {
    EXPECT_FALSE(Printable<Secret>);
    EXPECT_FALSE(std::is_copy_constructible_v<Secret>);
    std::string text = Secret::make(SecretKind::shared).reveal();
    wipe(text);
    EXPECT_TRUE(text.empty());
}

}  // namespace
}  // namespace dunghan::webhook
