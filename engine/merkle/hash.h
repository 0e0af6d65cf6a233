// The hashes of an RFC 6962 Merkle tree (section 2.1): what a leaf, a node and an empty tree are.
#pragma once

#include <string_view>

#include "engine/base/sha256.h"

namespace dunghan::merkle {

// SHA-256 of nothing: the root of the tree without leaves.
[[nodiscard]] Sha256 empty_root();

// SHA-256(0x00 || record): the leaf of one stored record, all its octets.
[[nodiscard]] Sha256 leaf_hash(std::string_view record);

// SHA-256(0x01 || left || right).
[[nodiscard]] Sha256 node_hash(const Sha256& left, const Sha256& right);

}  // namespace dunghan::merkle
