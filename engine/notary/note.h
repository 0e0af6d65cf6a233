// Signed notes (C2SP signed-note): a text and who vouches for it, in one text.
//
//     text, one or more lines
//     (an empty line)
//     — name base64(key id, signature)
//
// Format: docs/formats/checkpoint.md
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/notary/key.h"

namespace dunghan::notary {

struct NoteSignature {
    std::string name;
    std::uint32_t key_id = 0;
    std::string octets;
    bool operator==(const NoteSignature&) const = default;
};

struct SignedNote {
    std::string text;  // ends with a line end; what is signed
    std::vector<NoteSignature> signatures;
    bool operator==(const SignedNote&) const = default;
};

[[nodiscard]] std::string to_text(const SignedNote& note);

// One note has one text: what is read is written again octet for octet. At most 64 KiB and 64
// signatures. Error: invalid. Says nothing yet about the signatures.
[[nodiscard]] Result<SignedNote> parse_note(std::string_view octets);

[[nodiscard]] SignedNote sign_note(std::string text, std::span<const SigningKey> keys);

// Which of `known` signed it, in their order. Signatures of other keys are ignored, as the
// specification demands. Error: corruption when a known key's signature does not hold, or stands
// there twice, or when no known key signed.
[[nodiscard]] Result<std::vector<VerifierKey>> signers(
    const SignedNote& note, std::span<const VerifierKey> known
);

}  // namespace dunghan::notary
