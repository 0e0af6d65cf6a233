// Slow clients, idle ones and very many of them: each is let go in time, and an honest one is
// served meanwhile.
#include <future>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <thread>

#include "adapters/http/server.h"

#include "tests/integration/http/raw_client.h"

namespace dunghan::testing {
namespace {

using http::Answer;
using http::Request;
using http::Respond;
using std::chrono::milliseconds;

const std::string honest = "GET /ok HTTP/1.1\r\nHost: h\r\n\r\n";
constexpr std::size_t large = 64 * 1024 * 1024;  // more than sockets keep for a reader

class HttpLimits : public ::testing::Test {
 protected:
    void start(const http::ServerSettings& settings) {
        auto started = http::Server::start(
            settings,
            http::Router(
                {{"GET",
                  "/ok",
                  "readOk",
                  0,
                  [](const Request&, const Respond& respond) {
                      Answer answer;
                      answer.body = "{}";
                      respond(std::move(answer));
                  }},
                 {"GET",
                  "/large",
                  "readLarge",
                  0,
                  [](const Request&, const Respond& respond) {
                      Answer answer;
                      answer.body.assign(large, 'x');
                      respond(std::move(answer));
                  }},
                 {"POST",
                  "/ok",
                  "writeOk",
                  1024 * 1024,
                  [](const Request&, const Respond& respond) { respond({}); }},
                 {"GET",
                  "/later",
                  "readLater",
                  0,
                  [this](const Request&, const Respond& respond) {
                      later_ = respond;
                      arrived_.set_value();
                  }}}
            ),
            [](const http::Route&, Request&) { return std::nullopt; }
        );
        ASSERT_TRUE(started) << started.error().detail;
        server_ = std::move(*started);
    }

    void expect_served() const {
        const RawClient client(server_->port());
        ASSERT_TRUE(client.connected());
        client.send(honest);
        EXPECT_EQ(status_of(client.read_answer()), 200);
    }

    // It takes its time, and holds up nobody.
    void wait_for_a_timeout() const {
        while (server_->counters().timeouts == 0) {
            expect_served();
        }
    }

    Respond later_;
    std::promise<void> arrived_;
    std::unique_ptr<http::Server> server_;
};

TEST_F(HttpLimits, TenThousandIdleConnectionsDoNotStopAnHonestClient) {
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = std::min<rlim_t>(files.rlim_max, 16'384);
    setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur < 12'000) {
        GTEST_SKIP() << "only " << files.rlim_cur << " open files are allowed here";
    }
    start({});
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 10'000; ++i) {
        idle.push_back(std::make_unique<RawClient>(server_->port()));
        ASSERT_TRUE(idle.back()->connected()) << i;
        if (i % 1000 == 999) {
            expect_served();
        }
    }
    const auto counters = server_->counters();
    EXPECT_LE(counters.connections, 1024U);
    EXPECT_GE(counters.evicted, 8'900U);
}

TEST_F(HttpLimits, HeadsThatNeverEndDoNotStopAnHonestClient) {
    http::ServerSettings settings;
    settings.connections_max = 64;
    start(settings);
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 300; ++i) {
        slow.push_back(std::make_unique<RawClient>(server_->port()));
        slow.back()->send("GET /ok HTTP/1.1\r\nHost: h\r\nX-");
    }
    expect_served();
    EXPECT_LE(server_->counters().connections, 64U);
}

TEST_F(HttpLimits, AHeadThatComesTooSlowlyEndsTheConnection) {
    http::ServerSettings settings;
    settings.times.head = milliseconds(50);
    start(settings);
    const RawClient client(server_->port());
    client.send("GET /ok HTTP/1.1\r\n");
    EXPECT_EQ(client.read_all(), "");
    wait_for_a_timeout();
}

TEST_F(HttpLimits, ABodyThatComesTooSlowlyEndsTheConnection) {
    http::ServerSettings settings;
    settings.times.body = milliseconds(50);
    settings.times.octets_per_second = 1'000'000'000;
    start(settings);
    const RawClient client(server_->port());
    client.send("POST /ok HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhello");
    EXPECT_EQ(client.read_all(), "");
    wait_for_a_timeout();
}

TEST_F(HttpLimits, AReaderThatTakesNothingIsLetGo) {
    http::ServerSettings settings;
    settings.times.write = milliseconds(100);
    settings.times.octets_per_second = 1'000'000'000'000;
    start(settings);
    const RawClient client(server_->port());
    client.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
    wait_for_a_timeout();
    EXPECT_LT(client.read_all().size(), large);
}

TEST_F(HttpLimits, AConnectionEndsAfterSoManyRequests) {
    http::ServerSettings settings;
    settings.requests_max = 3;
    start(settings);
    const RawClient client(server_->port());
    client.send(honest + honest + honest + honest);
    const std::string answers = client.read_all();
    std::size_t count = 0;
    for (auto at = answers.find("HTTP/1.1 200"); at != std::string::npos;
         at = answers.find("HTTP/1.1 200", at + 1)) {
        ++count;
    }
    EXPECT_EQ(count, 3U);
}

TEST_F(HttpLimits, WithoutAnIdleOneTheNewestIsToldToComeBack) {
    http::ServerSettings settings;
    settings.connections_max = 1;
    start(settings);
    const RawClient busy(server_->port());
    busy.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n");
    arrived_.get_future().wait();
    const RawClient newest(server_->port());
    newest.finish();
    const std::string answer = newest.read_all();
    EXPECT_EQ(status_of(answer), 503) << answer;
    EXPECT_NE(answer.find("Retry-After: "), std::string::npos);
    later_({});
    EXPECT_EQ(status_of(busy.read_answer()), 200);
}

TEST_F(HttpLimits, WhatIsUnderWayWhenItStopsIsAnswered) {
    start({});
    const RawClient idle(server_->port());
    const RawClient busy(server_->port());
    busy.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n");
    arrived_.get_future().wait();
    std::thread stopping([&] { server_->stop(); });
    EXPECT_EQ(idle.read_all(), "");  // it has begun to stop
    later_({});
    const std::string answer = busy.read_all();
    EXPECT_EQ(status_of(answer), 200);
    EXPECT_NE(answer.find("Connection: close\r\n"), std::string::npos);
    stopping.join();
    EXPECT_FALSE(RawClient(server_->port()).connected());
}

TEST_F(HttpLimits, AnAddressThatIsTakenIsSaidToBe) {
    start({});
    http::ServerSettings settings;
    settings.port = server_->port();
    const auto second = http::Server::start(
        settings, http::Router({}), [](const http::Route&, Request&) { return std::nullopt; }
    );
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().detail.find("choose another"), std::string::npos);
}

// One piece, and then what it is told to be its end.
class OnePiece : public http::Stream {
 public:
    explicit OnePiece(Piece end) : end_(std::move(end)) {}

    Piece next() override {
        return std::exchange(told_, true) ? end_ : Piece{"first\n", false, false};
    }

 private:
    const Piece end_;
    bool told_ = false;
};

class HttpStreams : public HttpLimits {
 protected:
    // How the connection ends for who reads a stream with that end.
    bool is_reset_after(const http::Stream::Piece& end) {
        start({});
        const RawClient client(server_->port());
        client.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n");
        arrived_.get_future().wait();
        Answer answer;
        answer.stream = std::make_shared<OnePiece>(end);
        later_(std::move(answer));
        (void)client.read_all();
        return client.was_reset();
    }
};

TEST_F(HttpStreams, OneThatIsOverEndsTheConnectionInOrder) {
    EXPECT_FALSE(is_reset_after({"last\n", true, false}));
}

TEST_F(HttpStreams, OneThatCannotGoOnResetsItSoThatNobodyTakesItForTheWhole) {
    EXPECT_TRUE(is_reset_after({"", false, true}));
}

}  // namespace
}  // namespace dunghan::testing
