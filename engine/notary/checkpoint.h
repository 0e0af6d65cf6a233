// Checkpoints (C2SP tlog-checkpoint): origin, size and root of a log, signed. Whoever keeps one can
// tell later whether what it covers was rewritten. Format: docs/formats/checkpoint.md
#pragma once

#include <string>
#include <string_view>

#include "engine/merkle/tree.h"
#include "engine/notary/note.h"

namespace dunghan::notary {

struct Checkpoint {
    std::string origin;  // names the log; the key name of those who sign for it
    merkle::TreeHead head;
    bool operator==(const Checkpoint&) const = default;
};

// The three lines that are signed.
[[nodiscard]] std::string to_text(const Checkpoint& checkpoint);

struct SignedCheckpoint {
    Checkpoint content;
    SignedNote note;  // its text is to_text(content)
};

[[nodiscard]] SignedCheckpoint sign_checkpoint(
    const Checkpoint& content, std::span<const SigningKey> keys
);

// A whole signed note. Error: invalid. Says nothing yet about the signatures: see signers().
[[nodiscard]] Result<SignedCheckpoint> parse_checkpoint(std::string_view octets);

// "size 17, root base64": how heads are shown to people.
[[nodiscard]] std::string shown(const merkle::TreeHead& head);

// "17", without sign, blank or leading zero.
[[nodiscard]] Result<std::uint64_t> parse_count(std::string_view text);

}  // namespace dunghan::notary
