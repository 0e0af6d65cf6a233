#include "adapters/http/connection.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "adapters/http/head_text.h"
#include "adapters/http/problem.h"
#include "adapters/http/target.h"

namespace dunghan::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using std::chrono::milliseconds;

// Errors are values here.
auto quietly(boost::system::error_code& error) {
    return asio::redirect_error(asio::use_awaitable, error);
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
    return out;
}

milliseconds for_octets(milliseconds base, std::uint64_t octets, std::uint64_t per_second) {
    return base + milliseconds(octets * 1000 / per_second);
}

Answer answer_to(const Refusal& refusal) {
    Answer answer = problem({refusal.status, "bad_request", refusal.detail, ""});
    answer.close = true;
    return answer;
}

Answer too_long(const std::string& what, std::uint64_t octets_max, unsigned status) {
    return answer_to(
        {status, "Expected " + what + " of at most " + std::to_string(octets_max) + " octets"}
    );
}

}  // namespace

Connection::Connection(Loop& loop, asio::ip::tcp::socket socket)
    : loop_(loop),
      server_(loop.server),
      wire_(std::move(socket), server_.tls.load()),
      quiet_(loop.io) {
    request_.peer = wire_.peer();
    request_.secure = server_.settings.tls.has_value();
}

void Connection::close() {
    wire_.close();
    quiet_.cancel();
}

void Connection::wake() {
    quiet_.cancel();
}

void Connection::note_end(const Error& error) {
    if (error == beast::error::timeout) {
        ++server_.counting.timeouts;
    }
}

asio::awaitable<void> Connection::run() {
    const auto self = shared_from_this();
    Error error;
    wire_.expires_after(server_.settings.times.head);
    const bool open = co_await wire_.open(error);
    note_end(error);
    // A stop that begins while an answer is on its way finds nobody idle: looked at here too.
    while (open && co_await serve_one() && !loop_.stopping) {
        loop_.connections.splice(loop_.connections.end(), loop_.connections, place);
    }
    if (last_ && !loop_.stopping) {
        co_await linger();
    }
    close();
}

// An answer that ends the connection would be lost with it if octets came in that nobody reads.
asio::awaitable<void> Connection::linger() {
    constexpr std::size_t octets_max = 1024 * 1024;
    idle_ = true;
    Error error;
    wire_.expires_after(std::chrono::seconds(2));
    co_await wire_.end(error);
    in_.resize(16 * 1024);
    for (std::size_t all = 0; !error && all < octets_max;) {
        all += co_await wire_.read_some(asio::buffer(in_), error);
    }
}

// At least one octet behind those that have come; false: none.
asio::awaitable<bool> Connection::read_more(std::size_t octets_max) {
    constexpr std::size_t piece_max = 16 * 1024;
    Error error;
    const std::size_t before = in_.size();
    in_.resize(before + std::min(octets_max, piece_max));
    const std::size_t came =
        co_await wire_.read_some(asio::buffer(in_.data() + before, in_.size() - before), error);
    in_.resize(before + came);
    note_end(error);
    co_return !error;
}

// From the first octet of the next request to the end of its head. A head that comes too slowly, or
// is too long, ends the connection.
asio::awaitable<bool> Connection::read_head() {
    constexpr std::string_view end = "\r\n\r\n";
    idle_ = true;
    if (in_.empty()) {
        wire_.expires_after(server_.settings.times.idle);
        if (!co_await read_more(head_octets_max)) {
            co_return false;
        }
    }
    wire_.expires_after(server_.settings.times.head);
    std::size_t looked_at = 0;
    std::size_t found = in_.find(end);
    while (found == std::string::npos && in_.size() < head_octets_max) {
        looked_at = in_.size() - std::min(in_.size(), end.size() - 1);
        if (!co_await read_more(head_octets_max - in_.size())) {
            co_return false;
        }
        found = in_.find(end, looked_at);
    }
    idle_ = false;
    head_size_ = found + end.size();
    if (found == std::string::npos || head_size_ > head_octets_max) {
        Answer refusal = too_long("a head", head_octets_max, 431);
        (void)co_await write(std::move(refusal));
        co_return false;
    }
    co_return true;
}

// The octets, then the parser, then what the parser would let through.
tl::expected<Framing, Refusal> Connection::understand() {
    const std::string_view text = std::string_view(in_).substr(0, head_size_);
    if (auto refusal = check_octets(text)) {
        return tl::unexpected(std::move(*refusal));
    }
    beast::http::request_parser<beast::http::empty_body> parser;
    parser.header_limit(head_octets_max);
    parser.body_limit(boost::none);  // the route's limit is held to later
    Error error;
    parser.put(asio::buffer(text), error);
    if (!parser.is_header_done()) {
        return tl::unexpected(Refusal{400, "Expected a head as RFC 9112 has it"});
    }
    const auto& parsed = parser.get();
    Head head{std::string(parsed.method_string()), parsed.version(), {}};
    for (const auto& field : parsed) {
        head.fields.emplace_back(lower(field.name_string()), std::string(field.value()));
    }
    auto framing = check_fields(head, server_.settings.hosts);
    if (!framing) {
        return framing;
    }
    auto target = read_target(parsed.target());
    if (!target) {
        return tl::unexpected(Refusal{
            parsed.target().size() > target_octets_max ? 414U : 400U, target.error().detail});
    }
    request_.method = head.method;
    request_.path = std::move(target->path);
    request_.query = std::move(target->query);
    request_.fields = std::move(head.fields);
    request_.body.clear();
    request_.caller.reset();
    last_ = lower(request_.field("connection")) == "close";
    return framing;
}

// Nothing: `found` may go on to its body.
std::optional<Answer> Connection::route(const Route*& found) {
    auto match = server_.router.find(request_.method, request_.path);
    if (match.route == nullptr && match.allowed.empty()) {
        return problem({404, "not_found", "Expected a path of /openapi.json; this is none", ""});
    }
    if (match.route == nullptr) {
        Answer answer = problem(
            {405, "method_not_allowed", "Expected a method that this path has; see Allow", ""}
        );
        std::string allow;
        for (const std::string& method : match.allowed) {
            allow += (allow.empty() ? "" : ", ") + method;
        }
        answer.fields = {{"Allow", allow}};
        return answer;
    }
    request_.places = std::move(match.places);
    found = match.route;
    return server_.guard(*found, request_);
}

asio::awaitable<bool> Connection::read_body(const Framing& framing) {
    const Times& times = server_.settings.times;
    wire_.expires_after(for_octets(times.body, framing.length, times.octets_per_second));
    const auto length = static_cast<std::size_t>(framing.length);
    if (framing.expects_continue && in_.size() < length) {
        if (!co_await send("HTTP/1.1 100 Continue\r\n\r\n")) {
            co_return false;
        }
    }
    while (in_.size() < length) {
        if (!co_await read_more(length - in_.size())) {
            co_return false;
        }
    }
    request_.body = in_.substr(0, length);
    in_.erase(0, length);
    co_return true;
}

// Whole, but for what the answer's head is made by.
Request Connection::take_request() {
    Request taken = std::move(request_);
    request_ = {};
    request_.method = taken.method;
    request_.peer = taken.peer;
    request_.secure = taken.secure;
    return taken;
}

namespace {

// Where an answer and who waits for it meet; whoever comes second has it delivered.
struct Meeting {
    std::atomic<bool> first_came = false;
    std::optional<Answer> answer;
    std::function<void()> go_on;

    void come(const asio::any_io_executor& executor) {
        if (first_came.exchange(true)) {
            asio::post(executor, std::move(go_on));
        }
    }
};

}  // namespace

// Most handlers have answered when they return: then nothing is waited for.
asio::awaitable<Answer> Connection::act(const Route& route) {
    const auto executor = co_await asio::this_coro::executor;
    const auto meeting = std::make_shared<Meeting>();
    route.act(take_request(), [meeting, executor](Answer answer) {
        meeting->answer = std::move(answer);
        meeting->come(executor);
    });
    if (!meeting->first_came) {
        co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(
            [&](auto handler) {
                // Copyable, for std::function; called once.
                const auto kept = std::make_shared<decltype(handler)>(std::move(handler));
                meeting->go_on = [kept] { std::move (*kept)(); };
                meeting->come(executor);
            },
            asio::use_awaitable
        );
    }
    co_return std::move(*meeting->answer);
}

asio::awaitable<bool> Connection::send(std::string_view octets) {
    Error error;
    const Times& times = server_.settings.times;
    wire_.expires_after(for_octets(times.write, octets.size(), times.octets_per_second));
    co_await wire_.write(asio::buffer(octets), error);
    note_end(error);
    co_return !error;
}

// False: the connection ends.
asio::awaitable<bool> Connection::write(Answer answer) {
    ++server_.counting.answers[std::min(answer.status / 100, 5U)];
    const auto age = std::chrono::steady_clock::now() - began_;
    last_ = last_ || answer.close || answer.stream || loop_.stopping ||
            ++served_ >= server_.settings.requests_max || age >= server_.settings.times.connection;
    std::string text = head_text(
        answer, {!last_, server_.settings.tls.has_value()}, std::chrono::system_clock::now()
    );
    if (request_.method != "HEAD") {
        text += answer.body;
    }
    const bool sent = co_await send(text);
    if (sent && answer.stream && request_.method != "HEAD") {
        co_await stream_on(*answer.stream);
    }
    co_return sent && !last_;
}

asio::awaitable<void> Connection::stream_on(Stream& stream) {
    ++server_.counting.streams;
    for (bool going_on = true; going_on && !loop_.stopping;) {
        const Stream::Piece piece = stream.next();
        going_on = !piece.over && !piece.cut;
        if (piece.cut) {
            wire_.reset();
            break;
        }
        if (!piece.octets.empty()) {
            going_on = co_await send(piece.octets) && going_on;
            continue;
        }
        if (going_on) {
            Error ignored;
            quiet_.expires_after(std::chrono::seconds(1));
            co_await quiet_.async_wait(quietly(ignored));
            going_on = wire_.is_open();
        }
    }
    --server_.counting.streams;
}

// Answers have names before they are awaited: g++ 12 destroys some temporaries of an awaited call
// twice. One request and its answer. False: the connection ends.
asio::awaitable<bool> Connection::serve_one() {
    if (!co_await read_head()) {
        co_return false;
    }
    const auto framing = understand();
    in_.erase(0, head_size_);
    if (!framing) {
        ++server_.counting.refused;
        Answer refusal = answer_to(framing.error());
        co_return co_await write(std::move(refusal));
    }
    const Route* found = nullptr;
    if (auto early = route(found)) {
        early->close = early->close || framing->length > 0;  // nobody reads that body
        co_return co_await write(std::move(*early));
    }
    if (framing->length > found->body_max) {
        Answer refusal = too_long("a body", found->body_max, 413);
        co_return co_await write(std::move(refusal));
    }
    if (framing->length > 0 && !co_await read_body(*framing)) {
        co_return false;
    }
    Answer answer = co_await act(*found);
    co_return co_await write(std::move(answer));
}

}  // namespace dunghan::http
