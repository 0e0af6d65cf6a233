// The files in which proofs travel. All are text; checkpoints stand in them as they were signed.
// Formats: docs/formats/checkpoint.md, docs/formats/bundle.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/merkle/proof.h"
#include "engine/notary/checkpoint.h"

namespace dunghan::notary {

inline constexpr std::string_view inclusion_mark = "c2sp.org/tlog-proof@v1\n";
inline constexpr std::string_view consistency_mark = "dunghan/consistency-proof@v1\n";
inline constexpr std::string_view bundle_mark = "dunghan/bundle@v1\n";

// C2SP tlog-proof; `extra` holds the record itself, so that a reader sees what is proven.
struct InclusionFile {
    std::string record;
    std::uint64_t index = 0;  // of the leaf: the record's position less one
    merkle::Proof proof;
    SignedCheckpoint checkpoint;
};

// That the tree `from` begins the tree of the checkpoint.
struct ConsistencyFile {
    merkle::TreeHead from;
    merkle::Proof proof;
    SignedCheckpoint checkpoint;
};

// What stands before the records of a bundle. The records follow without anything in between: each
// begins with its own length.
struct BundleHeader {
    std::vector<VerifierKey> keys;  // of everybody who signed the checkpoint
    SignedCheckpoint checkpoint;
};

[[nodiscard]] std::string to_text(const InclusionFile& file);
[[nodiscard]] std::string to_text(const ConsistencyFile& file);
[[nodiscard]] std::string to_text(const BundleHeader& header);

// One file has one text: what is read is written again octet for octet. Error: invalid.
[[nodiscard]] Result<InclusionFile> parse_inclusion(std::string_view octets);
[[nodiscard]] Result<ConsistencyFile> parse_consistency(std::string_view octets);

struct OpenedBundle {
    BundleHeader header;
    std::string_view records;  // of the caller's octets
};

[[nodiscard]] Result<OpenedBundle> open_bundle(std::string_view octets);

}  // namespace dunghan::notary
