// Proofs over the Merkle tree: that a record is in it, and that an earlier tree is its beginning.
//
// Proofs are lists of hashes as RFC 6962 defines them (2.1.1 and 2.1.2). The verifiers are those of
// RFC 9162 (2.1.3.2 and 2.1.4.2) and strict: a proof that is a hash too short or too long is
// refused. Formats: docs/formats/merkle.md
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "engine/merkle/tree.h"

namespace dunghan::merkle {

using Proof = std::vector<Sha256>;

// Makes proofs for any tree up to the store's head out of its tiles. Remembers the tiles it read,
// so keep one for several proofs and let it go with them. Asking for a tree that is larger than the
// head ends with the tile reader's error.
class Prover {
 public:
    using ReadTile = std::function<Result<Tile>(const TileId&)>;  // as Store::tile

    explicit Prover(ReadTile read) : read_(std::move(read)) {}

    // Root of the tree of the first `size` leaves.
    [[nodiscard]] Result<Sha256> root(std::uint64_t size);

    // PATH(index, D[size]): that leaf `index` (from 0) is in the tree. Precondition: index < size.
    [[nodiscard]] Result<Proof> inclusion(std::uint64_t index, std::uint64_t size);

    // PROOF(from, D[to]): that the first `from` leaves begin the first `to`.
    // Precondition: 0 < from <= to.
    [[nodiscard]] Result<Proof> consistency(std::uint64_t from, std::uint64_t to);

 private:
    struct Range {
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
    };

    // After the first error these give anything; the public functions then answer the error.
    Sha256 hash_of(Range range);
    Sha256 complete(Range range);
    void path(std::uint64_t index, Range range, Proof& proof);
    void subproof(std::uint64_t from, Range range, bool whole, Proof& proof);
    const Tile* tile(const TileId& id);
    template <class T>
    Result<T> answer(T value);

    ReadTile read_;
    std::map<TileId, Tile> tiles_;
    std::optional<Error> broken_;
};

// Whether `proof` leads from the leaf at `index` (from 0) to the root of a tree of `size` leaves.
[[nodiscard]] bool verify_inclusion(
    const Sha256& leaf,
    std::uint64_t index,
    std::uint64_t size,
    const Proof& proof,
    const Sha256& root
);

// Whether `proof` shows that the tree `from` begins the tree `to`. Equal sizes need equal roots and
// no proof. Of an empty tree nothing can be shown: 0 -> n is refused.
[[nodiscard]] bool verify_consistency(const TreeHead& from, const TreeHead& to, const Proof& proof);

}  // namespace dunghan::merkle
