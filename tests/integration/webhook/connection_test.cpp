// What becomes of a call when its connection does what connections do.
#include <gtest/gtest.h>

#include "tests/integration/smtp_answers.h"
#include "tests/integration/webhook/network_watch.h"
#include "tests/integration/webhook/raw_peer.h"
#include "tests/integration/webhook_receiver.h"

namespace dunghan::webhook {
namespace {

using tests::NetworkWatch;
using tests::RawPeer;

constexpr Instant now{1'795'539'600'000};
constexpr const char* taken = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

class Connections : public testing::Test {
 protected:
    Connections() {
        settings_.egress.allow_loopback_for_tests = true;
        NetworkWatch::get().take_connects();
    }

    // To that host, or address, and port.
    Attempt send(const std::string& host_and_port, const std::string& body = "{}") {
        begin(host_and_port, body);
        return end();
    }

    Attempt send(const RawPeer& peer) { return send("127.0.0.1:" + std::to_string(peer.port())); }

    void begin(const std::string& host_and_port, const std::string& body) {
        if (!sender_) {
            sender_ =
                WebhookSender::open(settings_, answers_.executor(), [] { return now; }).value();
        }
        Target target;
        target.url = check_url(scheme_ + host_and_port, true).value();
        target.secrets.push_back(Secret::make(SecretKind::shared));
        target.grants.push_back(
            {parse_cidr(granted_).value(), target.url.port, {now.ms + ms_per_day}}
        );
        sender_->send(tests::call(std::move(target), body), [this](Attempt attempt) {
            made_ = std::move(attempt);
        });
    }

    Attempt end() {
        while (!made_ && answers_.run_one()) {
        }
        return std::exchange(made_, std::nullopt).value_or(Attempt{});
    }

    std::string scheme_ = "http://";
    std::string granted_ = "127.0.0.0/8";
    WebhookSettings settings_;
    tests::Answers answers_;
    std::optional<Attempt> made_;
    std::unique_ptr<WebhookSender> sender_;
};

TEST_F(Connections, ACallWhoseKeptConnectionEndsIsSentAgainOnAnother) {
    std::vector<std::string> heard;
    RawPeer peer([&](RawPeer::Socket& socket, int number) {
        heard.push_back(RawPeer::request(socket));
        RawPeer::say(socket, taken);
        if (number == 0) {
            heard.push_back(RawPeer::request(socket));  // and hangs up without an answer
        }
    });
    EXPECT_EQ(send(peer).outcome, Outcome::delivered);
    const Attempt second = send(peer);
    EXPECT_EQ(second.outcome, Outcome::delivered) << second.error;
    EXPECT_EQ(peer.connections(), 2);
    sender_.reset();
    ASSERT_EQ(heard.size(), 3U);
    EXPECT_NE(heard[1], "");
    const auto id = [](const std::string& head) { return head.substr(head.find("webhook-id")); };
    EXPECT_EQ(id(heard[1]).substr(0, 80), id(heard[2]).substr(0, 80)) << "under its id and second";
}

TEST_F(Connections, ACallIsSentAgainOnlyOnce) {
    RawPeer peer([&](RawPeer::Socket& socket, int number) {
        (void)RawPeer::request(socket);
        if (number == 0) {
            RawPeer::say(socket, taken);
            (void)RawPeer::request(socket);
        }
    });
    EXPECT_EQ(send(peer).outcome, Outcome::delivered);
    const Attempt second = send(peer);
    EXPECT_EQ(second.outcome, Outcome::unknown);
    EXPECT_EQ(second.error, "the connection was closed");
    EXPECT_EQ(peer.connections(), 2);
}

TEST_F(Connections, AnAnswerThatBeganIsNotAskedForAgain) {
    RawPeer peer([&](RawPeer::Socket& socket, int) {
        (void)RawPeer::request(socket);
        RawPeer::say(socket, taken);
        (void)RawPeer::request(socket);
        RawPeer::say(socket, "HTTP/1.1 2");
    });
    EXPECT_EQ(send(peer).outcome, Outcome::delivered);
    EXPECT_EQ(send(peer).outcome, Outcome::unknown);
    EXPECT_EQ(peer.connections(), 1);
}

TEST_F(Connections, WhatNobodyAskedForEndsAConnection) {
    RawPeer peer([&](RawPeer::Socket& socket, int) {
        (void)RawPeer::request(socket);
        RawPeer::say(socket, std::string(taken) + taken);
        (void)RawPeer::request(socket);  // ends when the other end hangs up
    });
    EXPECT_EQ(send(peer).outcome, Outcome::delivered);
    EXPECT_EQ(send(peer).outcome, Outcome::delivered);
    EXPECT_EQ(peer.connections(), 2);
}

TEST_F(Connections, ThatAreToBeClosedAreNotKept) {
    RawPeer peer([&](RawPeer::Socket& socket, int) {
        (void)RawPeer::request(socket);
        RawPeer::say(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        (void)RawPeer::request(socket);
    });
    for (int i = 1; i <= 3; ++i) {
        EXPECT_EQ(send(peer).outcome, Outcome::delivered);
        EXPECT_EQ(peer.connections(), i);
    }
}

TEST_F(Connections, AnAnswerBeforeTheEndOfTheRequestCounts) {
    RawPeer peer([&](RawPeer::Socket& socket, int) {
        std::string some(1'000, '\0');
        boost::system::error_code ignored;
        (void)socket.read_some(boost::asio::buffer(some), ignored);
        RawPeer::say(socket, "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
        while (!ignored) {  // so that what was said arrives before the end
            (void)socket.read_some(boost::asio::buffer(some), ignored);
        }
    });
    const std::string host = "127.0.0.1:" + std::to_string(peer.port());
    EXPECT_EQ(send(host, std::string(8'000'000, 'x')).status, 413);
}

TEST_F(Connections, TheNextAddressIsTriedWhereOneIsDead) {
    RawPeer peer([&](RawPeer::Socket& socket, int) {
        (void)RawPeer::request(socket);
        RawPeer::say(socket, taken);
    });
    NetworkWatch::get().name("ten.ioc.vn", {{"127.0.0.2", "127.0.0.1"}});
    EXPECT_EQ(send("ten.ioc.vn:" + std::to_string(peer.port())).outcome, Outcome::delivered);
    EXPECT_EQ(
        NetworkWatch::get().take_connects(), (std::vector<std::string>{"127.0.0.2", "127.0.0.1"})
    );
}

TEST_F(Connections, ANameWithManyAddressesIsTriedAtAFewOfThem) {
    NetworkWatch::Addresses many;
    for (int i = 2; i < 60; ++i) {
        many.push_back("127.0.1." + std::to_string(i));
    }
    RawPeer elsewhere([](RawPeer::Socket&, int) {});  // its port is free on the others
    NetworkWatch::get().name("ten.ioc.vn", {many});
    EXPECT_EQ(send("ten.ioc.vn:" + std::to_string(elsewhere.port())).outcome, Outcome::failed);
    EXPECT_EQ(NetworkWatch::get().take_connects().size(), 8U);
}

TEST_F(Connections, AServerThatHadEnoughOfWaitingIsAskedAgain) {
    RawPeer peer([&](RawPeer::Socket& socket, int number) {
        (void)RawPeer::request(socket);
        RawPeer::say(socket, taken);
        if (number == 0) {
            (void)RawPeer::request(socket);
            RawPeer::say(socket, "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n");
        }
    });
    EXPECT_EQ(send(peer).outcome, Outcome::delivered);
    EXPECT_EQ(send(peer).outcome, Outcome::delivered);
    EXPECT_EQ(peer.connections(), 2);
}

TEST_F(Connections, WhereAKeptOneIsNoLongerGrantedTheNameIsAskedAgain) {
    const auto serve = [](RawPeer::Socket& socket, int) {
        (void)RawPeer::request(socket);
        RawPeer::say(socket, taken);
        (void)RawPeer::request(socket);
    };
    RawPeer before(serve);
    RawPeer after(serve, "127.0.0.2", before.port());
    NetworkWatch::get().name("ten.ioc.vn", {{"127.0.0.1"}, {"127.0.0.2"}});
    const std::string host = "ten.ioc.vn:" + std::to_string(before.port());
    EXPECT_EQ(send(host).outcome, Outcome::delivered);
    granted_ = "127.0.0.2/32";
    EXPECT_EQ(send(host).outcome, Outcome::delivered);
    EXPECT_EQ(before.connections(), 1);
    EXPECT_EQ(after.connections(), 1);
}

TEST_F(Connections, AHandshakeThatNeverComesEndsInTime) {
    RawPeer peer([&](RawPeer::Socket& socket, int) {
        std::string hello(10'000, '\0');
        boost::system::error_code error;
        while (!error) {
            (void)socket.read_some(boost::asio::buffer(hello), error);
        }
    });
    scheme_ = "https://";
    settings_.connect_timeout = std::chrono::milliseconds(100);
    const Attempt attempt = send(peer);
    EXPECT_EQ(attempt.outcome, Outcome::failed) << "nothing was sent";
    EXPECT_TRUE(attempt.timed_out);
    EXPECT_EQ(attempt.error, "TLS: the handshake took too long");
}

TEST_F(Connections, ACallThatHasNoConnectionInItsTimeEnds) {
    RawPeer peer([&](RawPeer::Socket& socket, int) { (void)RawPeer::request(socket); });
    scheme_ = "https://";
    settings_.total_timeout = std::chrono::milliseconds(100);
    const Attempt attempt = send(peer);
    EXPECT_EQ(attempt.outcome, Outcome::failed);
    EXPECT_TRUE(attempt.timed_out);
}

TEST_F(Connections, ACertificateIsOfTheNameThatWasCalled) {
    tests::TempFolder folder;
    const tests::Certificate certificate(folder.path(), "ioc", "DNS:ten.ioc.vn");
    tests::Receiver receiver(&certificate);
    NetworkWatch::get().name("ten.ioc.vn", {{"127.0.0.1"}});
    NetworkWatch::get().name("khac.ioc.vn", {{"127.0.0.1"}});
    scheme_ = "https://";
    settings_.ca_file = certificate.file;
    const std::string rest = ":" + std::to_string(receiver.port()) + "/answer?status=200";
    const Attempt named = send("ten.ioc.vn" + rest);
    EXPECT_EQ(named.outcome, Outcome::delivered) << named.error;
    for (const char* other : {"khac.ioc.vn", "127.0.0.1"}) {
        const Attempt attempt = send(other + rest);
        EXPECT_EQ(attempt.outcome, Outcome::failed);
        EXPECT_NE(attempt.error.find("certificate: "), std::string::npos) << attempt.error;
    }
    EXPECT_EQ(receiver.met().at("request"), 1);
}

TEST_F(Connections, RenewedAuthoritiesCountAtOnce) {
    tests::TempFolder folder;
    const tests::Certificate certificate(folder.path(), "ioc");
    const tests::Certificate other(folder.path(), "other");
    tests::Receiver receiver(&certificate);
    scheme_ = "https://";
    settings_.ca_file = (folder.path() / "authorities.pem").string();
    const std::string host = "127.0.0.1:" + std::to_string(receiver.port()) + "/answer?status=200";
    EXPECT_NE(send(host).error.find("authorities.pem"), std::string::npos);
    std::filesystem::copy_file(other.file, settings_.ca_file);
    EXPECT_NE(send(host).error.find("certificate: "), std::string::npos);
    std::filesystem::copy_file(
        certificate.file, settings_.ca_file, std::filesystem::copy_options::overwrite_existing
    );
    const Attempt attempt = send(host);
    EXPECT_EQ(attempt.outcome, Outcome::delivered) << attempt.error;
}

TEST_F(Connections, ALongBodyArrivesWhole) {
    tests::TempFolder folder;
    const tests::Certificate certificate(folder.path(), "ioc");
    settings_.ca_file = certificate.file;
    std::string body;
    while (body.size() < 5'000'000) {
        body += std::to_string(body.size()) + " ";
    }
    for (const tests::Certificate* chosen :
         {static_cast<const tests::Certificate*>(nullptr), &certificate}) {
        tests::Receiver receiver(chosen);
        scheme_ = chosen == nullptr ? "http://" : "https://";
        begin("127.0.0.1:" + std::to_string(receiver.port()) + "/answer?status=200", body);
        const auto request = receiver.next("request");
        ASSERT_TRUE(request);
        const Attempt attempt = end();
        EXPECT_EQ(attempt.outcome, Outcome::delivered) << attempt.error;
        EXPECT_EQ(request->at("body").get<std::string>().size(), (body.size() + 2) / 3 * 4);
    }
}

}  // namespace
}  // namespace dunghan::webhook
