// Whether a bundle, a proof or a checkpoint holds, from its octets and the auditor's own knowledge
// alone: no store, no network, no clock. What `dunghan-verify` is made of.
// Formats: docs/formats/bundle.md, docs/formats/checkpoint.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/notary/key_event.h"
#include "engine/notary/proof_file.h"

namespace dunghan::notary {

// What the auditor knows besides the file.
struct Trust {
    std::vector<TermedKey> keys;          // pinned; none: believe the keys a bundle names itself
    std::optional<SignedCheckpoint> old;  // kept from earlier: must be a beginning of what is shown
};

// The first thing that does not hold.
struct Fault {
    std::uint64_t position = 0;  // of the record it was found at; 0: not at a record
    std::string what;
};

struct Verdict {
    std::string what;  // "bundle", "inclusion", "consistency" or "checkpoint"
    Checkpoint checkpoint;
    std::vector<VerifierKey> signers;
    bool pinned = false;                  // a key of the auditor vouches for it
    std::uint64_t streams = 0;            // in a bundle
    std::string record;                   // the record whose inclusion is proven
    std::optional<merkle::TreeHead> old;  // an earlier head that begins this one
};

// By its first line one of the four. A proof or a checkpoint without a pinned key is a fault: it
// names no key. So is `trust.old` beside a file that proves nothing of it: a lone head shows how a
// log begins only when the two are one. `octets` must stay while this runs; a bundle is read once,
// from front to back, and takes memory for its streams, not for its records.
[[nodiscard]] tl::expected<Verdict, Fault> verify(std::string_view octets, const Trust& trust);

}  // namespace dunghan::notary
