// The RFC 6962 Merkle tree over the records of the log, grown leaf by leaf.
//
// Kept as tiles of up to 256 hashes (the heights of C2SP tlog-tiles): tile (level, index) holds the
// roots of the complete subtrees of 256^level leaves, numbers 256 * index and on. So a store writes
// one row per 256 records instead of one per node, and any node is at most 255 hashes away.
// Formats: docs/formats/merkle.md
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <vector>

#include "engine/base/result.h"
#include "engine/merkle/hash.h"

namespace dunghan::merkle {

inline constexpr std::uint64_t tile_width = 256;

struct TreeHead {
    std::uint64_t size = 0;  // records = position of the last one
    Sha256 root = empty_root();
    bool operator==(const TreeHead&) const = default;
};

struct TileId {
    std::uint8_t level = 0;
    std::uint64_t index = 0;
    auto operator<=>(const TileId&) const = default;
};

// 1 to tile_width hashes, left to right.
struct Tile {
    TileId id;
    std::vector<Sha256> hashes;
    bool operator==(const Tile&) const = default;
};

// Level and index of the last tile of each level in a tree of `size` leaves, and how many hashes it
// holds; levels whose last tile is empty are left out. Lowest level first.
struct TileSize {
    TileId id;
    std::uint64_t hashes = 0;
};

[[nodiscard]] std::vector<TileSize> last_tiles(std::uint64_t size);

// How many hashes the tile has in a tree of `size` leaves.
[[nodiscard]] std::uint64_t hashes_in(const TileId& id, std::uint64_t size);

// Error: not_found.
[[nodiscard]] tl::unexpected<Error> no_such_tile(const TileId& id, std::uint64_t size);

// Roots of the complete subtrees, left to right: all that is needed to grow a tree and to know its
// root. At most 64 hashes, whatever the size: for those who read a log and keep no tiles.
class Peaks {
 public:
    Peaks() = default;

    // Precondition: the roots are those of a tree of `size` leaves.
    Peaks(std::uint64_t size, std::vector<Sha256> roots) : size_(size), roots_(std::move(roots)) {}

    void append(const Sha256& leaf) {
        append(leaf, [](int, const Sha256&) {});
    }

    // Calls `joined(height, root)` for each subtree of 2^height leaves that this one completes,
    // the smallest first; size() is still the one before.
    template <class Visit>
    void append(const Sha256& leaf, const Visit& joined) {
        roots_.push_back(leaf);
        // One complete subtree more; each carry of the binary count joins two of equal size.
        int height = 0;
        for (std::uint64_t carry = size_; (carry & 1U) != 0; carry >>= 1U) {
            const Sha256 right = roots_.back();
            roots_.pop_back();
            roots_.back() = node_hash(roots_.back(), right);
            joined(++height, roots_.back());
        }
        ++size_;
    }

    [[nodiscard]] TreeHead head() const;

    [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
    std::uint64_t size_ = 0;
    std::vector<Sha256> roots_;
};

// The right edge of the tree with its tiles, for a store. What was completed gathers until
// take_changed() is called.
class Edge {
 public:
    Edge() = default;

    // The edge of a tree of `size` leaves from its last tiles, as last_tiles(size) lists them;
    // hashes beyond the listed number are ignored. Precondition: all are there.
    Edge(std::uint64_t size, const std::vector<Tile>& last);

    void append(const Sha256& leaf);

    // Tiles that were completed, or of a higher level and changed, since the last call: what a
    // store must write with the records. The incomplete tile of level 0 is not among them: it is
    // made again from the records themselves.
    [[nodiscard]] std::vector<Tile> take_changed();

    [[nodiscard]] TreeHead head() const { return peaks_.head(); }

    // The last tile of a level; no hashes when it is empty.
    [[nodiscard]] Tile last_tile(std::uint8_t level) const;

    [[nodiscard]] std::uint64_t size() const { return peaks_.size(); }

 private:
    void add_to_level(std::uint8_t level, const Sha256& hash);

    Peaks peaks_;
    std::vector<std::vector<Sha256>> levels_;  // the incomplete tile of each level
    std::vector<Tile> completed_;
    std::uint8_t changed_to_ = 0;  // levels 1 to this one changed since take_changed()
};

// Root of a complete subtree: of 2^k neighbouring hashes. Precondition: a power of two, at least 1.
[[nodiscard]] Sha256 root_of(const Sha256* first, std::size_t count);

}  // namespace dunghan::merkle
