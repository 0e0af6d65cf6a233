#include "adapters/mail/message.h"

#include "engine/base/sha256.h"

#include "adapters/mail/digest_text.h"
#include "adapters/mail/mime.h"

namespace dunghan::mail {

Result<Mail> compose(const reminder::DigestIssued& digest, const MailSettings& settings) {
    return digest_text(digest, {settings.subject_tag, settings.contact})
        .and_then([&](const DigestText& words) {
            return to_octets(
                {digest.slot,
                 settings.subject_tag,
                 settings.from,
                 digest.recipient_name,
                 digest.address,
                 words.subject,
                 digest.message_id,
                 words.text,
                 words.html}
            );
        })
        .map([&](const std::string& octets) {
            return Mail{settings.from, digest.address, octets, to_hex(sha256(octets))};
        });
}

SendReport own_words(SendOutcome outcome, const std::string& words, const std::string& sha256) {
    return {outcome, words, sha256, words};
}

// The detail may quote the address.
SendReport refusal_of(const Error& error) {
    return {SendOutcome::refused, error.detail, "", "no mail can be made of it"};
}

}  // namespace dunghan::mail
