#include "adapters/webhook/url.h"

#include <gtest/gtest.h>

namespace dunghan::webhook {
namespace {

TEST(Url, HasAnOriginWithItsPort) {
    EXPECT_EQ(
        check_url("https://ioc.khanhhoa.gov.vn/a?b=c")->origin, "https://ioc.khanhhoa.gov.vn:443"
    );
    EXPECT_EQ(check_url("https://10.1.2.3:8443/x")->origin, "https://10.1.2.3:8443");
    EXPECT_EQ(check_url("https://[fd12::1]:8443")->origin, "https://[fd12::1]:8443");
    EXPECT_EQ(check_url("https://[fd12::1]")->origin, "https://[fd12::1]:443");
    EXPECT_EQ(check_url("https://xn--tr-hn-zva.vn?x")->origin, "https://xn--tr-hn-zva.vn:443");
    EXPECT_EQ(check_url("http://127.0.0.1:80/", true)->origin, "http://127.0.0.1:80");
}

TEST(Url, IsTakenApartForTheRequest) {
    const Url url = check_url("https://[fd12::1]:8443/nhan?nguon=kh").value();
    EXPECT_TRUE(url.tls);
    EXPECT_EQ(url.host, "fd12::1");
    EXPECT_EQ(url.port, 8443);
    EXPECT_EQ(url.authority, "[fd12::1]:8443");
    EXPECT_EQ(url.target, "/nhan?nguon=kh");
    EXPECT_EQ(check_url("https://ioc.vn")->target, "/");
    EXPECT_EQ(check_url("https://ioc.vn?a=b/c")->target, "/?a=b/c");
    EXPECT_EQ(check_url("https://ioc.vn:443/")->authority, "ioc.vn:443");
    const Url plain = check_url("http://127.0.0.1", true).value();
    EXPECT_FALSE(plain.tls);
    EXPECT_EQ(plain.port, 80);
}

class RefusedUrl : public testing::TestWithParam<const char*> {};

TEST_P(RefusedUrl, SaysWhatWasExpected) {
    for (const bool for_tests : {false, true}) {
        const auto url = check_url(GetParam(), for_tests);
        ASSERT_FALSE(url);
        EXPECT_EQ(url.error().code, ErrorCode::invalid);
        EXPECT_TRUE(url.error().detail.starts_with("url: Expected ")) << url.error().detail;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Url,
    RefusedUrl,
    testing::Values(
        "",
        "ioc.vn",
        "//ioc.vn",
        "HTTPS://ioc.vn",
        "ftp://ioc.vn",
        "file:///etc/passwd",
        "gopher://ioc.vn",
        "https:/ioc.vn",
        "https://",
        "https:///path",
        "https://:443",
        "https://user@ioc.vn",
        "https://user:pass@ioc.vn",
        "https://ioc.vn@127.0.0.1",
        "https://ioc.vn:443@127.0.0.1/",
        "https://ioc.vn#x",
        "https://ioc.vn/#",
        "https://ioc.vn\\@127.0.0.1",
        "https://ioc.vn/a b",
        "https://ioc.vn/\r\nHost: x",
        "https://ioc.vn\t",
        "https://tr\xE1\xBB\x85.vn",
        "https://IOC.vn",
        "https://ioc.vn.",
        "https://.vn",
        "https://a..vn",
        "https://-a.vn",
        "https://a-.vn",
        "https://a_b.vn",
        "https://a%2eb.vn",
        "https://2130706433",
        "https://0x7f000001",
        "https://0x7f.0.0.1",
        "https://0x7f.1",
        "https://017700000001",
        "https://0177.0.0.1",
        "https://127.1",
        "https://127.0.1",
        "https://127.0.0.01",
        "https://127.0.0.1.",
        "https://256.0.0.1",
        "https://1.2.3.4.5",
        "https://ioc.0x1",
        "https://[::1",
        "https://::1",
        "https://[::ffff:127.0.0.1]",
        "https://[::ffff:7f00:1]",
        "https://[0:0:0:0:0:0:0:1]",
        "https://[FD12::1]",
        "https://[fe80::1%eth0]",
        "https://[fe80::1%25eth0]",
        "https://[127.0.0.1]",
        "https://[]",
        "https://[fd12::1]x",
        "https://ioc.vn:",
        "https://ioc.vn:0",
        "https://ioc.vn:65536",
        "https://ioc.vn:0443",
        "https://ioc.vn:+443",
        "https://ioc.vn:443:443"
    )
);

TEST(Url, IsNeverHttpOutsideTests) {
    EXPECT_FALSE(check_url("http://ioc.vn"));
    EXPECT_TRUE(check_url("http://ioc.vn", true));
}

TEST(Url, IsBounded) {
    EXPECT_TRUE(check_url("https://ioc.vn/" + std::string(1'985, 'a')));
    EXPECT_FALSE(check_url("https://ioc.vn/" + std::string(1'986, 'a')));
    EXPECT_FALSE(check_url("https://" + std::string(64, 'a') + ".vn"));
}

TEST(Url, RepeatsNoPassword) {
    const auto url = check_url("https://user:secret@ioc.vn");
    EXPECT_EQ(url.error().detail.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace dunghan::webhook
