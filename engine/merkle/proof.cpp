#include "engine/merkle/proof.h"

#include <bit>
#include <utility>

#include "engine/base/assert.h"

namespace dunghan::merkle {
namespace {

constexpr unsigned tile_height = 8;

// The largest power of two below `count`, where RFC 6962 splits a tree. Precondition: count > 1.
std::uint64_t left_of(std::uint64_t count) {
    return std::bit_floor(count - 1);
}

}  // namespace

template <class T>
Result<T> Prover::answer(T value) {
    if (broken_) {
        return tl::unexpected(*std::exchange(broken_, std::nullopt));
    }
    return value;
}

Result<Sha256> Prover::root(std::uint64_t size) {
    return answer(size == 0 ? empty_root() : hash_of({0, size}));
}

Result<Proof> Prover::inclusion(std::uint64_t index, std::uint64_t size) {
    DUNGHAN_ASSERT(index < size);
    Proof proof;
    path(index, {0, size}, proof);
    return answer(std::move(proof));
}

Result<Proof> Prover::consistency(std::uint64_t from, std::uint64_t to) {
    DUNGHAN_ASSERT(from > 0 && from <= to);
    Proof proof;
    subproof(from, {0, to}, true, proof);
    return answer(std::move(proof));
}

// Every range that occurs begins at a multiple of the power of two that holds it, so that a range
// whose count is one is a complete subtree.
Sha256 Prover::hash_of(Range range) {
    const std::uint64_t count = range.end - range.begin;
    if (std::has_single_bit(count)) {
        return complete(range);
    }
    const std::uint64_t middle = range.begin + left_of(count);
    const Sha256 left = hash_of({range.begin, middle});
    return node_hash(left, hash_of({middle, range.end}));
}

Sha256 Prover::complete(Range range) {
    DUNGHAN_ASSERT(range.begin < range.end);
    const auto height = static_cast<unsigned>(std::countr_zero(range.end - range.begin));
    const unsigned level = height / tile_height;
    const std::uint64_t first = range.begin >> (level * tile_height);
    const std::size_t count = std::size_t{1} << (height % tile_height);
    const std::size_t offset = first % tile_width;
    const Tile* const found = tile({static_cast<std::uint8_t>(level), first / tile_width});
    if (found == nullptr) {
        return {};
    }
    if (found->hashes.size() < offset + count) {
        const auto missing = no_such_tile(found->id, range.end);
        broken_ = missing.value();
        return {};
    }
    return root_of(found->hashes.data() + offset, count);
}

void Prover::path(std::uint64_t index, Range range, Proof& proof) {
    const std::uint64_t count = range.end - range.begin;
    if (count == 1) {
        return;
    }
    const std::uint64_t middle = range.begin + left_of(count);
    if (index < middle) {
        path(index, {range.begin, middle}, proof);
        proof.push_back(hash_of({middle, range.end}));
    } else {
        path(index, {middle, range.end}, proof);
        proof.push_back(hash_of({range.begin, middle}));
    }
}

// `whole`: the verifier knows the hash of the first `from` leaves of this range: it is the old
// root.
void Prover::subproof(std::uint64_t from, Range range, bool whole, Proof& proof) {
    if (from == range.end) {
        if (!whole) {
            proof.push_back(hash_of(range));
        }
        return;
    }
    const std::uint64_t middle = range.begin + left_of(range.end - range.begin);
    if (from <= middle) {
        subproof(from, {range.begin, middle}, whole, proof);
        proof.push_back(hash_of({middle, range.end}));
    } else {
        subproof(from, {middle, range.end}, false, proof);
        proof.push_back(hash_of({range.begin, middle}));
    }
}

const Tile* Prover::tile(const TileId& id) {
    if (const auto known = tiles_.find(id); known != tiles_.end()) {
        return &known->second;
    }
    auto read = broken_ ? tl::unexpected(*broken_) : read_(id);
    if (!read) {
        broken_ = read.error();
        return nullptr;
    }
    return &tiles_.emplace(id, std::move(*read)).first->second;
}

bool verify_inclusion(
    const Sha256& leaf,
    std::uint64_t index,
    std::uint64_t size,
    const Proof& proof,
    const Sha256& root
) {
    if (index >= size) {
        return false;
    }
    std::uint64_t node = index;
    std::uint64_t last = size - 1;  // the rightmost node of the level
    Sha256 hash = leaf;
    for (const Sha256& sibling : proof) {
        if (last == 0) {
            return false;  // longer than the tree is high
        }
        if ((node & 1U) != 0 || node == last) {
            hash = node_hash(sibling, hash);
            // A rightmost node without sibling stands for itself on the levels above.
            while ((node & 1U) == 0 && node != 0) {
                node >>= 1U;
                last >>= 1U;
            }
        } else {
            hash = node_hash(hash, sibling);
        }
        node >>= 1U;
        last >>= 1U;
    }
    return last == 0 && hash == root;
}

namespace {

// RFC 9162, 2.1.4.2, from step 4 on. `first` begins the proof: when `from` is a complete subtree it
// is the old root, which no proof repeats.
bool both_roots(
    const TreeHead& from,
    const TreeHead& to,
    const Sha256& first,
    const Sha256* at,
    const Sha256* end
) {
    std::uint64_t node = from.size - 1;
    std::uint64_t last = to.size - 1;
    const int shared = std::countr_one(node);
    node >>= static_cast<unsigned>(shared);
    last >>= static_cast<unsigned>(shared);
    Sha256 old_root = first;
    Sha256 new_root = first;
    for (; at != end; ++at) {
        if (last == 0) {
            return false;
        }
        if ((node & 1U) != 0 || node == last) {
            old_root = node_hash(*at, old_root);
            new_root = node_hash(*at, new_root);
            while ((node & 1U) == 0 && node != 0) {
                node >>= 1U;
                last >>= 1U;
            }
        } else {
            new_root = node_hash(new_root, *at);
        }
        node >>= 1U;
        last >>= 1U;
    }
    return last == 0 && old_root == from.root && new_root == to.root;
}

}  // namespace

bool verify_consistency(const TreeHead& from, const TreeHead& to, const Proof& proof) {
    if (from.size == to.size) {
        return proof.empty() && from.root == to.root;
    }
    if (from.size == 0 || from.size > to.size || proof.empty()) {
        return false;
    }
    const Sha256* const begin = proof.data();
    const Sha256* const end = begin + proof.size();
    return std::has_single_bit(from.size) ? both_roots(from, to, from.root, begin, end)
                                          : both_roots(from, to, *begin, begin + 1, end);
}

}  // namespace dunghan::merkle
