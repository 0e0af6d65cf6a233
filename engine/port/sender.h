// What the engine needs to have a digest delivered: one mail, one recipient, one outcome.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "engine/reminder/event.h"

namespace dunghan {

enum class SendOutcome : std::uint8_t {
    sent,       // the relay took responsibility
    not_sent,   // surely not: temporary, try again
    refused,    // permanent: trying again cannot help
    uncertain,  // the answer to the last dot never came: it may have been delivered
};

struct SendReport {
    SendOutcome outcome = SendOutcome::not_sent;
    std::string answer;          // for people and the log; one line, no secrets
    std::string message_sha256;  // of the octets offered; the same on every attempt
    // `answer` in the sender's own words and the relay's numbers: nothing that the relay was told,
    // or knows, of the recipient can be in it, whole or cut. Empty: there is nothing so harmless.
    std::string impersonal = {};
};

class Sender {
 public:
    virtual ~Sender() = default;

    [[nodiscard]] virtual std::string transport() const = 0;  // "maildir", "smtp"

    // Begins one attempt; calls `done` exactly once, on the caller's thread or, for senders with
    // threads of their own, through the executor they were given. Sending the same digest twice
    // offers the same octets with the same Message-ID.
    virtual void send(
        const reminder::DigestIssued& digest, std::function<void(SendReport)> done
    ) = 0;
};

}  // namespace dunghan
