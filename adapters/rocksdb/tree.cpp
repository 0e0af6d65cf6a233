// The Merkle tree's tiles: complete ones and the upper levels are rows, the last leaves are hashed
// from the records.
#include "engine/codec/record.h"

#include "adapters/rocksdb/inside.h"
#include "adapters/rocksdb/keys.h"

namespace dunghan {

using rocks::Family;

merkle::TreeHead RocksStore::tree_head() const {
    const std::lock_guard lock(inside_->guard);
    return inside_->tree;
}

Result<merkle::Tile> RocksStore::tile(const merkle::TileId& id) const {
    const std::uint64_t size = tree_head().size;
    const std::uint64_t hashes = merkle::hashes_in(id, size);
    return hashes == 0 ? merkle::no_such_tile(id, size) : inside_->read_tile({id, hashes});
}

Result<merkle::Tile> RocksStore::Inside::read_tile(const merkle::TileSize& wanted) const {
    if (wanted.id.level == 0 && wanted.hashes < merkle::tile_width) {
        return leaves_of(wanted);
    }
    const auto octets = value_of(Family::tree, rocks::tile_key(wanted.id));
    if (!octets) {
        return tl::unexpected(octets.error());
    }
    auto hashes = rocks::hashes_from(octets->value_or(""));
    if (!hashes || hashes->size() < wanted.hashes) {
        return fail(
            ErrorCode::corruption,
            "Expected " + std::to_string(wanted.hashes) + " hashes in tile " +
                std::to_string(wanted.id.index) + " of level " + std::to_string(wanted.id.level) +
                " of the tree in " + directory.string() + ", but it is missing or damaged"
        );
    }
    hashes->resize(wanted.hashes);
    return merkle::Tile{wanted.id, std::move(*hashes)};
}

Result<merkle::Tile> RocksStore::Inside::leaves_of(const merkle::TileSize& wanted) const {
    merkle::Tile tile{wanted.id, {}};
    const std::uint64_t first = wanted.id.index * merkle::tile_width + 1;
    for (std::uint64_t at = first; at < first + wanted.hashes; ++at) {
        const auto octets = value_of(Family::log, rocks::octets_of(at));
        if (!octets) {
            return tl::unexpected(octets.error());
        }
        if (!*octets) {
            return fail(
                ErrorCode::corruption,
                "Expected position " + std::to_string(at) + " in the log in " + directory.string() +
                    ", but it is not there"
            );
        }
        if (const auto record = rocks::record_at({at}, **octets); !record) {
            return tl::unexpected(record.error());
        }
        tile.hashes.push_back(merkle::leaf_hash(**octets));
    }
    return tile;
}

}  // namespace dunghan
