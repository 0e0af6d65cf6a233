// What the two halves of verify() share. For engine/notary only.
#pragma once

#include "engine/notary/verify.h"

namespace dunghan::notary {

using Held = tl::expected<void, Fault>;  // it holds, or what does not
using Verified = tl::expected<Verdict, Fault>;

[[nodiscard]] inline tl::unexpected<Fault> fault(std::string what, std::uint64_t position = 0) {
    return tl::unexpected(Fault{position, std::move(what)});
}

// The fault of a log that does not begin with the checkpoint kept earlier.
[[nodiscard]] tl::unexpected<Fault> not_the_old(
    const merkle::TreeHead& old, const merkle::TreeHead& shown_head
);

// Whether the checkpoint kept earlier is of the same log.
[[nodiscard]] Held is_same_log(const SignedCheckpoint& old, const Checkpoint& now);

// Whether one of `known` signed the checkpoint kept earlier.
[[nodiscard]] Held is_signed_by(const SignedCheckpoint& old, const std::vector<VerifierKey>& known);

[[nodiscard]] Verified verify_bundle(std::string_view octets, const Trust& trust);

}  // namespace dunghan::notary
