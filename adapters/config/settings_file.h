// What one installation sets for itself: settings.yaml -> Settings. Nothing in it decides about a
// task; that is the policy's business, and the policy is in the log.
// Format: docs/formats/settings.md, config/settings.example.yaml
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace dunghan {

enum class MailTransport : std::uint8_t {
    maildir,  // files in DIR/mail, for trying out and for relays that collect
    smtp,     // STARTTLS on the relay's port
    smtps,    // TLS from the first octet
};

struct MailRelay {
    std::string host;
    std::uint16_t port = 0;
    std::string username;       // empty: no AUTH
    std::string password_file;  // absolute, or beside the settings file; checked, not yet read
    bool starttls = true;       // false only for 127.0.0.1
    std::string ca_file;        // empty: the system's authorities
};

struct Settings {
    struct Mail {
        MailTransport transport = MailTransport::maildir;
        MailRelay relay;
        std::string from = "nhacviec@dunghan.example";
        std::string domain = "dunghan.local";  // right side of every Message-ID
        std::string subject_tag = "Chuyển đổi số";
        std::string contact;  // last line of every mail: whom to answer; empty: the sender
    };

    // Calls to this origin carry an access token besides (OAuth 2.0 client credentials).
    struct Gateway {
        std::string origin;  // "https://lgsp.example.vn" or with a port: a URL without a path
        std::string token_url;
        std::string client_id;
        std::string client_secret_file;  // absolute, or beside the settings file; checked, not read
        std::string scope;               // empty: none is asked for
    };

    // Calls to endpoints. docs/formats/webhook.md
    struct Webhooks {
        std::string log = "dunghan";  // begins every webhook-id; never changed after the first call
        std::string source = "//dunghan/log";    // of every CloudEvent
        std::vector<std::string> own_addresses;  // besides those of the machine: its public one
        std::string ca_file;                     // empty: the system's authorities
        std::vector<Gateway> gateways;           // at most one for each origin
        std::uint32_t keep_days = 30;            // attempts, in the ledger
        // http and 127.0.0.1 are taken. For trying out on one machine, never where others are.
        bool loopback_for_tests = false;
    };

    // Who signs people in elsewhere. docs/formats/access.md
    struct Identity {
        std::string issuer;         // empty: nobody does
        std::string audience;       // what its tokens call us
        std::string jwks_file;      // its public keys
        std::string claim = "sub";  // of a token: names the account
    };

    Mail mail;
    Webhooks webhooks;
    Identity identity;
    std::uint32_t reserve_mib = 512;  // of the disk: below that nothing is written any more
    std::string witness_file;         // signed checkpoints go there too; empty: nowhere
    std::string appraiser = "so-thong-tin-va-truyen-thong";  // agency id: appraises dossiers
    bool before_day_includes_the_day = false;  // "trước ngày D": due at the end of D instead
};

// `file` is the name in messages; paths in it are relative to its folder. Absent keys keep the
// defaults above. Errors: invalid and limit_exceeded, as "file:line:column: Expected …, but …",
// also for a password file that is not there or that others than its owner may read. Never throws.
[[nodiscard]] Result<Settings> read_settings(std::string_view yaml, std::string_view file);

}  // namespace dunghan
