#include "adapters/webhook/egress.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <rapidcheck/gtest.h>
#include <sys/socket.h>

#include "tests/unit/webhook/any_address.h"

namespace dunghan::webhook {
namespace {

using tests::address;

constexpr Instant now{1'795'539'600'000};
constexpr Instant later{1'795'539'600'001};

EgressDecision ask(
    const IpAddress& to, const std::vector<Grant>& grants = {}, std::uint16_t port = 443
) {
    return decide({to, port}, {}, grants, {}, now);
}

// Everything at once, as a careless administrator would.
const std::vector<Grant> all{
    {parse_cidr("0.0.0.0/0").value(), 443, later}, {parse_cidr("::/0").value(), 443, later}};

struct Row {
    const char* address;
    const char* name;
};

class NeverGranted : public testing::TestWithParam<Row> {};

TEST_P(NeverGranted, IsDeniedWhateverIsGranted) {
    const EgressDecision decision = ask(address(GetParam().address), all);
    EXPECT_FALSE(decision.allowed);
    EXPECT_NE(decision.reason.find(std::string(" is ") + GetParam().name), std::string::npos)
        << decision.reason;
}

INSTANTIATE_TEST_SUITE_P(
    Egress,
    NeverGranted,
    testing::Values(
        Row{"0.0.0.0", "unspecified"},
        Row{"0.1.2.3", "unspecified"},
        Row{"127.0.0.1", "loopback"},
        Row{"127.255.255.255", "loopback"},
        Row{"169.254.0.1", "link-local"},
        Row{"169.254.169.254", "link-local"},
        Row{"224.0.0.1", "multicast"},
        Row{"239.255.255.255", "multicast"},
        Row{"255.255.255.255", "broadcast"},
        Row{"100.100.100.200", "cloud metadata"},
        Row{"168.63.129.16", "cloud metadata"},
        Row{"192.0.0.192", "cloud metadata"},
        Row{"::", "unspecified"},
        Row{"::1", "loopback"},
        Row{"fe80::1", "link-local"},
        Row{"febf:ffff::1", "link-local"},
        Row{"ff02::1", "multicast"},
        Row{"fd00:ec2::254", "cloud metadata"},
        Row{"fd20:ce::254", "cloud metadata"},
        Row{"::ffff:127.0.0.1", "loopback"},
        Row{"::ffff:169.254.169.254", "link-local"},
        Row{"::127.0.0.1", "loopback"},
        Row{"64:ff9b::127.0.0.1", "loopback"},
        Row{"64:ff9b::169.254.169.254", "link-local"},
        Row{"64:ff9b:1::127.0.0.1", "loopback"},
        Row{"2002:7f00:1::1", "loopback"},
        Row{"2002:a9fe:a9fe::", "link-local"},
        Row{"2001::80ff:fffe", "loopback"}
    )
);

class NotGlobal : public testing::TestWithParam<Row> {};

TEST_P(NotGlobal, IsDeniedUnlessGranted) {
    const IpAddress to = address(GetParam().address);
    const EgressDecision decision = ask(to);
    EXPECT_FALSE(decision.allowed);
    EXPECT_NE(decision.reason.find(GetParam().name), std::string::npos) << decision.reason;
    EXPECT_TRUE(ask(to, all).allowed);
}

INSTANTIATE_TEST_SUITE_P(
    Egress,
    NotGlobal,
    testing::Values(
        Row{"10.0.0.0", "private"},
        Row{"10.255.255.255", "private"},
        Row{"100.64.0.1", "shared (CGNAT)"},
        Row{"100.127.255.255", "shared (CGNAT)"},
        Row{"172.16.0.1", "private"},
        Row{"172.31.255.255", "private"},
        Row{"192.0.0.1", "protocol assignments"},
        Row{"192.0.2.1", "documentation"},
        Row{"192.88.99.1", "6to4 relay"},
        Row{"192.168.1.1", "private"},
        Row{"198.18.0.1", "benchmarking"},
        Row{"198.19.255.255", "benchmarking"},
        Row{"198.51.100.1", "documentation"},
        Row{"203.0.113.1", "documentation"},
        Row{"240.0.0.1", "reserved"},
        Row{"255.255.255.254", "reserved"},
        Row{"::ffff:10.0.0.1", "private"},
        Row{"64:ff9b::8.8.8.8", "not globally routable"},
        Row{"64:ff9b::10.0.0.1", "not globally routable"},
        Row{"100::1", "not globally routable"},
        Row{"5f00::1", "not globally routable"},
        Row{"fc00::1", "not globally routable"},
        Row{"fd12:3456::1", "not globally routable"},
        Row{"fec0::1", "not globally routable"},
        Row{"4000::1", "not globally routable"},
        Row{"2001:2::1", "protocol assignments"},
        Row{"2001:10::1", "protocol assignments"},
        Row{"2001:20::1", "protocol assignments"},
        Row{"2001:db8::1", "documentation"},
        Row{"2002:808:808::1", "6to4"},
        Row{"3ffe::1", "returned"},
        Row{"3fff::1", "documentation"}
    )
);

class Global : public testing::TestWithParam<const char*> {};

TEST_P(Global, IsAllowedOnTheListedPortOnly) {
    const IpAddress to = address(GetParam());
    EXPECT_TRUE(ask(to).allowed) << ask(to).reason;
    EXPECT_FALSE(ask(to, {}, 80).allowed);
    EXPECT_FALSE(ask(to, all, 8'443).allowed);
    EXPECT_FALSE(decide({to, 443}, {}, all, {to}, now).allowed) << "an address of an interface";
    EXPECT_FALSE(decide({to, 443}, {{443}, {to}, false}, all, {}, now).allowed) << "of our NAT";
}

INSTANTIATE_TEST_SUITE_P(
    Egress,
    Global,
    testing::Values(
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2620:4f:8000::1",
        "3fff:1000::1"
    )
);

TEST(Egress, OpensWhatIsGrantedOnItsPortUntilItExpires) {
    const Grant grant = make_grant("10.1.0.0/16", 8'443, later).value();
    EXPECT_TRUE(ask(address("10.1.2.3"), {grant}, 8'443).allowed);
    EXPECT_FALSE(ask(address("10.1.2.3"), {grant}, 443).allowed);
    EXPECT_FALSE(ask(address("10.2.0.1"), {grant}, 8'443).allowed);
    EXPECT_FALSE(decide({address("10.1.2.3"), 8'443}, {}, {grant}, {}, later).allowed);
    EXPECT_EQ(ask(address("10.1.2.3")).reason, "10.1.2.3 port 443 is private and not granted");
}

TEST(Egress, DeniesItsOwnPrivateAddressInsideAGrantedRange) {
    const Grant grant = make_grant("10.0.0.0/8", 443, later).value();
    EXPECT_FALSE(decide({address("10.1.2.3"), 443}, {}, {grant}, {address("10.1.2.3")}, now).allowed
    );
    EXPECT_TRUE(decide({address("10.1.2.4"), 443}, {}, {grant}, {address("10.1.2.3")}, now).allowed
    );
}

TEST(Egress, GrantsNoRangeOfWhichNothingMayBeGranted) {
    for (const char* range :
         {"127.0.0.0/8",
          "127.0.0.1/32",
          "169.254.169.254/32",
          "::1/128",
          "fe80::/10",
          "ff02::/16"}) {
        const auto grant = make_grant(range, 443, later);
        ASSERT_FALSE(grant) << range;
        EXPECT_EQ(grant.error().code, ErrorCode::refused);
    }
    EXPECT_FALSE(make_grant("10.0.0.0/8", 0, later));
    for (const char* range :
         {"10.0.0.0",
          "10.0.0.1/8",
          "10.0.0.0/33",
          "10.0.0.0/08",
          "10.0.0.0/",
          "10.0.0.0/8 ",
          "010.0.0.0/8",
          "0xa.0.0.0/8",
          "10.0/8",
          "fd00::1/64",
          "FD00::/64",
          "fd00::/129",
          "::ffff:10.0.0.0/104",
          "fe80::%eth0/64",
          ""}) {
        EXPECT_EQ(make_grant(range, 443, later).error().code, ErrorCode::invalid) << range;
    }
}

TEST(Egress, GrantsLoopbackToTestsAlone) {
    EgressRules rules;
    rules.allow_loopback_for_tests = true;
    const std::vector<IpAddress> own{address("127.0.0.1")};
    EXPECT_TRUE(decide({address("127.0.0.1"), 443}, rules, all, own, now).allowed);
    EXPECT_TRUE(decide({address("::1"), 443}, rules, all, own, now).allowed);
    EXPECT_FALSE(decide({address("127.0.0.1"), 443}, rules, {}, own, now).allowed);
    EXPECT_FALSE(decide({address("127.0.0.1"), 80}, rules, all, own, now).allowed);
    for (const char* other : {"169.254.169.254", "64:ff9b::127.0.0.1", "0.0.0.0", "ff02::1"}) {
        EXPECT_FALSE(decide({address(other), 443}, rules, all, own, now).allowed) << other;
    }
}

TEST(Egress, KnowsTheAddressesOfTheMachine) {
    const auto own = own_addresses().value();
    EXPECT_NE(std::ranges::find(own, address("127.0.0.1")), own.end());
}

TEST(Egress, TakesAnAddressFromASocket) {
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_port = htons(443);
    four.sin_addr.s_addr = htonl(0x0A010203);
    const auto* general = reinterpret_cast<const sockaddr*>(&four);
    const auto read = socket_address_of(general, sizeof four).value();
    EXPECT_EQ(to_text(read.address), "10.1.2.3");
    EXPECT_EQ(read.port, 443);
    EXPECT_FALSE(socket_address_of(general, sizeof four - 1));
    four.sin_family = AF_UNIX;
    EXPECT_FALSE(socket_address_of(general, sizeof four));
}

// The law of the whole guard, on any address at all.
RC_GTEST_PROP(Egress, NeverAllowsMoreByMappingThanWithoutIt, ()) {
    const IpAddress inner = from_ipv4(*rc::gen::arbitrary<std::array<std::uint8_t, 4>>());
    for (const IpAddress& outer : tests::carriers_of(inner)) {
        RC_ASSERT(!ask(outer).allowed);
        RC_ASSERT(ask(inner, all).allowed == ask(outer, all).allowed);
    }
    RC_ASSERT(!ask(inner).allowed || ask(inner, all).allowed);
}

}  // namespace
}  // namespace dunghan::webhook
