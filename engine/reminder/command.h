// What can be wished of a digest: by the scheduler and by the deliverer.
#pragma once

#include "engine/reminder/event.h"

namespace dunghan::reminder {

struct IssueDigest {
    DigestIssued content;
};

struct ClaimDelivery {
    std::string transport;
};

// What became of the attempt claimed last.
struct RecordSent {
    DeliverySent content;
};

struct RecordFailed {
    DeliveryFailed content;
};

struct RecordUncertain {
    DeliveryUncertain content;
};

struct WithdrawDelivery {
    DeliveryWithdrawn content;
};

using Command = std::variant<
    IssueDigest,
    ClaimDelivery,
    RecordSent,
    RecordFailed,
    RecordUncertain,
    WithdrawDelivery>;

}  // namespace dunghan::reminder
