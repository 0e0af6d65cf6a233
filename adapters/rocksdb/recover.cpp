// Comparing the log with the anchor, and writing again what only the anchor has.
#include <algorithm>

#include "adapters/rocksdb/find.h"
#include "adapters/rocksdb/inside.h"

namespace dunghan {
namespace {

using rocks::AnchorContent;
using rocks::AnchorEntry;

std::string range(const rocks::Loss& loss) {
    return std::to_string(loss.first.value) + ".." + std::to_string(loss.last.value);
}

const char* const restore = "Restore a backup: dunghan restore --from BACKUP --to DIR";

tl::unexpected<Error> lost(const std::filesystem::path& directory, const rocks::Loss& loss) {
    const std::uint64_t end = loss.first.value - 1;
    return fail(
        ErrorCode::corruption,
        "Expected the store in " + directory.string() + " to reach position " +
            std::to_string(loss.last.value) + ", which was acknowledged as " +
            (directory / "anchor").string() + " says, but the log (" + rocks::logs_in(directory) +
            ") ends at position " + std::to_string(end) + ": positions " +
            std::to_string(loss.first.value) + " to " + std::to_string(loss.last.value) +
            " are lost. Nothing was changed. " + restore +
            ". To go on without them: dunghan recover --accept-data-loss " + range(loss) +
            " --reason WHY"
    );
}

tl::unexpected<Error> another_history(
    const std::filesystem::path& directory,
    const merkle::TreeHead& expected,
    const merkle::TreeHead& found
) {
    return fail(
        ErrorCode::corruption,
        "Expected positions 1 to " + std::to_string(expected.size) + " in " +
            (directory / "store").string() + " to have the root " + to_hex(expected.root) +
            ", as " + (directory / "anchor").string() + " says, but it is " + to_hex(found.root) +
            ": another history stands there. Nothing was changed. " + restore
    );
}

// The newest groups without a gap between them, oldest first, as far back as they can be written
// again.
std::vector<AnchorEntry> tail_of(const AnchorContent& content) {
    std::vector<AnchorEntry> tail;
    for (auto at = content.entries.rbegin(); at != content.entries.rend(); ++at) {
        const bool joins =
            tail.empty() || (at->turn + 1 == tail.back().turn && at->after == tail.back().before);
        if (!joins || at->group.empty()) {
            break;
        }
        tail.push_back(*at);
    }
    std::ranges::reverse(tail);
    return tail;
}

}  // namespace

Result<AnchorContent> RocksStore::Inside::anchor_content() const {
    return rocks::read_anchor(*files, anchor_path());
}

Result<std::vector<AnchorEntry>> RocksStore::Inside::owed(const AnchorContent& content) const {
    const merkle::TreeHead& promised = content.entries.back().after;
    if (promised.size <= tree.size) {
        const auto then = edge_at(promised.size);
        if (!then) {
            return tl::unexpected(then.error());
        }
        return then->head() == promised ? Result<std::vector<AnchorEntry>>()
                                        : another_history(directory, promised, then->head());
    }
    std::vector<AnchorEntry> groups = tail_of(content);
    const auto next = std::ranges::find(groups, tree.size, [](const AnchorEntry& entry) {
        return entry.before.size;
    });
    if (next == groups.end()) {
        const rocks::Loss loss{{tree.size + 1}, {promised.size}};
        return machine.accepted == loss ? Result<std::vector<AnchorEntry>>()
                                        : lost(directory, loss);
    }
    if (next->before != tree) {
        return another_history(directory, next->before, tree);
    }
    groups.erase(groups.begin(), next);
    return groups;
}

Result<void> RocksStore::Inside::nothing_owed(const AnchorContent& content) const {
    return owed(content).and_then([&](const std::vector<AnchorEntry>& groups) -> Result<void> {
        if (groups.empty()) {
            return {};
        }
        return fail(
            ErrorCode::unavailable,
            "Expected position " + std::to_string(groups.back().after.size) + " in the log in " +
                directory.string() + ", but after the machine stopped the last " +
                std::to_string(groups.back().after.size - tree.size) +
                " are in the anchor alone. Nothing is lost: `dunghan recover` or the next "
                "`dunghan serve` brings them into the log"
        );
    });
}

Result<void> RocksStore::Inside::write_again(const std::vector<AnchorEntry>& groups) {
    recovery.tail_discarded = reading == rocks::LogReading::to_first_damage;
    recovery.log_end = {tree.size};
    for (const AnchorEntry& entry : groups) {
        rocksdb::WriteBatch group(entry.group);
        const bool is_last = &entry == &groups.back();
        const rocksdb::Status written =
            database->Write(is_last ? rocks::durable_write() : rocks::anchored_write(), &group);
        if (!written.ok()) {
            watch->poison(written.ToString());
            return tl::unexpected(read_error(written));
        }
    }
    if (groups.empty()) {
        return {};
    }
    recovery.written_again = groups.back().after.size - tree.size;
    return check_head().and_then([&]() -> Result<void> {
        const merkle::TreeHead& due = groups.back().after;
        return tree == due ? Result<void>{} : another_history(directory, due, tree);
    });
}

Result<void> RocksStore::Inside::take_anchor(const AnchorContent& content) {
    return rocks::Anchor::open(*files, anchor_path(), content)
        .map([&](std::unique_ptr<rocks::Anchor> opened) { anchor = std::move(opened); });
}

// A store without an anchor may be whole or not: nobody can tell but by other means.
Result<AnchorContent> RocksStore::Inside::renew_anchor() const {
    const rocks::Loss unknown{{tree.size + 1}, {}};
    if (machine.accepted != unknown) {
        return fail(
            ErrorCode::corruption,
            "Expected the anchor " + anchor_path().string() +
                " beside the store, but it is missing: whether anything was acknowledged after "
                "position " +
                std::to_string(tree.size) + " cannot be told. Nothing was changed. " + restore +
                ". If you know that this is the end: dunghan recover --accept-data-loss " +
                std::to_string(tree.size + 1) + ".. --reason WHY"
        );
    }
    return AnchorContent{machine.anchor_octets, {AnchorEntry{1, tree, tree, {}, 0}}};
}

}  // namespace dunghan
