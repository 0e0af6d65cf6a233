// The tree grown leaf by leaf against RFC 6962's own words, and against published roots.
#include "engine/merkle/tree.h"

#include <bit>
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>

namespace dunghan::merkle {
namespace {

// MTH of RFC 6962, 2.1, as it is written there.
Sha256 mth(const std::vector<Sha256>& leaves, std::size_t begin, std::size_t end) {
    const std::size_t count = end - begin;
    if (count == 0) {
        return empty_root();
    }
    if (count == 1) {
        return leaves[begin];
    }
    const std::size_t split = std::bit_floor(count - 1);
    return node_hash(mth(leaves, begin, begin + split), mth(leaves, begin + split, end));
}

std::vector<Sha256> numbered_leaves(std::size_t count) {
    std::vector<Sha256> leaves;
    for (std::size_t i = 0; i < count; ++i) {
        leaves.push_back(leaf_hash(std::to_string(i)));
    }
    return leaves;
}

// What a store keeps of a tree.
struct Kept {
    Edge edge;
    std::map<TileId, Tile> tiles;

    void append(const std::vector<Sha256>& leaves, std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            edge.append(leaves[i]);
        }
        for (Tile& tile : edge.take_changed()) {
            tiles[tile.id] = tile;
        }
    }

    // The edge a restarted store would have.
    [[nodiscard]] Edge restarted(const std::vector<Sha256>& leaves) const {
        std::vector<Tile> last;
        for (const TileSize& size : last_tiles(edge.size())) {
            if (size.id.level != 0) {
                last.push_back(tiles.at(size.id));
                continue;
            }
            const auto begin = leaves.begin() + static_cast<std::ptrdiff_t>(size.id.index * 256);
            last.push_back({size.id, {begin, begin + static_cast<std::ptrdiff_t>(size.hashes)}});
        }
        return {edge.size(), last};
    }
};

TEST(MerkleHash, AgreesWithThePublishedVectors) {
    EXPECT_EQ(
        to_hex(empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    EXPECT_EQ(
        to_hex(leaf_hash("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    );
    EXPECT_EQ(
        to_hex(leaf_hash("L123456")),
        "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    );
    // node_hash takes hashes of 32 octets; the published pair N123, N456 tells the prefix alone
    EXPECT_EQ(
        to_hex(sha256("\x01N123", "N456")),
        "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    );
}

TEST(MerkleTree, HasThePublishedRootsOfTheReferenceLeaves) {
    using namespace std::string_literals;
    const std::vector<std::string> records{
        ""s,
        "\x00"s,
        "\x10"s,
        "\x20\x21"s,
        "\x30\x31"s,
        "\x40\x41\x42\x43"s,
        "\x50\x51\x52\x53\x54\x55\x56\x57"s,
        "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"s};
    const std::vector<std::string> roots{
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    Edge edge;
    for (std::size_t size = 0;; ++size) {
        EXPECT_EQ(edge.head().size, size);
        EXPECT_EQ(to_hex(edge.head().root), roots[size]);
        if (size == records.size()) {
            break;
        }
        edge.append(leaf_hash(records[size]));
    }
}

TEST(MerkleTree, HasTheRootOfTheDefinitionAtEverySize) {
    const auto leaves = numbered_leaves(600);
    Edge edge;
    Peaks peaks;
    for (std::size_t size = 1; size <= leaves.size(); ++size) {
        edge.append(leaves[size - 1]);
        peaks.append(leaves[size - 1]);
        ASSERT_EQ(edge.head().root, mth(leaves, 0, size)) << size;
        ASSERT_EQ(peaks.head(), edge.head()) << size;
    }
}

TEST(MerkleTree, KeepsTheRootAcrossALevelOfTiles) {
    const auto leaves = numbered_leaves(65'536 + 300);
    Kept kept;
    kept.append(leaves, 0, leaves.size());

    EXPECT_EQ(kept.edge.head().root, mth(leaves, 0, leaves.size()));
    EXPECT_EQ(kept.restarted(leaves).head(), kept.edge.head());
    EXPECT_EQ(kept.tiles.at({1, 0}).hashes.size(), 256U);
    EXPECT_EQ(kept.tiles.at({2, 0}).hashes.front(), mth(leaves, 0, 65'536));
    EXPECT_EQ(kept.tiles.at({1, 1}).hashes.front(), mth(leaves, 65'536, 65'536 + 256));
}

TEST(MerkleTree, ATileHasAsManyHashesAsTheTreeIsLarge) {
    EXPECT_EQ(hashes_in({0, 0}, 0), 0U);
    EXPECT_EQ(hashes_in({0, 0}, 255), 255U);
    EXPECT_EQ(hashes_in({0, 0}, 256), 256U);
    EXPECT_EQ(hashes_in({0, 1}, 257), 1U);
    EXPECT_EQ(hashes_in({0, 2}, 257), 0U);
    EXPECT_EQ(hashes_in({1, 0}, 257), 1U);
    EXPECT_EQ(hashes_in({9, 0}, ~0ULL), 0U);
}

// However the records were grouped, and wherever the store was started again.
RC_GTEST_PROP(MerkleTree, IsTheSameHoweverItGrew, ()) {
    const auto count = *rc::gen::inRange<std::size_t>(0, 1500);
    const auto leaves = numbered_leaves(count);
    Kept kept;
    for (std::size_t at = 0; at < count;) {
        const std::size_t next = std::min(count, at + *rc::gen::inRange<std::size_t>(1, 400));
        kept.append(leaves, at, next);
        at = next;
        RC_ASSERT(kept.edge.head().root == mth(leaves, 0, at));
        if (*rc::gen::inRange(0, 3) == 0) {
            kept.edge = kept.restarted(leaves);
        }
    }
    for (const auto& [id, tile] : kept.tiles) {
        RC_ASSERT(tile.hashes.size() == hashes_in(id, count));
        const std::size_t span = id.level == 0 ? 1 : 256;
        for (std::size_t i = 0; i < tile.hashes.size(); ++i) {
            const std::size_t begin = (id.index * 256 + i) * span;
            RC_ASSERT(tile.hashes[i] == mth(leaves, begin, begin + span));
        }
    }
}

}  // namespace
}  // namespace dunghan::merkle
