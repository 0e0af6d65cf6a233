#include "adapters/webhook/answer.h"

#include <gtest/gtest.h>

namespace dunghan::webhook {
namespace {

constexpr Instant now{1'795'539'600'000};  // 2026-11-24T17:00:00Z

Instant clock_now() {
    return now;
}

std::optional<std::int64_t> seconds_of(const std::string& value) {
    Answer answer;
    EXPECT_EQ(
        answer.hear("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nRetry-After: " + value + "\r\n\r\n"),
        Answer::Heard::complete
    );
    const auto read = answer.retry_after(clock_now);
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
    Answer answer;
    EXPECT_FALSE(answer.begun());
    EXPECT_EQ(answer.hear("HTTP/1.1 200 OK\r\n"), Answer::Heard::more);
    EXPECT_TRUE(answer.begun());
    EXPECT_EQ(answer.status(), 0) << "its headers may never end";
    answer.begin();
    EXPECT_FALSE(answer.begun());
    EXPECT_EQ(answer.hear("HTTP/1.1 100 Continue\r\n\r\n"), Answer::Heard::more);
    EXPECT_EQ(answer.status(), 0);
    EXPECT_EQ(
        answer.hear("HTTP/1.1 103 Early Hints\r\nRETRY-AFTER: 9\r\n\r\n"), Answer::Heard::more
    );
    EXPECT_EQ(
        answer.hear("HTTP/1.1 429 Busy\r\ncontent-length: 0\r\n\r\n"), Answer::Heard::complete
    );
    EXPECT_EQ(answer.status(), 429);
    EXPECT_FALSE(answer.retry_after(clock_now));
}

TEST(Answer, IsTheSameHoweverItsOctetsCome) {
    const std::string octets =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Busy\r\nretry-after: 5\r\n"
        "Transfer-Encoding: chunked\r\n\r\n4;x=y\r\nabcd\r\n3\r\nefg\r\n0\r\nX: y\r\n\r\n";
    Answer answer;
    for (std::size_t step = 1; step <= octets.size(); ++step) {
        answer.begin();
        for (std::size_t at = 0; at < octets.size(); at += step) {
            const bool last = at + step >= octets.size();
            EXPECT_EQ(
                answer.hear(octets.substr(at, step)),
                last ? Answer::Heard::complete : Answer::Heard::more
            ) << step;
        }
        EXPECT_EQ(answer.status(), 503);
        EXPECT_EQ(answer.retry_after(clock_now), std::chrono::seconds(5));
        EXPECT_EQ(answer.take_body(), "abcdefg");
        EXPECT_TRUE(answer.keeps_connection());
    }
}

TEST(Answer, EndsWithTheConnectionWhereNoLengthIsSaid) {
    Answer answer;
    EXPECT_EQ(answer.hear("HTTP/1.1 200 OK\r\n\r\nwhat"), Answer::Heard::more);
    EXPECT_EQ(answer.hear(" I have"), Answer::Heard::more);
    EXPECT_EQ(answer.hear_end(), Answer::Heard::complete);
    EXPECT_EQ(answer.take_body(), "what I have");
    EXPECT_FALSE(answer.keeps_connection());
    answer.begin();
    EXPECT_EQ(
        answer.hear("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"), Answer::Heard::more
    );
    EXPECT_EQ(answer.hear_end(), Answer::Heard::nonsense);
    EXPECT_EQ(answer.status(), 200) << "it was taken all the same";
    answer.begin();
    EXPECT_EQ(answer.hear_end(), Answer::Heard::nonsense);
}

TEST(Answer, IsRefusedWhenItIsNone) {
    for (const char* octets :
         {"SSH-2.0-OpenSSH_9.2\r\n",
          "220 mail.example ESMTP\r\n",
          "HTTP/2 200\r\n\r\n",
          "HTTP/1.1 20x OK\r\n\r\n",
          "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
          "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\n"}) {
        Answer answer;
        EXPECT_EQ(answer.hear(octets), Answer::Heard::nonsense) << octets;
    }
}

TEST(Answer, KeepsTheHeadOfTheBodyAndBreaksOff) {
    Answer answer;
    EXPECT_EQ(answer.hear("HTTP/1.1 200 OK\r\n\r\n"), Answer::Heard::more);
    const std::string part(16'000, 'x');
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(answer.hear(part), Answer::Heard::more);
    }
    EXPECT_EQ(answer.hear(part), Answer::Heard::too_much);
    EXPECT_EQ(answer.take_body().size(), answer_octets_kept);
    EXPECT_EQ(answer.status(), 200);
    answer.begin();
    EXPECT_EQ(
        answer.hear("HTTP/1.1 200 OK\r\nx: " + std::string(65'537, 'x')), Answer::Heard::too_much
    );
    EXPECT_EQ(answer.status(), 0);
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
