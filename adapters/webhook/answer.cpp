#include "adapters/webhook/answer.h"

#include <algorithm>
#include <charconv>
#include <curl/curl.h>

namespace dunghan::webhook {
namespace {

constexpr std::int64_t retry_after_max_s = 86'400;

// "HTTP/1.1 503 Busy": 503.
long status_in(std::string_view line) {
    const std::size_t blank = line.find(' ');
    long status = 0;
    if (blank != line.npos) {
        std::from_chars(line.data() + blank + 1, line.data() + line.size(), status);
    }
    return status;
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view white = " \t\r\n";
    const std::size_t from = text.find_first_not_of(white);
    return from == text.npos ? "" : text.substr(from, text.find_last_not_of(white) - from + 1);
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// The value when the line is of that header; names are the same in either case.
std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
    const bool same = line.size() > name.size() && line[name.size()] == ':' &&
                      std::ranges::equal(line.substr(0, name.size()), name, {}, lower);
    return same ? std::optional(trim(line.substr(name.size() + 1))) : std::nullopt;
}

}  // namespace

bool Answer::hear_header(std::string_view line) {
    octets_ += line.size();
    if (line.starts_with("HTTP/")) {
        status_ = status_in(line);
        retry_after_.clear();
    } else if (const auto value = value_of(line, "retry-after")) {
        retry_after_ = *value;
    } else if (trim(line).empty()) {
        complete_ = status_ >= 200;
    }
    return !too_long();
}

bool Answer::hear_body(std::string_view octets) {
    octets_ += octets.size();
    body_ += octets.substr(0, answer_octets_kept - std::min(answer_octets_kept, body_.size()));
    return !too_long();
}

std::optional<std::chrono::seconds> Answer::retry_after(Instant now) const {
    const std::string& text = retry_after_;
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    std::int64_t seconds = 0;
    if (text.empty()) {
        return std::nullopt;
    }
    if (digits) {
        const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
        seconds = read.ec == std::errc{} ? seconds : retry_after_max_s;
    } else {
        const std::int64_t at = curl_getdate(text.c_str(), nullptr);
        if (at < 0) {
            return std::nullopt;
        }
        seconds = at - now.ms / 1'000;
    }
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, retry_after_max_s));
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
