// Tokens that identity providers sign: the examples of the RFCs, and what must never pass.
#include "adapters/identity/jwt.h"

#include <gtest/gtest.h>

#include "tests/unit/identity/signer.h"

namespace dunghan::testing {
namespace {

using identity::Jwks;
using identity::JwtRules;
using identity::signed_payload;
using identity::subject_of;

Jwks keys_of(const std::string& json) {
    auto keys = Jwks::read(json);
    EXPECT_TRUE(keys) << keys.error().detail;
    return keys.value_or(Jwks{});
}

// RFC 7515 A.2 and A.3 sign the same claims.
const std::string joe =
    "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";

TEST(Jws, OfRfc7515WithRs256IsGood) {
    const Jwks keys = keys_of(
        R"({"keys":[{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx)"
        R"(HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZ)"
        R"(o9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQ)"
        R"(Y4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDT)"
        R"(W9gb54h4FRWyuXpoQ","e":"AQAB"}]})"
    );
    const auto payload = signed_payload(
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxl"
        "LmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZm"
        "h7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyT"
        "yWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqt"
        "FZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_Io"
        "ypGlUPQGe77Rw",
        keys
    );
    ASSERT_TRUE(payload) << payload.error().detail;
    EXPECT_EQ(*payload, joe);
}

TEST(Jws, OfRfc7515WithEs256IsGood) {
    const Jwks keys = keys_of(
        R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
        R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})"
    );
    const auto payload = signed_payload(
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxl"
        "LmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISl"
        "SApmWQxfKTUJqPP3-Kg6NU1Q",
        keys
    );
    ASSERT_TRUE(payload) << payload.error().detail;
    EXPECT_EQ(*payload, joe);
}

TEST(Jws, OfRfc8037WithEd25519IsGood) {
    const Jwks keys = keys_of(
        R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})"
    );
    const auto payload = signed_payload(
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PG"
        "cvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
        keys
    );
    ASSERT_TRUE(payload) << payload.error().detail;
    EXPECT_EQ(*payload, "Example of Ed25519 signing");
}

constexpr Instant now{1'795'737'600'000};  // 27 November 2026
const JwtRules rules{"https://sso.khanhhoa.example", "dunghan", "sub"};

std::string claims(const std::string& more = "", const std::string& exp = "1795737900") {
    return R"({"iss":"https://sso.khanhhoa.example","aud":"dunghan","sub":"cb-017","exp":)" + exp +
           more + "}";
}

class Jwt : public ::testing::Test {
 protected:
    [[nodiscard]] bool is_good(const std::string& token) const {
        return subject_of(token, keys_, rules, now).has_value();
    }

    [[nodiscard]] bool takes(const std::string& payload) const {
        return is_good(signer_.token(R"({"alg":"EdDSA","kid":"k1"})", payload));
    }

    [[nodiscard]] bool takes_header(const std::string& header) const {
        return is_good(signer_.token(header, claims()));
    }

    Signer signer_;
    Jwks keys_ = keys_of(signer_.jwks("k1"));
};

TEST_F(Jwt, SaysWhoItIsAndUntilWhen) {
    const auto subject =
        subject_of(signer_.token(R"({"alg":"EdDSA","kid":"k1"})", claims()), keys_, rules, now);
    ASSERT_TRUE(subject) << subject.error().detail;
    EXPECT_EQ(subject->name, "cb-017");
    EXPECT_EQ(subject->until, Instant{1'795'737'960'000});  // a minute of leeway
}

TEST_F(Jwt, NamesTheAccountByTheClaimThatWasChosen) {
    JwtRules others = rules;
    others.claim = "preferred_username";
    const std::string payload = claims(R"(,"preferred_username":"cb-018")");
    const auto subject =
        subject_of(signer_.token(R"({"alg":"EdDSA"})", payload), keys_, others, now);
    ASSERT_TRUE(subject) << subject.error().detail;
    EXPECT_EQ(subject->name, "cb-018");
}

TEST_F(Jwt, IsGoodOnlyInItsTimeGiveOrTakeAMinute) {
    EXPECT_TRUE(takes(claims("", "1795737541")));
    EXPECT_FALSE(takes(claims("", "1795737540")));
    EXPECT_TRUE(takes(claims(R"(,"nbf":1795737660)")));
    EXPECT_FALSE(takes(claims(R"(,"nbf":1795737661)")));
    EXPECT_TRUE(takes(claims(R"(,"iat":1795737660.0)")));
    EXPECT_FALSE(takes(claims(R"(,"iat":1795737661)")));
    for (const char* exp : {"\"1795737900\"", "null", "-1", "1e300", "true", "[1795737900]"}) {
        EXPECT_FALSE(takes(claims("", exp))) << exp;
    }
    EXPECT_FALSE(takes(R"({"iss":"https://sso.khanhhoa.example","aud":"dunghan","sub":"cb-017"})"));
}

TEST_F(Jwt, IsForUsFromTheIssuerAlone) {
    const auto with = [](const std::string& issuer, const std::string& audience) {
        return R"({"iss":)" + issuer + R"(,"aud":)" + audience +
               R"(,"sub":"cb-017","exp":1795737900})";
    };
    const std::string issuer = "\"https://sso.khanhhoa.example\"";
    EXPECT_TRUE(takes(with(issuer, R"(["other","dunghan"])")));
    for (const char* audience :
         {"\"other\"",
          "\"dunghan2\"",
          "[]",
          "null",
          "1",
          R"(["dunghan",1])",
          R"({"a":"dunghan"})"}) {
        EXPECT_FALSE(takes(with(issuer, audience))) << audience;
    }
    for (const char* other :
         {"\"https://sso.khanhhoa.example/\"",
          "\"HTTPS://sso.khanhhoa.example\"",
          "\"\"",
          "null",
          R"(["https://sso.khanhhoa.example"])"}) {
        EXPECT_FALSE(takes(with(other, "\"dunghan\""))) << other;
    }
}

TEST_F(Jwt, IsReadInOneWayOnly) {
    EXPECT_FALSE(takes(claims(R"(,"sub":"admin")")));  // twice
    EXPECT_FALSE(takes(claims(R"(,"\u0073ub":"admin")")));
    EXPECT_FALSE(takes(claims() + '\0'));
    EXPECT_FALSE(takes(claims() + "{}"));
    EXPECT_FALSE(takes("[]"));
    EXPECT_FALSE(takes(""));
    EXPECT_FALSE(takes(R"({"iss":"https://sso.khanhhoa.example","aud":"dunghan","exp":1795737900})")
    );
    EXPECT_FALSE(takes(claims(",\"deep\":" + std::string(20, '[') + std::string(20, ']'))));
}

TEST_F(Jwt, HasAHeaderThatNamesOneOfOurAlgorithmsAndNothingThatWouldChangeTheKey) {
    EXPECT_TRUE(takes_header(R"({"alg":"EdDSA"})"));
    EXPECT_TRUE(takes_header(R"({"alg":"EdDSA","typ":"at+jwt"})"));
    EXPECT_TRUE(takes_header(R"({"alg":"EdDSA","typ":"JWT","kid":"k1","x5t":"abc"})"));
    for (const char* header :
         {R"({"alg":"none"})",
          R"({"alg":"None"})",
          R"({"alg":""})",
          R"({"alg":"HS256"})",
          R"({"alg":"ES256"})",
          R"({"alg":"RS256"})",
          R"({"alg":"eddsa"})",
          R"({"alg":["EdDSA"]})",
          R"({"alg":"EdDSA","alg":"none"})",
          R"({})",
          R"([])",
          R"({"alg":"EdDSA","kid":"k2"})",
          R"({"alg":"EdDSA","kid":""})",
          R"({"alg":"EdDSA","kid":1})",
          R"({"alg":"EdDSA","kid":"../../k1"})",
          R"({"alg":"EdDSA","crit":["exp"]})",
          R"({"alg":"EdDSA","b64":false,"crit":["b64"]})",
          R"({"alg":"EdDSA","jwk":{"kty":"OKP"}})",
          R"({"alg":"EdDSA","jku":"https://evil.example/jwks.json"})",
          R"({"alg":"EdDSA","x5u":"https://evil.example/cert"})",
          R"({"alg":"EdDSA","x5c":[]})",
          R"({"alg":"EdDSA","zip":"DEF"})",
          R"({"alg":"EdDSA","enc":"A128GCM"})",
          R"({"alg":"EdDSA","typ":"dpop+jwt"})",
          R"({"alg":"EdDSA","typ":"logout+jwt"})",
          R"({"alg":"EdDSA","typ":1})"}) {
        EXPECT_FALSE(takes_header(header)) << header;
    }
}

TEST_F(Jwt, IsNotGoodWithoutItsSignatureOrWithAnother) {
    const std::string token = signer_.token(R"({"alg":"EdDSA","kid":"k1"})", claims());
    const std::string body = token.substr(0, token.rfind('.'));
    const std::string signature = token.substr(token.rfind('.') + 1);
    ASSERT_TRUE(is_good(token));
    const Signer other;
    for (const std::string& forged :
         {body,
          body + ".",
          body + "." + signature + ".",
          body + "." + signature + "=",
          body + "." + signature.substr(1),
          body + "." + signature + "A",
          token + " ",
          " " + token,
          "." + token,
          std::string("..") + signature,
          other.token(R"({"alg":"EdDSA","kid":"k1"})", claims()),
          std::string(7'000, 'A')}) {
        EXPECT_FALSE(is_good(forged)) << forged.substr(0, 200);
    }
}

// Base64url has one spelling of each octet, so there is no letter that may change.
TEST_F(Jwt, IsNotGoodWhenAnyLetterOfItIsAnother) {
    const std::string token = signer_.token(R"({"alg":"EdDSA","kid":"k1"})", claims());
    for (std::size_t i = 0; i < token.size(); ++i) {
        std::string forged = token;
        forged[i] = forged[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(is_good(forged)) << i;
    }
}

TEST(JwkSet, IsRefusedWhenAKeyIsPrivateWeakBrokenOrThereTwice) {
    const Signer signer;
    const std::string key = signer.jwk("k1");
    const std::string weak = std::string(R"({"kty":"RSA","e":"AQAB","n":")") +
                             std::string(170, 'v') + "\"}";  // 1020 bits
    for (const std::string& bad :
         {std::string("[]"),
          std::string("{}"),
          std::string(R"({"keys":[]})"),
          std::string(R"({"keys":{}})"),
          std::string(R"({"keys":[1]})"),
          R"({"keys":[)" + key + "," + key + "]}",
          R"({"keys":[)" + key + R"(],"keys":[]})",
          R"({"keys":[)" + weak + "]}",
          std::string(R"({"keys":[{"kty":"oct","k":"AAAA"}]})"),
          std::string(R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"AAAA"}]})"),
          std::string(R"({"keys":[{"kty":"OKP","crv":"Ed25519","d":"AAAA","x":"AAAA"}]})"),
          std::string(
              R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
              R"("y":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"}]})"
          )}) {
        EXPECT_FALSE(Jwks::read(bad)) << bad;
    }
}

TEST(JwkSet, PassesOverKeysForSomethingElse) {
    const Signer signer;
    const auto keys = Jwks::read(
        R"({"keys":[{"kty":"oct","k":"AAAA","kid":"s"},{"kty":"RSA","use":"enc","kid":"e"},)"
        R"({"kty":"EC","crv":"P-521","kid":"p"},)" +
        signer.jwk("k1") + "]}"
    );
    ASSERT_TRUE(keys) << keys.error().detail;
    EXPECT_NE(keys->find("k1"), nullptr);
    EXPECT_NE(keys->find(std::nullopt), nullptr);  // the only one left
    EXPECT_EQ(keys->find("s"), nullptr);
    EXPECT_EQ(keys->find("e"), nullptr);
}

TEST(JwkSet, OfSeveralKeysATokenMustNameOne) {
    const Signer first;
    const Signer second;
    const Jwks keys = keys_of(R"({"keys":[)" + first.jwk("a") + "," + second.jwk("b") + "]}");
    EXPECT_TRUE(signed_payload(first.token(R"({"alg":"EdDSA","kid":"a"})", "x"), keys));
    EXPECT_FALSE(signed_payload(first.token(R"({"alg":"EdDSA","kid":"b"})", "x"), keys));
    EXPECT_FALSE(signed_payload(first.token(R"({"alg":"EdDSA"})", "x"), keys));
}

}  // namespace
}  // namespace dunghan::testing
