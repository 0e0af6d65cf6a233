#include "adapters/backup/continues.h"

#include <algorithm>

namespace dunghan::backup {
namespace {

// The root the log had when it held `size` records: whoever has it has the same history.
Result<merkle::TreeHead> head_at(const Store& store, std::uint64_t size) {
    std::vector<merkle::Tile> last;
    for (const merkle::TileSize& wanted : merkle::last_tiles(size)) {
        auto tile = store.tile(wanted.id);
        if (!tile) {
            return tl::unexpected(tile.error());
        }
        last.push_back(std::move(*tile));
    }
    return merkle::Edge(size, last).head();
}

std::string words_of(const merkle::TreeHead& head) {
    return std::to_string(head.size) + " records with the root " + to_hex(head.root);
}

// What was taken before must be the beginning of what is taken now.
Result<void> check_prefix(const Store& store, const Manifest& before, const Order& order) {
    const merkle::TreeHead here = store.tree_head();
    const auto then = before.head.size <= here.size ? head_at(store, before.head.size) : here;
    if (!then) {
        return tl::unexpected(then.error());
    }
    if (*then == before.head) {
        return {};
    }
    return fail(
        ErrorCode::refused,
        "Expected the backup in " + order.to.string() + " to be the beginning of the log in " +
            order.data.string() + ", but the backup has " + words_of(before.head) +
            " and the log has " + words_of(*then) +
            ". It is another log's, or this one was rolled back: give another folder"
    );
}

// Whoever rewrites the log may not get rid of what was signed by taking another backup.
Result<void> check_signed_heads(const Order& order, const std::optional<Manifest>& before) {
    if (before) {
        const auto earlier = read_kept(order.to, *before, checkpoint_path);
        if (!earlier) {
            return tl::unexpected(earlier.error());
        }
        const auto keeps =
            *earlier ? order.keeps((*earlier)->file, (*earlier)->octets) : Result<void>{};
        if (!keeps) {
            return keeps;
        }
    }
    const auto ours = std::ranges::find(order.kept, checkpoint_path, &KeptFile::path);
    return ours == order.kept.end() ? Result<void>{}
                                    : order.keeps((order.data / ours->path).string(), ours->octets);
}

}  // namespace

Result<void> check_folder(const std::filesystem::path& folder) {
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; at != end;
         at.increment(error)) {
        const std::string name = at->path().filename();
        if (name != manifest_name && name != "MANIFEST.new" && name != "LOCK" && name != "log" &&
            name != "kept") {
            return fail(
                ErrorCode::refused,
                "Expected a backup or an empty folder in " + folder.string() + ", but it holds '" +
                    name + "'; give a folder of its own"
            );
        }
    }
    return {};
}

Result<std::optional<Manifest>> backup_to_continue(const Store& store, const Order& order) {
    auto before = read_manifest(order.to);
    if (!before) {
        return before;
    }
    const auto same = *before ? check_prefix(store, **before, order) : Result<void>{};
    return same.and_then([&] { return check_signed_heads(order, *before); }
    ).map([&] { return std::move(*before); });
}

}  // namespace dunghan::backup
