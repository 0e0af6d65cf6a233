#include "adapters/mail/smtp_talk.h"

#include <algorithm>

#include "adapters/mail/plain_text.h"

namespace dunghan::mail {
namespace {

constexpr std::size_t answer_octets_max = 300;  // it goes into the log, once per attempt

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

int code_in(std::string_view line) {
    if (line.size() < 3 || !is_digit(line[0]) || !is_digit(line[1]) || !is_digit(line[2])) {
        return 0;
    }
    return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

std::string_view name_of(SmtpTalk::Phase phase) {
    switch (phase) {
        case SmtpTalk::Phase::greeting: return "greeting";
        case SmtpTalk::Phase::signing_in: return "signing in";
        case SmtpTalk::Phase::sender: return "sender";
        case SmtpTalk::Phase::recipient: return "recipient";
        case SmtpTalk::Phase::content: return "content";
    }
    return "?";
}

// "550 5.1.1" of "550 5.1.1 <an@x.vn>: …": the code and, where it follows, the enhanced one (RFC
// 3463) as far as its numbers are registered: too few digits to tell a telephone number.
std::string codes_in(std::string_view reply) {
    if (code_in(reply) == 0) {
        return {};
    }
    std::string codes(reply.substr(0, 3));
    const std::string_view rest = reply.substr(std::min<std::size_t>(reply.size(), 4));
    const std::string_view word = rest.substr(0, rest.find(' '));
    const auto digit = [&](std::size_t at) { return at < word.size() && is_digit(word[at]); };
    const auto dot = [&](std::size_t at) { return at < word.size() && word[at] == '.'; };
    const bool enhanced = digit(0) && dot(1) && digit(2) && dot(3) && digit(4) &&
                          (word.size() == 5 || (word.size() == 6 && digit(5)));
    return enhanced ? codes + " " + std::string(word) : codes;
}

std::string shortened(std::string text) {
    if (text.size() > answer_octets_max) {
        std::size_t end = answer_octets_max;
        while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        text.resize(end);
    }
    return text;
}

}  // namespace

void SmtpTalk::heard_command(std::string_view line) {
    leaving_ = line.starts_with("QUIT");
    if (leaving_) {
        return;
    }
    if (line.starts_with("AUTH")) {
        phase_ = Phase::signing_in;
    } else if (line.starts_with("MAIL FROM")) {
        phase_ = Phase::sender;
    } else if (line.starts_with("RCPT TO")) {
        phase_ = Phase::recipient;
    } else if (line.starts_with("DATA")) {
        phase_ = Phase::content;
    }
    code_ = 0;
    reply_.clear();
}

void SmtpTalk::heard_reply(std::string_view line) {
    if (leaving_) {
        return;
    }
    heard_ = true;
    if (const int code = code_in(line); code != 0) {
        code_ = code;
        reply_ = phase_ == Phase::signing_in ? std::to_string(code) : one_line(line);
    }
}

SendOutcome SmtpTalk::outcome(bool completed) const {
    // The relay's yes counts even where the connection broke right after it.
    const bool accepted = phase_ == Phase::content && content_out_ && code_ / 100 == 2;
    if (completed || accepted) {
        return SendOutcome::sent;
    }
    if (phase_ != Phase::recipient && phase_ != Phase::content) {
        return SendOutcome::not_sent;
    }
    if (code_ >= 500) {
        return SendOutcome::refused;
    }
    const bool answered = code_ >= 400;
    return phase_ == Phase::content && content_out_ && !answered ? SendOutcome::uncertain
                                                                 : SendOutcome::not_sent;
}

bool SmtpTalk::blames_the_settings() const {
    return code_ >= 500 && phase_ != Phase::recipient && phase_ != Phase::content;
}

std::string SmtpTalk::answer(std::string_view trouble) const {
    const std::string text = code_ >= 400 || trouble.empty() ? reply_ : one_line(trouble);
    return shortened(std::string(name_of(phase_)) + ": " + text);
}

std::string SmtpTalk::impersonal(std::string_view trouble) const {
    const std::string text =
        code_ >= 400 || trouble.empty() ? codes_in(reply_) : std::string(trouble);
    return std::string(name_of(phase_)) + ": " + text;
}

}  // namespace dunghan::mail
