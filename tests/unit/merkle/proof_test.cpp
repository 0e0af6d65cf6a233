// Proofs against RFC 6962's own recursion, against published vectors, and every way to forge one.
#include "engine/merkle/proof.h"

#include <bit>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dunghan::merkle {
namespace {

using Leaves = std::vector<Sha256>;

// MTH, PATH and SUBPROOF of RFC 6962, 2.1, as they are written there.
Sha256 mth(const Leaves& d, std::size_t begin, std::size_t end) {
    const std::size_t n = end - begin;
    if (n == 0) {
        return empty_root();
    }
    if (n == 1) {
        return d[begin];
    }
    const std::size_t k = std::bit_floor(n - 1);
    return node_hash(mth(d, begin, begin + k), mth(d, begin + k, end));
}

void path(std::size_t m, const Leaves& d, std::size_t begin, std::size_t end, Proof& out) {
    const std::size_t n = end - begin;
    if (n == 1) {
        return;
    }
    const std::size_t k = std::bit_floor(n - 1);
    if (m < k) {
        path(m, d, begin, begin + k, out);
        out.push_back(mth(d, begin + k, end));
    } else {
        path(m - k, d, begin + k, end, out);
        out.push_back(mth(d, begin, begin + k));
    }
}

void subproof(
    std::size_t m, const Leaves& d, std::size_t begin, std::size_t end, bool b, Proof& out
) {
    const std::size_t n = end - begin;
    if (m == n) {
        if (!b) {
            out.push_back(mth(d, begin, end));
        }
        return;
    }
    const std::size_t k = std::bit_floor(n - 1);
    if (m <= k) {
        subproof(m, d, begin, begin + k, b, out);
        out.push_back(mth(d, begin + k, end));
    } else {
        subproof(m - k, d, begin + k, end, false, out);
        out.push_back(mth(d, begin, begin + k));
    }
}

Leaves numbered_leaves(std::size_t count) {
    Leaves leaves;
    for (std::size_t i = 0; i < count; ++i) {
        leaves.push_back(leaf_hash(std::to_string(i)));
    }
    return leaves;
}

Leaves reference_leaves() {
    using namespace std::string_literals;
    Leaves leaves;
    for (const std::string& record :
         {""s,
          "\x00"s,
          "\x10"s,
          "\x20\x21"s,
          "\x30\x31"s,
          "\x40\x41\x42\x43"s,
          "\x50\x51\x52\x53\x54\x55\x56\x57"s,
          "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"s}) {
        leaves.push_back(leaf_hash(record));
    }
    return leaves;
}

// What a store answers: every tile of the tree as it stands.
struct Tiles {
    explicit Tiles(const Leaves& leaves) {
        for (const Sha256& leaf : leaves) {
            edge.append(leaf);
        }
        for (Tile& tile : edge.take_changed()) {
            tiles[tile.id] = std::move(tile);
        }
        if (Tile last = edge.last_tile(0); !last.hashes.empty()) {
            tiles[last.id] = std::move(last);
        }
    }

    [[nodiscard]] Prover prover() const {
        return Prover([this](const TileId& id) -> Result<Tile> {
            const auto found = tiles.find(id);
            return found == tiles.end() ? no_such_tile(id, edge.size())
                                        : Result<Tile>(found->second);
        });
    }

    Edge edge;
    std::map<TileId, Tile> tiles;
};

std::vector<std::string> beginnings(const Proof& proof) {
    std::vector<std::string> texts;
    for (const Sha256& hash : proof) {
        texts.push_back(to_hex(hash).substr(0, 8));
    }
    return texts;
}

using Texts = std::vector<std::string>;

TEST(MerkleProof, HasThePublishedHashesOfTheReferenceTree) {
    const Tiles tiles(reference_leaves());
    Prover prover = tiles.prover();
    const auto inclusion = [&](std::uint64_t index, std::uint64_t size) {
        return beginnings(prover.inclusion(index, size).value());
    };
    const auto consistency = [&](std::uint64_t from, std::uint64_t to) {
        return beginnings(prover.consistency(from, to).value());
    };
    EXPECT_EQ(inclusion(0, 8), (Texts{"96a296d2", "5f083f0a", "6b47aaf2"}));
    EXPECT_EQ(inclusion(5, 8), (Texts{"bc1a0643", "ca854ea1", "d37ee418"}));
    EXPECT_EQ(inclusion(2, 3), (Texts{"fac54203"}));
    EXPECT_EQ(consistency(1, 8), (Texts{"96a296d2", "5f083f0a", "6b47aaf2"}));
    EXPECT_EQ(consistency(2, 5), (Texts{"5f083f0a", "bc1a0643"}));
    EXPECT_EQ(consistency(3, 7), (Texts{"0298d122", "07506a85", "fac54203", "837dbb15"}));
    EXPECT_EQ(consistency(6, 8), (Texts{"0ebc5d34", "ca854ea1", "d37ee418"}));
}

TEST(MerkleProof, IsThatOfTheDefinitionForEveryLeafAndSizeOfASmallTree) {
    const Leaves leaves = numbered_leaves(70);
    const Tiles tiles(leaves);
    Prover prover = tiles.prover();
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        const Sha256 root = mth(leaves, 0, size);
        ASSERT_EQ(prover.root(size).value(), root) << size;
        for (std::size_t index = 0; index < size; ++index) {
            Proof expected;
            path(index, leaves, 0, size, expected);
            ASSERT_EQ(prover.inclusion(index, size).value(), expected) << index << " of " << size;
            ASSERT_TRUE(verify_inclusion(leaves[index], index, size, expected, root));
        }
        for (std::size_t from = 1; from <= size; ++from) {
            Proof expected;
            subproof(from, leaves, 0, size, true, expected);
            ASSERT_EQ(prover.consistency(from, size).value(), expected) << from << " to " << size;
            ASSERT_TRUE(verify_consistency({from, mth(leaves, 0, from)}, {size, root}, expected));
        }
    }
}

// Past one and two levels of tiles, in a store that has grown further than the tree asked about.
RC_GTEST_PROP(MerkleProof, IsThatOfTheDefinitionInLargeTrees, ()) {
    static const Leaves leaves = numbered_leaves(5'000);
    const auto head = *rc::gen::inRange<std::size_t>(1, leaves.size() + 1);
    const Tiles tiles({leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(head)});
    Prover prover = tiles.prover();
    for (int i = 0; i < 20; ++i) {
        const auto size = *rc::gen::inRange<std::size_t>(1, head + 1);
        const auto index = *rc::gen::inRange<std::size_t>(0, size);
        const Sha256 root = mth(leaves, 0, size);
        RC_ASSERT(prover.root(size).value() == root);
        Proof expected;
        path(index, leaves, 0, size, expected);
        const Proof inclusion = prover.inclusion(index, size).value();
        RC_ASSERT(inclusion == expected);
        RC_ASSERT(verify_inclusion(leaves[index], index, size, inclusion, root));
        expected.clear();
        subproof(index + 1, leaves, 0, size, true, expected);
        const Proof consistency = prover.consistency(index + 1, size).value();
        RC_ASSERT(consistency == expected);
        RC_ASSERT(
            verify_consistency({index + 1, mth(leaves, 0, index + 1)}, {size, root}, consistency)
        );
    }
}

TEST(MerkleProof, AcrossTwoLevelsOfTiles) {
    const Leaves leaves = numbered_leaves(65'536 + 700);
    const Tiles tiles(leaves);
    Prover prover = tiles.prover();
    const Sha256 root = mth(leaves, 0, leaves.size());
    for (const std::uint64_t index : {0UL, 255UL, 256UL, 65'535UL, 65'536UL, 66'000UL, 66'235UL}) {
        EXPECT_TRUE(verify_inclusion(
            leaves[index],
            index,
            leaves.size(),
            prover.inclusion(index, leaves.size()).value(),
            root
        )) << index;
        EXPECT_TRUE(verify_consistency(
            {index + 1, mth(leaves, 0, index + 1)},
            {leaves.size(), root},
            prover.consistency(index + 1, leaves.size()).value()
        )) << index;
    }
}

TEST(MerkleProof, OfALargerTreeThanTheStoreHasIsAnError) {
    const Tiles tiles(numbered_leaves(10));
    EXPECT_EQ(tiles.prover().root(11).error().code, ErrorCode::not_found);
    EXPECT_EQ(tiles.prover().inclusion(3, 300).error().code, ErrorCode::not_found);
    EXPECT_EQ(tiles.prover().consistency(3, 11).error().code, ErrorCode::not_found);
}

// The ways in which the public probes of transparency-dev/merkle forge a proof; the cases are made
// here, for every leaf and size of the reference tree.
std::vector<Proof> forged(const Proof& proof, const Leaves& others) {
    std::vector<Proof> all;
    const auto with = [&](const auto& change) {
        Proof copy = proof;
        change(copy);
        if (copy != proof) {
            all.push_back(std::move(copy));
        }
    };
    with([](Proof& p) { p.clear(); });
    with([](Proof& p) { p.resize(p.empty() ? 0 : p.size() - 1); });               // truncated
    with([](Proof& p) { p.erase(p.begin(), p.begin() + (p.empty() ? 0 : 1)); });  // first removed
    with([](Proof& p) { p.push_back({}); });  // trailing garbage
    with([](Proof& p) { p.insert(p.begin(), Sha256{}); });
    for (const Sha256& other : others) {  // trailing and preceding roots
        with([&](Proof& p) { p.push_back(other); });
        with([&](Proof& p) { p.insert(p.begin(), other); });
        for (std::size_t i = 0; i < proof.size(); ++i) {  // inserted component
            with([&](Proof& p) { p.insert(p.begin() + static_cast<std::ptrdiff_t>(i), other); });
        }
    }
    for (std::size_t i = 0; i < proof.size(); ++i) {
        for (std::size_t bit = 0; bit < 256; bit += 37) {  // modified
            with([&](Proof& p) { p[i][bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8)); });
        }
        with([&](Proof& p) { std::swap(p[i], p[0]); });
        with([&](Proof& p) { p.insert(p.begin(), p[i]); });  // preceding proof[i]
    }
    return all;
}

std::vector<std::uint64_t> other_numbers(std::uint64_t number) {
    return {
        number + 1, number - 1, number ^ 2U, number * 2, number / 2, number + (1ULL << 32U), ~0ULL};
}

// On which side of the way up each sibling lies ('L', 'R'); "-" where there is no such leaf. The
// root binds the leaves, not their number: a path holds in every tree in which it has the same
// turns. That is why size and root are signed together.
std::string sides(std::uint64_t m, std::uint64_t n) {
    if (m >= n) {
        return "-";
    }
    std::string turns;
    while (n > 1) {
        const std::uint64_t k = std::bit_floor(n - 1);
        turns.insert(turns.begin(), m < k ? 'R' : 'L');
        n = m < k ? k : n - k;
        m = m < k ? m : m - k;
    }
    return turns;
}

TEST(MerkleProof, OfInclusionIsRefusedWhenAnythingIsForged) {
    const Leaves leaves = reference_leaves();
    const Tiles tiles(leaves);
    std::size_t probes = 0;
    for (std::uint64_t size = 1; size <= 8; ++size) {
        const Sha256 root = mth(leaves, 0, size);
        for (std::uint64_t index = 0; index < size; ++index) {
            const Proof proof = tiles.prover().inclusion(index, size).value();
            const Sha256& leaf = leaves[index];
            for (const Proof& bad : forged(proof, {root, leaf, empty_root()})) {
                ASSERT_FALSE(verify_inclusion(leaf, index, size, bad, root))
                    << index << " " << size;
                ++probes;
            }
            for (const std::uint64_t other : other_numbers(index)) {
                // An index may be wrong only where the path would be the same: it never is.
                ASSERT_EQ(verify_inclusion(leaf, other, size, proof, root), other == index);
                ++probes;
            }
            for (const std::uint64_t other : other_numbers(size)) {
                ASSERT_EQ(
                    verify_inclusion(leaf, index, other, proof, root),
                    sides(index, other) == sides(index, size)
                ) << index
                  << " of " << other << " instead of " << size;
                ++probes;
            }
            ASSERT_FALSE(verify_inclusion(leaf, index, size, proof, empty_root()));
            ASSERT_FALSE(verify_inclusion(leaf, index, size, proof, leaf_hash("random root")));
            ASSERT_FALSE(verify_inclusion(leaf_hash("wrong leaf"), index, size, proof, root));
            ASSERT_FALSE(verify_inclusion(leaf, index, 0, proof, root));
        }
    }
    EXPECT_GT(probes, 1000U);
}

// The same of a consistency proof: what its hashes are joined to, from the end inward; "-" where
// there is none.
std::string joins(std::uint64_t m, std::uint64_t n) {
    if (m == 0 || m > n) {
        return "-";
    }
    std::string turns;
    bool whole = true;
    while (m != n) {
        const std::uint64_t k = std::bit_floor(n - 1);
        turns += m <= k ? 'R' : 'L';
        whole = whole && m <= k;
        n = m <= k ? k : n - k;
        m = m <= k ? m : m - k;
    }
    return turns + (whole ? "" : "+");
}

TEST(MerkleProof, OfConsistencyIsRefusedWhenAnythingIsForged) {
    const Leaves leaves = reference_leaves();
    const Tiles tiles(leaves);
    const auto head = [&](std::uint64_t size) { return TreeHead{size, mth(leaves, 0, size)}; };
    std::size_t probes = 0;
    for (std::uint64_t to = 1; to <= 8; ++to) {
        for (std::uint64_t from = 1; from <= to; ++from) {
            const Proof proof = tiles.prover().consistency(from, to).value();
            const TreeHead old_head = head(from);
            const TreeHead new_head = head(to);
            ASSERT_TRUE(verify_consistency(old_head, new_head, proof));
            for (const Proof& bad : forged(proof, {old_head.root, new_head.root, empty_root()})) {
                ASSERT_FALSE(verify_consistency(old_head, new_head, bad)) << from << " " << to;
                ++probes;
            }
            TreeHead wrong = old_head;
            wrong.root[0] ^= 1U;
            ASSERT_FALSE(verify_consistency(wrong, new_head, proof));
            wrong = new_head;
            wrong.root[31] ^= 0x80U;
            ASSERT_FALSE(verify_consistency(old_head, wrong, proof));
            if (from != to) {  // swapped roots, swapped heads
                ASSERT_FALSE(verify_consistency({from, new_head.root}, {to, old_head.root}, proof));
                ASSERT_FALSE(verify_consistency(new_head, old_head, proof));
            }
            ASSERT_FALSE(verify_consistency({0, empty_root()}, new_head, proof));
            for (const std::uint64_t other : other_numbers(from)) {
                ASSERT_EQ(
                    verify_consistency({other, old_head.root}, new_head, proof),
                    joins(other, to) == joins(from, to) && (other == to) == (from == to)
                ) << other
                  << " to " << to << " instead of " << from;
                ++probes;
            }
            for (const std::uint64_t other : other_numbers(to)) {
                ASSERT_EQ(
                    verify_consistency(old_head, {other, new_head.root}, proof),
                    joins(from, other) == joins(from, to) && (from == other) == (from == to)
                ) << from
                  << " to " << other << " instead of " << to;
                ++probes;
            }
        }
    }
    EXPECT_GT(probes, 1000U);
}

TEST(MerkleProof, OfConsistencyBetweenTreesOfOneSizeIsTheirEquality) {
    const TreeHead empty;
    const TreeHead one{1, leaf_hash("")};
    EXPECT_TRUE(verify_consistency(empty, empty, {}));
    EXPECT_TRUE(verify_consistency(one, one, {}));
    EXPECT_FALSE(verify_consistency(one, one, {one.root}));
    EXPECT_FALSE(verify_consistency(one, {1, empty_root()}, {}));
    EXPECT_FALSE(verify_consistency(empty, {0, one.root}, {}));
    EXPECT_FALSE(verify_consistency(empty, one, {}));  // nothing can be shown of an empty tree
    EXPECT_FALSE(verify_consistency(one, empty, {}));
    EXPECT_FALSE(verify_consistency({2, one.root}, one, {}));
}

}  // namespace
}  // namespace dunghan::merkle
