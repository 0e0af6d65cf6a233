// What can be wished of a person's record. Sealing happens before the wish is made: no plain name
// ever comes this far.
#pragma once

#include "engine/person/event.h"

namespace dunghan::person {

// No event when the person is already so described. Sealing the same twice gives other octets, and
// is a new description.
struct Describe {
    Described content;
};

// No event when the person is erased already.
struct Erase {
    Erased content;
};

using Command = std::variant<Describe, Erase>;

}  // namespace dunghan::person
