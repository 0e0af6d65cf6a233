#include "adapters/webhook/answer.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <charconv>
#include <curl/curl.h>

namespace dunghan::webhook {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::int64_t retry_after_max_s = 86'400;

// Takes out of one message what an attempt wants to know, and stores nothing else.
class Reader final : public http::basic_parser<false> {
 public:
    Reader() {
        eager(true);
        header_limit(answer_octets_max + 1);  // all octets are counted outside
        body_limit(boost::none);
    }

    long status = 0;
    bool header_complete = false;
    std::string retry_after;
    std::string body;

 private:
    using Text = boost::beast::string_view;

    void on_request_impl(http::verb, Text, Text, int, error_code&) override {}

    void on_response_impl(int code, Text, int, error_code&) override { status = code; }

    void on_field_impl(http::field name, Text, Text value, error_code&) override {
        if (name == http::field::retry_after) {
            retry_after.assign(value.data(), value.size());
        }
    }

    void on_header_impl(error_code&) override { header_complete = true; }

    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}

    std::size_t on_body_impl(Text octets, error_code&) override {
        const std::size_t room = answer_octets_kept - std::min(answer_octets_kept, body.size());
        body.append(octets.data(), std::min(room, octets.size()));
        return octets.size();
    }

    void on_chunk_header_impl(std::uint64_t, Text, error_code&) override {}

    std::size_t on_chunk_body_impl(std::uint64_t, Text octets, error_code& error) override {
        return on_body_impl(octets, error);
    }

    void on_finish_impl(error_code&) override {}
};

bool is_interim(const Reader& reader) {
    return reader.status < 200;
}

std::optional<std::int64_t> seconds_until(const std::string& text, Instant now) {
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (digits) {
        std::int64_t seconds = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
        return read.ec == std::errc{} ? seconds : retry_after_max_s;
    }
    const std::int64_t at = curl_getdate(text.c_str(), nullptr);
    return at < 0 ? std::nullopt : std::optional(at - now.ms / 1'000);
}

}  // namespace

struct Answer::Inside {
    std::optional<Reader> reader;
    std::size_t octets = 0;
    std::string pending;  // of a header that has not come whole: the parser wants it in one piece

    Heard read(std::string_view octets_in, std::size_t& used);
    [[nodiscard]] std::size_t read_some(std::string_view octets_in, error_code& error);
};

// How many it could use.
std::size_t Answer::Inside::read_some(std::string_view octets_in, error_code& error) {
    std::size_t used = 0;
    while (used < octets_in.size() && !error && !reader->is_done()) {
        used += reader->put({octets_in.data() + used, octets_in.size() - used}, error);
        if (!error && reader->is_done() && is_interim(*reader)) {
            reader.emplace();
        }
    }
    return used;
}

Answer::Heard Answer::Inside::read(std::string_view octets_in, std::size_t& used) {
    error_code error;
    used = read_some(octets_in, error);
    if (error && error != http::error::need_more) {
        return Heard::nonsense;
    }
    if (reader->is_done()) {
        // What follows the answer to the only request is nobody's answer.
        return used == octets_in.size() ? Heard::complete : Heard::nonsense;
    }
    return Heard::more;
}

Answer::Answer() : inside_(std::make_unique<Inside>()) {
    begin();
}

Answer::~Answer() = default;

void Answer::begin() {
    inside_->reader.emplace();
    inside_->octets = 0;
    inside_->pending.clear();
}

Answer::Heard Answer::hear(std::string_view octets) {
    inside_->octets += octets.size();
    std::string& pending = inside_->pending;
    std::size_t used = 0;
    Heard heard = Heard::more;
    if (pending.empty()) {
        heard = inside_->read(octets, used);
        pending = octets.substr(used);
    } else {
        heard = inside_->read(pending.append(octets), used);
        pending.erase(0, used);
    }
    return inside_->octets > answer_octets_max ? Heard::too_much : heard;
}

Answer::Heard Answer::hear_end() {
    error_code error;
    if (inside_->reader->got_some()) {
        inside_->reader->put_eof(error);
    }
    return inside_->reader->is_done() && !error ? Heard::complete : Heard::nonsense;
}

bool Answer::begun() const {
    return inside_->octets > 0;
}

long Answer::status() const {
    const Reader& reader = *inside_->reader;
    return reader.header_complete && !is_interim(reader) ? reader.status : 0;
}

bool Answer::keeps_connection() const {
    return inside_->reader->keep_alive();
}

std::string Answer::take_body() {
    return std::move(inside_->reader->body);
}

std::optional<std::chrono::seconds> Answer::retry_after(const std::function<Instant()>& now) const {
    const std::string& text = inside_->reader->retry_after;
    if (text.empty()) {
        return std::nullopt;
    }
    const auto seconds = seconds_until(text, now());
    return seconds
               ? std::optional(
                     std::chrono::seconds(std::clamp<std::int64_t>(*seconds, 0, retry_after_max_s))
                 )
               : std::nullopt;
}

Outcome outcome_of(long status) {
    switch (status) {
        case 410: return Outcome::gone;
        case 429:
        case 502:
        case 503:
        case 504: return Outcome::throttled;
        default: return status >= 200 && status < 300 ? Outcome::delivered : Outcome::failed;
    }
}

std::string_view to_text(Outcome outcome) {
    switch (outcome) {
        case Outcome::delivered: return "delivered";
        case Outcome::failed: return "failed";
        case Outcome::gone: return "gone";
        case Outcome::throttled: return "throttled";
        case Outcome::denied: return "denied";
        case Outcome::unknown: return "unknown";
        case Outcome::not_tried: return "not_tried";
    }
    return "?";
}

}  // namespace dunghan::webhook
