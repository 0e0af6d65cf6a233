// A person: who answers for an agency's work. The name, the e-mail address and the telephone number
// are sealed under a key of the person's own; destroying it erases them everywhere at once, and the
// log stays as it was. Format: docs/formats/personal_data.md
#pragma once

#include <string>
#include <variant>

namespace dunghan::person {

// A description takes the place of the one before.
struct Described {
    std::string person;      // a pseudonym: "cb-017"; never a name
    std::string agency;      // agency id the person answers for; empty: none
    bool reachable = false;  // there is an e-mail address among what is sealed
    std::string sealed;      // base64; only who holds the person's key can read it
    bool operator==(const Described&) const = default;
};

// The key is destroyed; what was sealed under it can be read by nobody any more.
struct Erased {
    std::string person;
    std::string basis;  // the request or the law that asks for it
    std::string reason;
    bool operator==(const Erased&) const = default;
};

using Event = std::variant<Described, Erased>;

}  // namespace dunghan::person
