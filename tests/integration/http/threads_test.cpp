// Several threads of the server: each has its connections, all are served, all end.
#include <atomic>
#include <gtest/gtest.h>
#include <mutex>
#include <set>
#include <thread>

#include "adapters/http/server.h"

#include "tests/integration/http/raw_client.h"

namespace dunghan::testing {
namespace {

using http::Answer;
using http::Request;
using http::Respond;

constexpr std::size_t threads = 3;

// Says how often it was woken, up to two.
class Woken : public http::Stream {
 public:
    explicit Woken(std::atomic<int>& news) : news_(news) {}

    Piece next() override {
        if (said_ == news_) {
            return {"", said_ >= 2, false};
        }
        ++said_;
        return {"news\n", false, false};
    }

 private:
    const std::atomic<int>& news_;
    int said_ = 0;
};

class HttpThreads : public ::testing::Test {
 protected:
    void SetUp() override {
        http::ServerSettings settings;
        settings.threads = threads;
        settings.connections_max = 2 * threads;
        auto started = http::Server::start(
            settings,
            http::Router(
                {{"GET",
                  "/ok",
                  "readOk",
                  0,
                  [this](const Request&, const Respond& respond) {
                      const std::lock_guard lock(guard_);
                      seen_.insert(std::this_thread::get_id());
                      respond({});
                  }},
                 {"GET",
                  "/news",
                  "readNews",
                  0,
                  [this](const Request&, const Respond& respond) {
                      Answer answer;
                      answer.stream = std::make_shared<Woken>(news_);
                      respond(std::move(answer));
                  }}}
            ),
            [](const http::Route&, Request&) { return std::nullopt; }
        );
        ASSERT_TRUE(started) << started.error().detail;
        server_ = std::move(*started);
    }

    // As many connections as there is room for, each served once.
    std::vector<std::unique_ptr<RawClient>> served() const {
        std::vector<std::unique_ptr<RawClient>> clients;
        for (std::size_t i = 0; i < 2 * threads; ++i) {
            clients.push_back(std::make_unique<RawClient>(server_->port()));
            clients.back()->send("GET /ok HTTP/1.1\r\nHost: h\r\n\r\n");
            EXPECT_EQ(status_of(clients.back()->read_answer()), 200);
        }
        return clients;
    }

    std::mutex guard_;
    std::set<std::thread::id> seen_;
    std::atomic<int> news_ = 0;
    std::unique_ptr<http::Server> server_;
};

TEST_F(HttpThreads, ConnectionsAreSpreadEvenly) {
    const auto clients = served();
    EXPECT_EQ(seen_.size(), threads);
    EXPECT_EQ(server_->counters().connections, 2 * threads);
    EXPECT_EQ(server_->counters().evicted, 0U);
}

TEST_F(HttpThreads, AllTogetherHoldNoMoreThanTheLimit) {
    const auto clients = served();
    const auto more = served();
    EXPECT_EQ(server_->counters().connections, 2 * threads);
    EXPECT_EQ(server_->counters().evicted, 2 * threads);
}

TEST_F(HttpThreads, NewsReachStreamsOnEachOfThem) {
    std::vector<std::unique_ptr<RawClient>> readers;
    for (std::size_t i = 0; i < threads; ++i) {
        readers.push_back(std::make_unique<RawClient>(server_->port()));
        readers.back()->send("GET /news HTTP/1.1\r\nHost: h\r\n\r\n");
    }
    while (server_->counters().streams < threads) {
        std::this_thread::yield();
    }
    for (int round = 0; round < 2; ++round) {
        ++news_;
        server_->wake();
    }
    for (const auto& reader : readers) {
        const std::string all = reader->read_all();
        EXPECT_TRUE(all.ends_with("news\nnews\n")) << all;
    }
}

TEST_F(HttpThreads, StoppingEndsTheConnectionsOfEach) {
    const auto clients = served();
    server_->stop();
    for (const auto& client : clients) {
        EXPECT_EQ(client->read_all(), "");
    }
    EXPECT_EQ(server_->counters().connections, 0U);
}

}  // namespace
}  // namespace dunghan::testing
