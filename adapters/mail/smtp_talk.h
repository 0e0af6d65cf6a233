// What was said in one SMTP transfer, as far as the outcome depends on it. The library reports one
// number for a whole transfer; whether a mail may have been delivered depends on where it ended.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/port/sender.h"

namespace dunghan::mail {

class SmtpTalk {
 public:
    enum class Phase : std::uint8_t {
        greeting,  // connection, TLS, EHLO
        signing_in,
        sender,     // MAIL FROM
        recipient,  // RCPT TO
        content,    // DATA, and what follows it
    };

    // A command that went out. Keeps no part of it: some carry the password.
    void heard_command(std::string_view line);
    void heard_reply(std::string_view line);

    // The last octet of the content was handed over: from here on the mail may be accepted.
    void content_is_out() { content_out_ = true; }

    [[nodiscard]] Phase phase() const { return phase_; }

    // Of the reply to the last command; 0: none came.
    [[nodiscard]] int code() const { return code_; }

    [[nodiscard]] bool heard_anything() const { return heard_; }

    // `completed`: the library saw the whole transfer through.
    [[nodiscard]] SendOutcome outcome(bool completed) const;

    // The relay speaks against us and not against this mail: the account, the sender's address.
    [[nodiscard]] bool blames_the_settings() const;

    // "recipient: 550 5.1.1 no such user"; `trouble` where the relay said no such thing. One line,
    // no secrets: of the replies to the account only the number.
    [[nodiscard]] std::string answer(std::string_view trouble) const;

    // The same without any word of the relay: "recipient: 550 5.1.1". `trouble` comes from a fixed
    // list.
    [[nodiscard]] std::string impersonal(std::string_view trouble) const;

 private:
    Phase phase_ = Phase::greeting;
    int code_ = 0;
    bool content_out_ = false;
    bool heard_ = false;
    bool leaving_ = false;  // after QUIT, whose reply says nothing about the mail
    std::string reply_;
};

}  // namespace dunghan::mail
