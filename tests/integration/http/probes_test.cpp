// What two programs could read in two ways, sent over a real socket: each refused, and the request
// hidden behind it never acted on.
#include <atomic>
#include <gtest/gtest.h>

#include "adapters/http/gate.h"
#include "adapters/http/server.h"

#include "tests/integration/http/raw_client.h"

namespace dunghan::testing {
namespace {

using http::Answer;
using http::Request;
using http::Respond;

struct Probe {
    const char* name;
    std::string octets;
    int status;
};

// Behind each probe: acted on, it was smuggled.
const std::string marker = "POST /marker HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n";
const std::string get = "GET /ok HTTP/1.1\r\nHost: h\r\n";
const std::string post = "POST /ok HTTP/1.1\r\nHost: h\r\n";

std::string line(std::string first) {
    return first + "\r\nHost: h\r\n\r\n";
}

std::string with_target(const std::string& target) {
    return line("GET " + target + " HTTP/1.1");
}

std::string many_fields(int count) {
    std::string text = get;
    for (int i = 0; i < count; ++i) {
        text += "X-" + std::to_string(i) + ": v\r\n";
    }
    return text + "\r\n";
}

std::vector<Probe> probes() {
    using namespace std::string_literals;
    const std::string chunked = "0\r\n\r\n";
    return {
        // How long the body is, in two ways.
        {"length and chunked",
         post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked,
         400},
        {"chunked and length",
         post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + chunked,
         400},
        {"chunked alone", post + "Transfer-Encoding: chunked\r\n\r\n" + chunked, 411},
        {"chunked in capitals", post + "TRANSFER-ENCODING: CHUNKED\r\n\r\n" + chunked, 411},
        {"another coding", post + "Transfer-Encoding: gzip\r\nContent-Length: 0\r\n\r\n", 411},
        {"a coding nobody knows", post + "Transfer-Encoding: xchunked\r\n\r\n", 411},
        {"two codings", post + "Transfer-Encoding: chunked, identity\r\n\r\n", 411},
        {"identity", post + "Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n", 411},
        {"an empty coding", post + "Transfer-Encoding:\r\nContent-Length: 0\r\n\r\n", 411},
        {"chunked on GET", get + "Transfer-Encoding: chunked\r\n\r\n" + chunked, 411},
        {"chunked in HTTP/1.0",
         "POST /ok HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked,
         505},
        {"chunked behind a tab", post + "Transfer-Encoding:\tchunked\r\n\r\n" + chunked, 411},
        {"a blank before the colon",
         post + "Transfer-Encoding : chunked\r\nContent-Length: 0\r\n\r\n",
         400},
        {"a folded coding",
         post + "Transfer-Encoding:\r\n chunked\r\nContent-Length: 0\r\n\r\n",
         400},
        {"a coding in a folded field",
         post + "X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n",
         400},
        {"two lengths", post + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n", 400},
        {"the same length twice", post + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n", 400},
        {"a list of lengths", post + "Content-Length: 0, 0\r\n\r\n", 400},
        {"a length with a sign", post + "Content-Length: +0\r\n\r\n", 400},
        {"a negative length", post + "Content-Length: -1\r\n\r\n", 400},
        {"a length in hexadecimal", post + "Content-Length: 0x0\r\n\r\n", 400},
        {"a length with a letter", post + "Content-Length: 0a\r\n\r\n", 400},
        {"an empty length", post + "Content-Length: \r\n\r\n", 400},
        {"a length beyond 64 bits", post + "Content-Length: 99999999999999999999\r\n\r\n", 400},
        {"a length with a blank inside", post + "Content-Length: 1 0\r\n\r\n", 400},
        {"no length", post + "\r\n", 411},
        {"a body on GET", get + "Content-Length: 1\r\n\r\nx", 400},
        {"a body on DELETE", "DELETE /ok HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx", 400},
        {"a body that is packed",
         post + "Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n",
         415},
        {"more than the route takes", post + "Content-Length: 1048577\r\n\r\n", 413},
        // What would change the connection.
        {"a trailer is announced",
         post + "Trailer: Authorization\r\nContent-Length: 0\r\n\r\n",
         501},
        {"trailers are wanted", get + "TE: trailers\r\n\r\n", 501},
        {"another protocol", get + "Connection: Upgrade\r\nUpgrade: h2c\r\n\r\n", 501},
        {"a web socket", get + "Upgrade: websocket\r\n\r\n", 501},
        {"an expectation nobody knows",
         post + "Expect: miracles\r\nContent-Length: 0\r\n\r\n",
         417},
        {"a proxy's connection", get + "Proxy-Connection: keep-alive\r\n\r\n", 400},
        // Who is meant, and who asks.
        {"no host", "GET /ok HTTP/1.1\r\n\r\n", 400},
        {"two hosts", get + "Host: other\r\n\r\n", 400},
        {"an empty host", "GET /ok HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"a host with a user", "GET /ok HTTP/1.1\r\nHost: a@h\r\n\r\n", 400},
        {"a host with a path", "GET /ok HTTP/1.1\r\nHost: h/x\r\n\r\n", 400},
        {"another host", "GET /ok HTTP/1.1\r\nHost: other\r\n\r\n", 421},
        {"two authorisations", get + "Authorization: a\r\nAuthorization: b\r\n\r\n", 400},
        {"two cookies", get + "Cookie: a=1\r\nCookie: a=2\r\n\r\n", 400},
        {"two origins", get + "Origin: a\r\nOrigin: b\r\n\r\n", 400},
        {"two keys",
         post + "Idempotency-Key: a\r\nIdempotency-Key: b\r\nContent-Length: 0\r\n\r\n",
         400},
        // The first line.
        {"a blank line before it", "\r\n" + get + "\r\n", 400},
        {"two blanks", line("GET  /ok HTTP/1.1"), 400},
        {"a tab", line("GET\t/ok\tHTTP/1.1"), 400},
        {"a blank behind it", line("GET /ok HTTP/1.1 "), 400},
        {"no version", "GET /ok\r\nHost: h\r\n\r\n", 400},
        {"HTTP/1.2", line("GET /ok HTTP/1.2"), 505},
        {"HTTP/2.0", line("GET /ok HTTP/2.0"), 505},
        {"HTTP/1.0", line("GET /ok HTTP/1.0"), 505},
        {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"a method in small letters", line("get /ok HTTP/1.1"), 501},
        {"TRACE", line("TRACE /ok HTTP/1.1"), 501},
        {"CONNECT", line("CONNECT h:443 HTTP/1.1"), 501},
        {"a method that is none", line("G(T /ok HTTP/1.1"), 400},
        // The target.
        {"a whole URL", with_target("http://h/ok"), 400},
        {"a star", with_target("*"), 400},
        {"no slash", with_target("ok"), 400},
        {"dots", with_target("/a/../ok"), 400},
        {"dots behind escapes", with_target("/%2e%2e/ok"), 400},
        {"a slash behind an escape", with_target("/a%2fok"), 400},
        {"a NUL behind an escape", with_target("/ok%00"), 400},
        {"a line end behind an escape", with_target("/ok%0d%0aX:y"), 400},
        {"half an escape", with_target("/ok%4"), 400},
        {"an escape that is none", with_target("/ok%zz"), 400},
        {"octets that are no UTF-8", with_target("/%c0%af"), 400},
        {"an octet above 0x7f", with_target("/\xc3\xa9"), 400},
        {"an empty segment", with_target("//ok"), 400},
        {"a fragment", with_target("/ok#x"), 400},
        {"a backslash", with_target("/\\ok"), 400},
        {"a name of the query twice", with_target("/ok?a=1&a=2"), 400},
        {"a long target", with_target("/" + std::string(2100, 'a')), 414},
        // The fields.
        {"a bare line feed", "GET /ok HTTP/1.1\nHost: h\n\n\r\n\r\n", 400},
        {"a bare line feed in a field", get + "X: a\nY: b\r\n\r\n", 400},
        {"a bare carriage return", get + "X: a\rY: b\r\n\r\n", 400},
        {"a NUL in a field", get + "X: a\0b\r\n\r\n"s, 400},
        {"a control character", get + "X: a\x01\r\n\r\n", 400},
        {"a delete character", get + "X: a\x7f\r\n\r\n", 400},
        {"a field without a colon", get + "X\r\n\r\n", 400},
        {"a field without a name", get + ": v\r\n\r\n", 400},
        {"a name with a blank", get + "X Y: v\r\n\r\n", 400},
        {"a name in brackets", get + "(X): v\r\n\r\n", 400},
        {"a folded field", get + "X: a\r\n\tb\r\n\r\n", 400},
        {"too many fields", many_fields(64), 431},
        {"a head that is too long", get + "X: " + std::string(9000, 'a') + "\r\n\r\n", 431}};
}

class HttpProbes : public ::testing::Test {
 protected:
    void SetUp() override {
        const auto act = [](std::atomic<int>& count) {
            return [&count](const Request&, const Respond& respond) {
                ++count;
                Answer answer;
                answer.body = "{}";
                respond(std::move(answer));
            };
        };
        http::ServerSettings settings;
        settings.hosts = {"h"};
        auto started = http::Server::start(
            settings,
            http::Router(
                {{"GET", "/ok", "readOk", 0, act(acted_)},
                 {"POST", "/ok", "writeOk", 1024 * 1024, act(acted_)},
                 {"DELETE", "/ok", "deleteOk", 0, act(acted_)},
                 {"POST", "/marker", "marker", 0, act(marked_)}}
            ),
            [](const http::Route&, Request&) { return std::nullopt; }
        );
        ASSERT_TRUE(started) << started.error().detail;
        server_ = std::move(*started);
    }

    std::atomic<int> acted_ = 0;
    std::atomic<int> marked_ = 0;
    std::unique_ptr<http::Server> server_;
};

TEST_F(HttpProbes, AreRefusedAndWhatHidesBehindThemIsNeverActedOn) {
    const auto all = probes();
    EXPECT_GE(all.size(), 60U);
    for (const Probe& probe : all) {
        const RawClient client(server_->port());
        ASSERT_TRUE(client.connected());
        client.send(probe.octets + marker);
        client.finish();
        const std::string answers = client.read_all();
        EXPECT_EQ(status_of(answers), probe.status) << probe.name << "\n" << answers;
        EXPECT_EQ(answers.find("HTTP/1.1 ", 1), std::string::npos) << probe.name << "\n" << answers;
    }
    EXPECT_EQ(acted_, 0);
    EXPECT_EQ(marked_, 0);
}

// The same marker behind a request that is fine is the next request.
TEST_F(HttpProbes, ARequestThatIsFineIsAnsweredAndSoIsTheOneBehindIt) {
    const RawClient client(server_->port());
    client.send(
        post + "Content-Length: 5\r\n\r\nhello" + marker + get + "Connection: close\r\n\r\n"
    );
    const std::string answers = client.read_all();
    EXPECT_EQ(status_of(answers), 200) << answers;
    EXPECT_EQ(acted_, 2);
    EXPECT_EQ(marked_, 1);
}

TEST_F(HttpProbes, AHeadInSingleOctetsIsAHeadAllTheSame) {
    const RawClient client(server_->port());
    for (const char c : get + "Connection: close\r\n\r\n") {
        client.send({&c, 1});
    }
    EXPECT_EQ(status_of(client.read_all()), 200);
}

TEST_F(HttpProbes, AClientThatWaitsToContinueIsToldTo) {
    const RawClient client(server_->port());
    client.send(post + "Content-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
    const std::string first =
        client.read_until([](const std::string& text) { return text.ends_with("\r\n\r\n"); });
    EXPECT_EQ(first, "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hello");
    EXPECT_EQ(status_of(client.read_all()), 200);
}

TEST_F(HttpProbes, HeadHasTheLengthAndNoBody) {
    const RawClient client(server_->port());
    client.send("HEAD /ok HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    const std::string answer = client.read_all();
    EXPECT_NE(answer.find("Content-Length: 2\r\n"), std::string::npos) << answer;
    EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
}

TEST_F(HttpProbes, APathOrAMethodThatIsNotThereIsSaidSo) {
    const RawClient client(server_->port());
    client.send(with_target("/none"));
    EXPECT_EQ(status_of(client.read_answer()), 404);
    client.send("DELETE /marker HTTP/1.1\r\nHost: h\r\n\r\n");
    const std::string answer = client.read_answer();
    EXPECT_EQ(status_of(answer), 405);
    EXPECT_NE(answer.find("Allow: POST\r\n"), std::string::npos) << answer;
}

}  // namespace
}  // namespace dunghan::testing
