#include "adapters/webhook/access_token.h"

#include <gtest/gtest.h>

namespace dunghan::webhook {
namespace {

// RFC 6749, 2.3.1 (and its 1.3.3 of the example in 4.4.2).
TEST(BasicCredentials, AreFormEncodedBeforeTheyAreJoined) {
    EXPECT_EQ(basic_credentials("s6BhdRkqt3", "gX1fBat3bV"), "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW");
    // "a%3Ab:p+%C3%AA%25", so that the colon between them is the only one.
    EXPECT_EQ(basic_credentials("a:b", "p \xC3\xAA%"), "Basic YSUzQWI6cCslQzMlQUElMjU=");
}

TEST(TokenForm, AsksForAScopeWhereThereIsOne) {
    EXPECT_EQ(token_form(""), "grant_type=client_credentials");
    EXPECT_EQ(token_form("a b&c"), "grant_type=client_credentials&scope=a+b%26c");
}

TEST(AccessToken, IsReadAsGatewaysWriteIt) {
    const auto lgsp = read_access_token(
        R"({"access_token":"eyJ4.a_b-c~d+e/f==","scope":"default","token_type":"Bearer","expires_in":3600})"
    );
    ASSERT_TRUE(lgsp);
    EXPECT_EQ(lgsp->text, "eyJ4.a_b-c~d+e/f==");
    EXPECT_EQ(lgsp->lifetime, std::chrono::hours(1));
    const auto lifetime = [](const std::string& member) {
        return read_access_token(R"({"access_token":"t","token_type":"bEARER")" + member + "}")
            ->lifetime.count();
    };
    EXPECT_EQ(lifetime(""), 300);
    EXPECT_EQ(lifetime(R"(,"expires_in":"60")"), 60);
    EXPECT_EQ(lifetime(R"(,"expires_in":-5)"), 0);
    EXPECT_EQ(lifetime(R"(,"expires_in":1e3)"), 300);
    EXPECT_EQ(lifetime(R"(,"expires_in":99999999999)"), 86'400);
    EXPECT_EQ(lifetime(R"(,"expires_in":null)"), 300);
}

TEST(AccessToken, IsNotTakenFromAnythingElseAndNothingOfItIsSaid) {
    for (const std::string& json :
         {std::string(""),
          std::string("secret-text"),
          std::string("[]"),
          std::string(R"({"token_type":"Bearer"})"),
          std::string(R"({"access_token":"secret-text"})"),
          std::string(R"({"access_token":"secret-text","token_type":"mac"})"),
          std::string(R"({"access_token":"","token_type":"Bearer"})"),
          std::string(R"({"access_token":7,"token_type":"Bearer"})"),
          std::string(R"({"access_token":"secret-text\r\nHost: x","token_type":"Bearer"})"),
          std::string(R"({"access_token":"secret text","token_type":"Bearer"})"),
          std::string(R"({"access_token":"sec\u0000ret","token_type":"Bearer"})"),
          R"({"token_type":"Bearer","access_token":")" + std::string(8'193, 'x') + "\"}",
          std::string(R"({"access_token":"secret-text","token_type":"Bearer")")}) {
        const auto read = read_access_token(json);
        ASSERT_FALSE(read) << json;
        EXPECT_EQ(read.error().detail.find("secret"), std::string::npos) << read.error().detail;
    }
}

}  // namespace
}  // namespace dunghan::webhook
