// What the sender never connects to, counted where it would arrive: by listeners on every address
// of this machine, and for all others where the machine is asked to connect.
#include <atomic>
#include <gtest/gtest.h>

#include "adapters/webhook/webhook_sender.h"

#include "tests/integration/smtp_answers.h"
#include "tests/integration/webhook/network_watch.h"
#include "tests/integration/webhook/scripted_receiver.h"

namespace dunghan::webhook {
namespace {

using tests::NetworkWatch;

constexpr Instant now{1'795'539'600'000};

// Accepts on every address the machine has, and counts.
class OpenDoor {
 public:
    OpenDoor() {
        socket_ = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int off = 0;
        ::setsockopt(socket_, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
        sockaddr_in6 any{};
        any.sin6_family = AF_INET6;
        if (::bind(socket_, reinterpret_cast<sockaddr*>(&any), sizeof any) != 0 ||
            ::listen(socket_, 64) != 0) {
            ADD_FAILURE() << "no listener on all addresses: " << std::strerror(errno);
        }
        socklen_t size = sizeof any;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&any), &size);
        port_ = ntohs(any.sin6_port);
        counting_ = std::thread([this] {
            for (int peer = 0; (peer = ::accept(socket_, nullptr, nullptr)) >= 0;) {
                ++accepted_;
                ::close(peer);
            }
        });
    }

    OpenDoor(const OpenDoor&) = delete;
    OpenDoor& operator=(const OpenDoor&) = delete;

    ~OpenDoor() {
        ::shutdown(socket_, SHUT_RDWR);
        counting_.join();
        ::close(socket_);
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }

    [[nodiscard]] int accepted() const { return accepted_; }

 private:
    int socket_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<int> accepted_{0};
    std::thread counting_;
};

// Past the check of its form: the guard stands alone.
Url unchecked(const std::string& text) {
    Url url;
    url.text = url.origin = text;
    url.tls = text.starts_with("https://");
    const std::size_t from = text.find("://") + 3;
    url.authority = text.substr(from, text.find('/', from) - from);
    const std::size_t colon = url.authority.rfind(':');
    const bool has_port = colon != std::string::npos && url.authority.back() != ']';
    url.host = url.authority.substr(0, has_port ? colon : std::string::npos);
    if (has_port) {
        url.port = static_cast<std::uint16_t>(std::stoul(url.authority.substr(colon + 1)));
    }
    if (url.host.starts_with('[')) {
        url.host = url.host.substr(1, url.host.size() - 2);
    }
    url.target = "/";
    return url;
}

class Ssrf : public testing::Test {
 protected:
    void SetUp() override { NetworkWatch::get().take_connects(); }

    // As a careless administrator would: everything, on this port.
    static std::vector<Grant> everything(std::uint16_t port) {
        const Instant later{now.ms + ms_per_day};
        return {
            {parse_cidr("0.0.0.0/0").value(), port, later},
            {parse_cidr("::/0").value(), port, later}};
    }

    // A new sender for each: none of its connections is kept for the next.
    Attempt send(const std::string& url, std::vector<Grant> grants, bool for_tests = false) {
        WebhookSettings settings;
        settings.egress.allow_loopback_for_tests = for_tests;
        settings.connect_timeout = std::chrono::milliseconds(2'000);
        const auto sender =
            WebhookSender::open(settings, answers_.executor(), [] { return now; }).value();
        Target target;
        target.url = unchecked(url);
        target.secrets.push_back(Secret::make(SecretKind::shared));
        target.grants = std::move(grants);
        std::optional<Attempt> made;
        sender->send(
            {std::make_shared<const Target>(std::move(target)),
             "khanhhoa-42",
             std::make_shared<const std::string>("{}")},
            [&](Attempt attempt) { made = std::move(attempt); }
        );
        while (!made && answers_.run_one()) {
        }
        return made.value_or(Attempt{});
    }

    tests::Answers answers_;
};

std::string in_url(const std::string& address) {
    return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

const char* const never[] = {
    "0.0.0.0",
    "0.1.2.3",
    "127.0.0.1",
    "127.0.0.2",
    "127.255.255.254",
    "169.254.0.1",
    "169.254.169.254",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "224.0.0.1",
    "239.255.255.250",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "ff02::1",
    "fd00:ec2::254",
    "fd20:ce::254",
    "::ffff:127.0.0.1",
    "::ffff:0.0.0.0",
    "::ffff:169.254.169.254",
    "::127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::7f00:1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::"};

// Both ends of the ranges that Svix refuses.
const char* const ungranted[] = {"10.0.0.0",         "10.255.255.255",  "100.64.0.0",
                                 "100.127.255.255",  "172.16.0.0",      "172.31.255.255",
                                 "192.0.0.0",        "192.0.0.255",     "192.0.2.0",
                                 "192.0.2.255",      "192.88.99.0",     "192.88.99.255",
                                 "192.168.0.0",      "192.168.255.255", "198.18.0.0",
                                 "198.19.255.255",   "198.51.100.0",    "198.51.100.255",
                                 "203.0.113.0",      "203.0.113.255",   "240.0.0.0",
                                 "255.255.255.254",  "fc00::",          "fdff:ffff::1",
                                 "fec0::1",          "100::1",          "5f00::1",
                                 "2001:db8::1",      "3fff::1",         "2002:808:808::1",
                                 "64:ff9b::8.8.8.8", "::ffff:10.0.0.1", "::ffff:192.168.1.1",
                                 "2001:10::1",       "2001:20::1"};

TEST_F(Ssrf, TheCountersCount) {
    tests::ScriptedReceiver receiver(tests::always(200));
    EXPECT_EQ(send(receiver.url(), everything(receiver.port()), true).outcome, Outcome::delivered);
    EXPECT_EQ(receiver.connections(), 1U);
    OpenDoor door;
    const std::string url = "http://127.9.9.9:" + std::to_string(door.port()) + "/";
    EXPECT_EQ(send(url, everything(door.port()), true).outcome, Outcome::unknown);
    EXPECT_EQ(door.accepted(), 1);
    EXPECT_EQ(NetworkWatch::get().take_connects().size(), 2U);
    // A global address, and one that is private and granted: refused by the watch, after the guard.
    EXPECT_EQ(send("https://9.9.9.9/", {}).outcome, Outcome::failed);
    EXPECT_EQ(send("https://10.1.2.3:8443/", everything(8'443)).outcome, Outcome::failed);
    EXPECT_EQ(
        NetworkWatch::get().take_connects(), (std::vector<std::string>{"9.9.9.9", "10.1.2.3"})
    );
}

TEST_F(Ssrf, NothingOpensWhatIsNeverGranted) {
    OpenDoor door;
    const std::string port = ":" + std::to_string(door.port());
    for (const char* address : never) {
        NetworkWatch::get().name("ten.ioc.vn", {{address}});
        for (const std::string& host : {in_url(address), std::string("ten.ioc.vn")}) {
            const Attempt attempt = send("https://" + host + port + "/", everything(door.port()));
            EXPECT_EQ(attempt.outcome, Outcome::denied) << address << ": " << attempt.error;
        }
    }
    EXPECT_TRUE(NetworkWatch::get().take_connects().empty());
    EXPECT_EQ(door.accepted(), 0);
}

TEST_F(Ssrf, AnOwnAddressIsNeverOpened) {
    OpenDoor door;
    const std::vector<IpAddress> ours = own_addresses().value();
    ASSERT_FALSE(ours.empty());
    for (const IpAddress& own : ours) {
        const std::string host = in_url(to_text(own));
        const Attempt attempt = send(
            "https://" + host + ":" + std::to_string(door.port()) + "/", everything(door.port())
        );
        EXPECT_EQ(attempt.outcome, Outcome::denied) << host << ": " << attempt.error;
    }
    EXPECT_TRUE(NetworkWatch::get().take_connects().empty());
    EXPECT_EQ(door.accepted(), 0);
}

TEST_F(Ssrf, WhatIsNotGlobalIsNotOpenedUngranted) {
    for (const char* address : ungranted) {
        NetworkWatch::get().name("ten.ioc.vn", {{address}});
        for (const std::string& host : {in_url(address), std::string("ten.ioc.vn")}) {
            const Attempt attempt = send("https://" + host + "/", {});
            EXPECT_EQ(attempt.outcome, Outcome::denied) << address << ": " << attempt.error;
        }
    }
    EXPECT_TRUE(NetworkWatch::get().take_connects().empty());
}

TEST_F(Ssrf, NoSpellingOfLoopbackOpensIt) {
    OpenDoor door;
    // As a resolver would that takes these for addresses.
    for (const char* host : {"%31%32%37.0.0.1", "ioc.vn@127.0.0.1"}) {
        NetworkWatch::get().name(host, {{"127.0.0.1"}});
    }
    for (const char* host :
         {"2130706433",
          "0x7f000001",
          "0x7f.0.0.1",
          "0x7f.1",
          "017700000001",
          "0177.0.0.1",
          "127.1",
          "127.0.1",
          "127.0.0.01",
          "0",
          "0x0",
          "[::ffff:7f00:1]",
          "[::ffff:127.0.0.1]",
          "[0:0:0:0:0:0:0:1]",
          "[0:0:0:0:0:ffff:7f00:1]",
          "[::7f00:1]",
          "localhost",
          "LOCALHOST",
          "%31%32%37.0.0.1",
          "ioc.vn@127.0.0.1"}) {
        const std::string url =
            std::string("https://") + host + ":" + std::to_string(door.port()) + "/";
        const Attempt attempt = send(url, everything(door.port()));
        EXPECT_EQ(attempt.outcome, Outcome::denied) << host << ": " << attempt.error;
    }
    EXPECT_TRUE(NetworkWatch::get().take_connects().empty());
    EXPECT_EQ(door.accepted(), 0);
}

TEST_F(Ssrf, ANameThatIsPublicFirstAndPrivateThenOpensNothing) {
    OpenDoor door;
    const std::string url = "https://ten.ioc.vn:" + std::to_string(door.port()) + "/";
    auto& watch = NetworkWatch::get();
    watch.name("ten.ioc.vn", {{"9.9.9.9"}, {"127.0.0.1"}});
    EXPECT_EQ(send(url, everything(door.port())).outcome, Outcome::failed);
    EXPECT_EQ(watch.take_connects(), std::vector<std::string>{"9.9.9.9"});
    EXPECT_EQ(send(url, everything(door.port())).outcome, Outcome::denied);
    EXPECT_EQ(watch.lookups("ten.ioc.vn"), 2);
    // And in one answer, where the sender goes on to the next address.
    for (const NetworkWatch::Addresses& both :
         {NetworkWatch::Addresses{"9.9.9.9", "127.0.0.1"}, {"127.0.0.1", "9.9.9.9"}}) {
        watch.take_connects();
        watch.name("ten.ioc.vn", {both});
        EXPECT_NE(send(url, everything(door.port())).outcome, Outcome::delivered);
        EXPECT_EQ(watch.take_connects(), std::vector<std::string>{"9.9.9.9"});
    }
    EXPECT_EQ(door.accepted(), 0);
}

TEST_F(Ssrf, ANameThatFailsFirstOpensNothing) {
    OpenDoor door;
    const std::string url = "https://ten.ioc.vn:" + std::to_string(door.port()) + "/";
    NetworkWatch::get().name("ten.ioc.vn", {{}, {"127.0.0.1"}});
    EXPECT_EQ(send(url, everything(door.port())).outcome, Outcome::failed);
    EXPECT_EQ(send(url, everything(door.port())).outcome, Outcome::denied);
    EXPECT_EQ(NetworkWatch::get().lookups("ten.ioc.vn"), 2);
    EXPECT_TRUE(NetworkWatch::get().take_connects().empty());
    EXPECT_EQ(door.accepted(), 0);
}

TEST_F(Ssrf, ARedirectToAPrivateAddressIsNotFollowed) {
    OpenDoor door;
    for (const unsigned status : {301U, 302U, 303U, 307U, 308U}) {
        tests::ScriptedReceiver receiver([&](const tests::HeardCall&) {
            return tests::Reply{
                status, {{"Location", "http://127.0.0.2:" + std::to_string(door.port()) + "/"}}};
        });
        auto grants = everything(receiver.port());
        for (const Grant& grant : everything(door.port())) {
            grants.push_back(grant);
        }
        const Attempt attempt = send(receiver.url(), grants, true);
        EXPECT_EQ(attempt.outcome, Outcome::failed);
        EXPECT_EQ(attempt.status, status);
    }
    EXPECT_EQ(door.accepted(), 0);
    EXPECT_EQ(NetworkWatch::get().take_connects().size(), 5U);
}

TEST_F(Ssrf, WhatIsGrantedOpensNoOther) {
    tests::ScriptedReceiver granted(tests::always(200));
    OpenDoor other;
    const Instant later{now.ms + ms_per_day};
    const std::vector<Grant> grants{
        {parse_cidr("127.0.0.1/32").value(), granted.port(), later},
        {parse_cidr("127.0.0.1/32").value(), other.port(), later}};
    EXPECT_EQ(send(granted.url(), grants, true).outcome, Outcome::delivered);
    const std::string port = ":" + std::to_string(other.port()) + "/";
    NetworkWatch::get().name("ten.ioc.vn", {{"127.0.0.2"}});
    for (const char* host : {"127.0.0.2", "127.0.0.0", "[::1]", "ten.ioc.vn", "10.0.0.1"}) {
        const Attempt attempt = send("http://" + std::string(host) + port, grants, true);
        EXPECT_EQ(attempt.outcome, Outcome::denied) << host << ": " << attempt.error;
    }
    EXPECT_EQ(other.accepted(), 0);
    EXPECT_EQ(NetworkWatch::get().take_connects().size(), 1U);
}

}  // namespace
}  // namespace dunghan::webhook
