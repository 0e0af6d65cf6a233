#include "adapters/webhook/answer.h"

#include <gtest/gtest.h>

namespace dunghan::webhook {
namespace {

constexpr Instant now{1'795'539'600'000};  // 2026-11-24T17:00:00Z

Answer heard(std::initializer_list<const char*> lines) {
    Answer answer;
    for (const char* line : lines) {
        EXPECT_TRUE(answer.hear_header(line));
    }
    return answer;
}

std::optional<std::int64_t> seconds_of(const std::string& value) {
    const Answer answer =
        heard({"HTTP/1.1 503 Busy\r\n", ("Retry-After: " + value + "\r\n").c_str(), "\r\n"});
    const auto read = answer.retry_after(now);
    return read ? std::optional<std::int64_t>(read->count()) : std::nullopt;
}

TEST(Answer, ReadsRetryAfterInSecondsOrAsADate) {
    EXPECT_EQ(seconds_of("120"), 120);
    EXPECT_EQ(seconds_of("0"), 0);
    EXPECT_EQ(seconds_of("  7 "), 7);
    EXPECT_EQ(seconds_of("Tue, 24 Nov 2026 17:05:00 GMT"), 300);
    EXPECT_EQ(seconds_of("Tue, 24 Nov 2026 16:00:00 GMT"), 0);
    EXPECT_EQ(seconds_of("Thu, 24 Nov 2050 16:00:00 GMT"), 86'400);
    EXPECT_EQ(seconds_of("86401"), 86'400);
    EXPECT_EQ(seconds_of("99999999999999999999999"), 86'400);
    for (const char* none : {"", "soon", "-5", "1.5", "0x10"}) {
        EXPECT_EQ(seconds_of(none), std::nullopt) << none;
    }
}

TEST(Answer, HasTheStatusOfTheFinalAnswer) {
    EXPECT_EQ(heard({"HTTP/1.1 200 OK\r\n"}).status(), 0) << "its headers may never end";
    EXPECT_EQ(heard({"HTTP/1.1 100 Continue\r\n", "\r\n"}).status(), 0);
    EXPECT_EQ(
        heard({"HTTP/1.1 103 x\r\n", "retry-after: 9\r\n", "\r\n", "HTTP/1.1 429\r\n", "\r\n"})
            .status(),
        429
    );
    EXPECT_FALSE(
        heard({"HTTP/1.1 103 x\r\n", "RETRY-AFTER: 9\r\n", "\r\n", "HTTP/1.1 429\r\n", "\r\n"})
            .retry_after(now)
    );
}

TEST(Answer, KeepsTheHeadOfTheBodyAndBreaksOff) {
    Answer answer = heard({"HTTP/1.1 200 OK\r\n", "\r\n"});
    const std::string part(16'000, 'x');
    EXPECT_TRUE(answer.hear_body(part) && answer.hear_body(part) && answer.hear_body(part));
    EXPECT_TRUE(answer.hear_body(part));
    EXPECT_FALSE(answer.hear_body(part));
    EXPECT_EQ(answer.take_body().size(), answer_octets_kept);
    EXPECT_TRUE(answer.too_long());
    EXPECT_FALSE(heard({}).hear_header(std::string(65'537, 'x')));
}

TEST(Outcome, FollowsFromTheStatus) {
    EXPECT_EQ(outcome_of(200), Outcome::delivered);
    EXPECT_EQ(outcome_of(299), Outcome::delivered);
    EXPECT_EQ(outcome_of(410), Outcome::gone);
    for (const long status : {429, 502, 503, 504}) {
        EXPECT_EQ(outcome_of(status), Outcome::throttled) << status;
    }
    for (const long status : {301, 304, 400, 401, 404, 500, 999}) {
        EXPECT_EQ(outcome_of(status), Outcome::failed) << status;
    }
}

}  // namespace
}  // namespace dunghan::webhook
