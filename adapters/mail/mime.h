// One mail in octets (RFC 5322, 2045, 2047): text and HTML as alternatives. Own code, because the
// same digest has to give the same octets on every attempt, and because libraries either split
// Vietnamese words within a character's reach or pass line ends on into headers.
// Format: docs/formats/digest.md
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/instant.h"
#include "engine/base/result.h"

namespace dunghan::mail {

struct Message {
    Instant date;
    std::string from_name;  // any UTF-8; empty: the address alone
    std::string from;
    std::string to_name;
    std::string to;
    std::string subject;
    std::string message_id;  // without brackets: "left@domain"
    std::string text;        // lines end with '\n'
    std::string html;
};

// CRLF throughout, ends with one. Date is written for +07:00. No name or subject can add a header:
// control characters become blanks. Errors: invalid for addresses and ids that are no ASCII
// dot-atom @ domain, naming the field.
[[nodiscard]] Result<std::string> to_octets(const Message& message);

enum class Encode : std::uint8_t { if_needed, always };

// A header's text as RFC 2047 B words. `column`: octets before it on its line. Each word is at most
// 75 characters, holds whole characters, and begins with a blank where the text has one near; lines
// stay within 76. Short plain ASCII needs no words.
[[nodiscard]] std::string encoded_words(
    std::string_view text, std::size_t column, Encode encode = Encode::if_needed
);

// "Tue, 25 Oct 2022 08:00:00 +0700".
[[nodiscard]] std::string mail_date(Instant at);

}  // namespace dunghan::mail
