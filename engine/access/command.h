// What can be wished of tokens.
#pragma once

#include "engine/access/event.h"

namespace dunghan {

// In stream "token/ID". The secret was drawn before, and only its hash comes this far.
struct CreateToken {
    access::TokenCreated content;
};

// In stream "token/ID". No event when it is revoked already.
struct RevokeToken {
    access::TokenRevoked content;
};

// In stream "access/ID", by the program that turned the caller away.
struct RecordDenial {
    access::AccessDenied content;
};

}  // namespace dunghan
