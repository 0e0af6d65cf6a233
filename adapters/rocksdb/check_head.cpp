// Whether the log, the tree over it and the stated head agree with each other.
#include "adapters/rocksdb/inside.h"
#include "adapters/rocksdb/keys.h"

namespace dunghan {
namespace {

using rocks::Family;

tl::unexpected<Error> disagree(
    const std::filesystem::path& directory, std::string_view what, const std::string& found
) {
    return fail(
        ErrorCode::corruption,
        "Expected " + std::string(what) + " in the store in " + directory.string() + ", but " +
            found + ". Stop here: keep a copy of the directory and restore a backup"
    );
}

}  // namespace

// Log, tree and head move in one write, so that they can only differ where something was lost.
Result<void> RocksStore::Inside::check_head() {
    const auto octets = value_of(Family::meta, rocks::head_key);
    if (!octets) {
        return tl::unexpected(octets.error());
    }
    const auto stated = *octets ? rocks::head_from(**octets) : merkle::TreeHead{};
    const auto end = last_position();
    if (!end) {
        return tl::unexpected(end.error());
    }
    if (!stated) {
        return disagree(directory, "a head of 40 octets", "it is damaged");
    }
    if (stated->size != end->value) {
        return disagree(
            directory,
            "the log to end at position " + std::to_string(stated->size),
            "it ends at " + std::to_string(end->value)
        );
    }
    return load_edge(*stated);
}

Result<Position> RocksStore::Inside::last_position() const {
    const std::unique_ptr<rocksdb::Iterator> last(
        database->NewIterator(rocksdb::ReadOptions(), family(Family::log))
    );
    last->SeekToLast();
    if (!last->status().ok()) {
        return tl::unexpected(read_error(last->status()));
    }
    if (!last->Valid()) {
        return Position{};
    }
    const Position end{rocks::number_from(rocks::view_of(last->key())).value_or(0)};
    return rocks::record_at(end, rocks::view_of(last->value())).map([&](const Record&) {
        return end;
    });
}

// The root made anew from the last tiles and the records after them must be the stored one.
Result<void> RocksStore::Inside::load_edge(const merkle::TreeHead& stated) {
    auto made = edge_at(stated.size);
    if (!made) {
        return tl::unexpected(made.error());
    }
    edge = std::move(*made);
    if (edge.head() != stated) {
        return disagree(
            directory,
            "records up to position " + std::to_string(stated.size) + " with the root " +
                to_hex(stated.root),
            "they have the root " + to_hex(edge.head().root)
        );
    }
    tree = stated;
    head = stated.size;
    return {};
}

Result<merkle::Edge> RocksStore::Inside::edge_at(std::uint64_t size) const {
    std::vector<merkle::Tile> last;
    for (const merkle::TileSize& wanted : merkle::last_tiles(size)) {
        auto found = read_tile(wanted);
        if (!found) {
            return tl::unexpected(found.error());
        }
        last.push_back(std::move(*found));
    }
    return merkle::Edge(size, last);
}

}  // namespace dunghan
