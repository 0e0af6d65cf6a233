// How to reach the relay.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace dunghan::mail {

struct SmtpSettings {
    std::string url;       // "smtp://relay.example:587" or "smtps://relay.example:465"
    std::string username;  // empty: no AUTH
    std::string password;  // never in an answer, a log or an error
    bool starttls = true;  // false: plain SMTP, for a relay on 127.0.0.1 only
    std::string ca_file;   // empty: the system's authorities

    std::size_t threads = 2;      // connections to the relay, 1 to 4
    std::size_t queue_max = 256;  // beyond it a mail is not_sent at once and owed again later
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds answer_timeout{60'000};
    std::chrono::milliseconds transfer_timeout{300'000};
    // With wrong settings every mail fails alike: for this long none is tried, so that a mistyped
    // password is offered once a minute and not once a mail (relays lock accounts).
    std::chrono::milliseconds pause_after_misconfiguration{60'000};
};

}  // namespace dunghan::mail
