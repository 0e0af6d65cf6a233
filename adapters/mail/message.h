// A digest as the mail that goes out: what every sender offers.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/port/sender.h"

namespace dunghan::mail {

struct MailSettings {
    std::string from;         // ASCII address of the sender
    std::string subject_tag;  // "Chuyển đổi số": in brackets before the subject; empty: none
    std::string contact;      // whom to ask, last line; empty: answer the mail
};

struct Mail {
    std::string from;
    std::string to;
    std::string octets;  // RFC 5322, CRLF
    std::string sha256;  // of the octets, in hex
};

// Pure: the same digest and settings give the same octets. Errors: invalid, naming what cannot go
// into a mail (an address that is not ASCII, no tasks).
[[nodiscard]] Result<Mail> compose(
    const reminder::DigestIssued& digest, const MailSettings& settings
);

// A report in words that tell nothing of the recipient. `sha256`: of the mail, where there is one.
[[nodiscard]] SendReport own_words(
    SendOutcome outcome, const std::string& words, const std::string& sha256 = ""
);

// What becomes of a digest no mail can be made of: permanent, a person must look.
[[nodiscard]] SendReport refusal_of(const Error& error);

}  // namespace dunghan::mail
