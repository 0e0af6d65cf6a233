// What can be wished of an endpoint, in stream "endpoint/ID".
#pragma once

#include <variant>

#include "engine/endpoint/event.h"

namespace dunghan::endpoint {

// Its first secret was drawn before, and only its mark comes this far.
struct Create {
    Endpoint endpoint;
    SecretMark secret;
};

// No event when it is so already.
struct Change {
    Endpoint endpoint;
};

struct RotateSecret {
    SecretRotated content;
};

struct GrantEgress {
    EgressGranted content;
};

struct WithdrawEgress {
    EgressWithdrawn content;
};

// No event when it is disabled already.
struct Disable {
    Disabled content;
};

// No event when it is enabled already.
struct Enable {
    Enabled content;
};

// No event when it is removed already.
struct Remove {
    Removed content;
};

struct Test {
    Tested content;
};

struct RequestReplay {
    ReplayRequested content;
};

using Command = std::variant<
    Create,
    Change,
    RotateSecret,
    GrantEgress,
    WithdrawEgress,
    Disable,
    Enable,
    Remove,
    Test,
    RequestReplay>;

}  // namespace dunghan::endpoint
