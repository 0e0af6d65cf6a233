// Opens the address of a person at the last moment, and lets none back into the log.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "engine/port/sender.h"
#include "engine/port/store.h"

#include "adapters/keys/seal.h"

namespace dunghan::app {

// Before another sender. A digest addressed to "person:ID" goes to the address that is sealed in
// the store; where the person is erased (or has none any more) it goes where `readdress` says,
// loudly. Of an attempt to a person SendReport::impersonal is recorded and nothing else: a relay
// repeats addresses and names in ways nobody can list, and whoever has the log could try addresses
// against the hash of the mail.
class PersonSender final : public Sender {
 public:
    using Readdress = std::function<void(reminder::DigestIssued&)>;

    // All must outlive it.
    PersonSender(Sender& inner, const Store& store, KeyRing keys, Readdress readdress);

    [[nodiscard]] std::string transport() const override { return inner_.transport(); }

    void send(const reminder::DigestIssued& digest, std::function<void(SendReport)> done) override;

 private:
    // Whose address it is, or why there is none.
    struct Opened {
        std::optional<PersonalData> data;
        bool erased = false;
    };

    void send_elsewhere(
        reminder::DigestIssued digest, const std::string& why, std::function<void(SendReport)> done
    );
    [[nodiscard]] Result<Opened> open(const std::string& person) const;

    Sender& inner_;
    const Store& store_;
    KeyRing keys_;
    Readdress readdress_;
};

}  // namespace dunghan::app
