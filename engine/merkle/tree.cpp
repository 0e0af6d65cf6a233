#include "engine/merkle/tree.h"

#include <algorithm>
#include <bit>

#include "engine/base/assert.h"

namespace dunghan::merkle {
namespace {

constexpr int tile_height = 8;

}  // namespace

Sha256 root_of(const Sha256* first, std::size_t count) {
    DUNGHAN_ASSERT(std::has_single_bit(count));
    if (count == 1) {
        return *first;
    }
    const std::size_t half = count / 2;
    return node_hash(root_of(first, half), root_of(first + half, half));
}

std::vector<TileSize> last_tiles(std::uint64_t size) {
    std::vector<TileSize> tiles;
    std::uint8_t level = 0;
    for (std::uint64_t hashes = size; hashes != 0; hashes >>= tile_height, ++level) {
        if (const std::uint64_t in_last = hashes % tile_width; in_last != 0) {
            tiles.push_back({{level, hashes / tile_width}, in_last});
        }
    }
    return tiles;
}

std::uint64_t hashes_in(const TileId& id, std::uint64_t size) {
    const std::uint64_t subtrees =
        id.level * tile_height < 64 ? size >> (id.level * tile_height) : 0;
    return id.index < subtrees / tile_width    ? tile_width
           : id.index == subtrees / tile_width ? subtrees % tile_width
                                               : 0;
}

tl::unexpected<Error> no_such_tile(const TileId& id, std::uint64_t size) {
    return fail(
        ErrorCode::not_found,
        "Expected a tile of the tree of " + std::to_string(size) +
            " records, but there is no tile " + std::to_string(id.index) + " of level " +
            std::to_string(id.level)
    );
}

TreeHead Peaks::head() const {
    if (roots_.empty()) {
        return {};
    }
    Sha256 root = roots_.back();
    for (std::size_t i = roots_.size() - 1; i-- > 0;) {
        root = node_hash(roots_[i], root);
    }
    return {size_, root};
}

Edge::Edge(std::uint64_t size, const std::vector<Tile>& last) {
    const std::vector<TileSize> sizes = last_tiles(size);
    DUNGHAN_ASSERT(sizes.size() == last.size());
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        DUNGHAN_ASSERT(last[i].id == sizes[i].id && last[i].hashes.size() >= sizes[i].hashes);
        levels_.resize(sizes[i].id.level + std::size_t{1});
        const auto begin = last[i].hashes.begin();
        levels_.back().assign(begin, begin + static_cast<std::ptrdiff_t>(sizes[i].hashes));
    }
    // The highest level stands furthest left, and within a level the largest subtree.
    std::vector<Sha256> roots;
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
        std::size_t done = 0;
        while (done < level->size()) {
            const std::size_t count = std::bit_floor(level->size() - done);
            roots.push_back(root_of(level->data() + done, count));
            done += count;
        }
    }
    peaks_ = Peaks(size, std::move(roots));
}

void Edge::append(const Sha256& leaf) {
    add_to_level(0, leaf);
    peaks_.append(leaf, [&](int height, const Sha256& root) {
        if (height % tile_height == 0) {
            add_to_level(static_cast<std::uint8_t>(height / tile_height), root);
        }
    });
}

void Edge::add_to_level(std::uint8_t level, const Sha256& hash) {
    if (levels_.size() <= level) {
        levels_.resize(level + std::size_t{1});
    }
    levels_[level].push_back(hash);
    changed_to_ = std::max(changed_to_, level);
    if (levels_[level].size() == tile_width) {
        const std::uint64_t index = size() >> static_cast<unsigned>(tile_height * (level + 1));
        completed_.push_back({{level, index}, std::move(levels_[level])});
        levels_[level].clear();
    }
}

std::vector<Tile> Edge::take_changed() {
    std::vector<Tile> tiles = std::exchange(completed_, {});
    for (std::uint8_t level = 1; level <= changed_to_; ++level) {
        if (Tile last = last_tile(level); !last.hashes.empty()) {
            tiles.push_back(std::move(last));
        }
    }
    changed_to_ = 0;
    return tiles;
}

Tile Edge::last_tile(std::uint8_t level) const {
    const std::uint64_t index = size() >> static_cast<unsigned>(tile_height * (level + 1));
    return {{level, index}, level < levels_.size() ? levels_[level] : std::vector<Sha256>{}};
}

}  // namespace dunghan::merkle
