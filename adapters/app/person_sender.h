// Opens the address of a person at the last moment, and lets none back into the log.
#pragma once

#include <functional>

#include "engine/port/sender.h"
#include "engine/port/store.h"

#include "adapters/keys/key_ring.h"

namespace dunghan::app {

// Before another sender. A digest addressed to "person:ID" goes to the address that is sealed in
// the store; where the person is erased (or has none any more) it goes where `readdress` says,
// loudly. What a relay answers is recorded with the address taken out.
class PersonSender final : public Sender {
 public:
    using Readdress = std::function<void(reminder::DigestIssued&)>;

    // All must outlive it.
    PersonSender(Sender& inner, const Store& store, KeyRing keys, Readdress readdress);

    [[nodiscard]] std::string transport() const override { return inner_.transport(); }

    void send(const reminder::DigestIssued& digest, std::function<void(SendReport)> done) override;

 private:
    void send_elsewhere(
        reminder::DigestIssued digest,
        const std::string& person,
        std::function<void(SendReport)> done
    );
    [[nodiscard]] Result<std::optional<std::string>> address_of(const std::string& person) const;

    Sender& inner_;
    const Store& store_;
    KeyRing keys_;
    Readdress readdress_;
};

// `text` with every occurrence of `address`, in whatever case, as `reference`.
[[nodiscard]] std::string without_address(
    std::string text, const std::string& address, const std::string& reference
);

}  // namespace dunghan::app
