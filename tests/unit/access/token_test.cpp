#include "engine/access/token.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/access/stream.h"
#include "engine/projection/tokens.h"

#include "adapters/access/token_text.h"

#include "tests/support/world.h"

namespace dunghan::access {
namespace {

using testing::at;
using testing::World;

Token officer() {
    return {
        "0123456789ab",
        AccessRole::officer,
        "so-du-lich",
        "cb-017",
        std::string(64, 'a'),
        at("2022-11-25T07:00")};
}

class Tokens : public ::testing::Test {
 protected:
    auto create(const Token& token) {
        return world_.wish(token_stream(token.id), CreateToken{{token}});
    }

    auto revoke(const std::string& id, const std::string& reason) {
        return world_.wish(token_stream(id), RevokeToken{{id, reason}});
    }

    std::string refused(const Token& token) {
        const auto outcome = create(token);
        return outcome ? "" : outcome.error().code;
    }

    World world_{"2022-10-25T07:55"};
};

TEST_F(Tokens, AreFoundUntilTheyAreRevoked) {
    ASSERT_TRUE(create(officer()));
    EXPECT_EQ(find_token(world_.store, "0123456789ab").value(), officer());
    ASSERT_TRUE(revoke("0123456789ab", "thôi việc"));
    EXPECT_EQ(find_token(world_.store, "0123456789ab").value(), std::nullopt);
    EXPECT_EQ(find_token(world_.store, "ffffffffffff").value(), std::nullopt);
}

TEST_F(Tokens, AreNeverOpenedAgain) {
    ASSERT_TRUE(create(officer()));
    ASSERT_TRUE(revoke("0123456789ab", "thôi việc"));
    Token again = officer();
    again.secret_hash = std::string(64, 'b');
    EXPECT_EQ(refused(again), "token_exists");
    EXPECT_EQ(revoke("0123456789ab", "lần nữa")->count, 0U);
    EXPECT_EQ(revoke("ffffffffffff", "x").error().code, "no_such_token");
}

TEST_F(Tokens, AreRevokedForAReason) {
    ASSERT_TRUE(create(officer()));
    EXPECT_EQ(revoke("0123456789ab", "").error().code, "reason_missing");
}

TEST_F(Tokens, SayWhoseTheyAre) {
    Token token = officer();
    token.agency = "";
    EXPECT_EQ(refused(token), "bad_token");
    token.agency = "so-khong-co";
    EXPECT_EQ(refused(token), "bad_token");
    token = officer();
    token.role = AccessRole::auditor;
    EXPECT_EQ(refused(token), "bad_token");
    token = officer();
    token.holder = "Nguyễn Văn An";
    EXPECT_EQ(refused(token), "bad_token");
    token = officer();
    token.secret_hash = "x";
    EXPECT_EQ(refused(token), "bad_token");
}

TEST_F(Tokens, ExpireWithinAYear) {
    Token token = officer();
    token.expires = at("2022-10-25T07:55");
    EXPECT_EQ(refused(token), "bad_token");
    token.expires = at("2024-01-01");
    EXPECT_EQ(refused(token), "bad_token");
    EXPECT_FALSE(has_expired(officer(), at("2022-11-25T06:59:59.999")));
    EXPECT_TRUE(has_expired(officer(), at("2022-11-25T07:00")));
}

TEST_F(Tokens, AreWrittenOfWhereTheyBelong) {
    EXPECT_EQ(
        world_.wish(token_stream("ffffffffffff"), CreateToken{{officer()}}).error().code,
        "bad_stream"
    );
    ASSERT_TRUE(create(officer()));
    const RevokeToken revoking{{"0123456789ab", "thôi việc"}};
    EXPECT_EQ(world_.wish({"log"}, revoking).error().code, "bad_stream");
    const RecordDenial denial{{Operation::cancel, "task/2.8", "forbidden"}};
    EXPECT_EQ(world_.wish(token_stream("0123456789ab"), denial).error().code, "bad_stream");
}

TEST_F(Tokens, ThatWereRefusedSomethingSayWhatAlsoWhenRevoked) {
    const auto denied = [&](const AccessDenied& denial) {
        const auto outcome = world_.wish(denial_stream("0123456789ab"), RecordDenial{denial});
        return outcome ? "" : outcome.error().code;
    };
    const AccessDenied cancelling{Operation::cancel, "task/2.8", "forbidden"};
    EXPECT_EQ(denied(cancelling), "no_such_token");
    ASSERT_TRUE(create(officer()));
    EXPECT_EQ(denied(cancelling), "");
    EXPECT_EQ(denied({Operation::cancel, "task/2.8", ""}), "bad_denial");
    EXPECT_EQ(denied({Operation::cancel, "task/2.8", std::string(65, 'a')}), "bad_denial");
    EXPECT_EQ(denied({Operation::cancel, std::string(201, 'a'), "forbidden"}), "bad_denial");
    EXPECT_EQ(denied({Operation{0}, "", "forbidden"}), "bad_denial");
    ASSERT_TRUE(revoke("0123456789ab", "thôi việc"));
    EXPECT_EQ(denied(cancelling), "");
    EXPECT_EQ(find_token(world_.store, "0123456789ab").value(), std::nullopt);
}

// Somebody may put the whole token where its id belongs.
TEST_F(Tokens, AreNotRepeatedWhereTheirIdBelongs) {
    const std::string text = make_token()->text;
    const auto outcome = revoke(text, "thôi việc");
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().detail.find(text.substr(text.size() - 43)), std::string::npos);
}

TEST_F(Tokens, OfThePastAreToldAsTheyWere) {
    ASSERT_TRUE(create(officer()));
    world_.clock.set("2022-10-26T08:00");
    ASSERT_TRUE(revoke("0123456789ab", "thôi việc"));
    const auto before = tokens_at(world_.store, {at("2022-10-25T23:00"), end_of_time}).value();
    ASSERT_EQ(before.size(), 1U);
    EXPECT_FALSE(before.front().revoked);
    const auto after = tokens_at(world_.store, {end_of_time, end_of_time}).value();
    EXPECT_TRUE(after.front().revoked);
    EXPECT_EQ(after.front().reason, "thôi việc");
    EXPECT_EQ(after.front().token, officer());
}

TEST(TokenText, OpensItsOwnTokenAndNoOther) {
    const auto made = make_token();
    const auto other = make_token();
    ASSERT_TRUE(made && other);
    EXPECT_NE(made->text, other->text);
    Token token = officer();
    token.id = made->id;
    token.secret_hash = made->secret_hash;
    const auto presented = read_token(made->text);
    ASSERT_TRUE(presented);
    EXPECT_EQ(presented->id, made->id);
    EXPECT_TRUE(matches(*presented, token));
    EXPECT_FALSE(matches(*read_token(other->text), token));
    EXPECT_EQ(made->text.find(made->secret_hash), std::string::npos);
}

RC_GTEST_PROP(TokenText, HasOneTextAlone, ()) {
    const std::string text = make_token()->text;
    std::string changed = text;
    const auto place = *rc::gen::inRange<std::size_t>(0, text.size());
    changed[place] = *rc::gen::inRange<char>(' ', '~');
    RC_PRE(changed != text);
    const auto presented = read_token(changed);
    RC_ASSERT(!presented || !(*presented == *read_token(text)));
}

// The secret octets 0 to 31, encoded and hashed by another program.
TEST(TokenText, OfTheWorkedExampleIsRead) {
    const auto read = read_token("dh_cb-1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->id, "cb-1");
    EXPECT_EQ(
        read->secret_hash, "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd"
    );
}

// Octets that are no letters, too, and bits beyond the secret's last octet.
TEST(TokenText, WithAnyOctetChangedIsAnotherToken) {
    const std::string text = make_token()->text;
    const PresentedToken itself = read_token(text).value();
    for (std::size_t place = 0; place < text.size(); ++place) {
        for (int octet = 0; octet < 256; ++octet) {
            std::string changed = text;
            changed[place] = static_cast<char>(octet);
            const auto read = read_token(changed);
            ASSERT_TRUE(changed == text || !read || *read != itself) << place << " " << octet;
        }
    }
}

TEST(TokenText, IsReadStrictly) {
    const std::string text = make_token()->text;
    for (const std::string& bad :
         {std::string(),
          std::string("dh_"),
          text + "A",
          text.substr(1),
          text + "=",
          " " + text,
          text.substr(0, text.size() - 1)}) {
        EXPECT_FALSE(read_token(bad)) << bad;
    }
}

}  // namespace
}  // namespace dunghan::access
