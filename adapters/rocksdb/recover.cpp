// Comparing the log with the anchor, and writing again what only the anchor has.
#include <algorithm>

#include "adapters/rocksdb/find.h"
#include "adapters/rocksdb/inside.h"
#include "adapters/rocksdb/keys.h"

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
            " --reason WHY --actor WHO"
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
        const bool says_head_only = at->before == at->after;  // at a start, or withdrawn
        if (!joins || (at->group.empty() && !says_head_only)) {
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
    using Groups = std::vector<AnchorEntry>;
    if (const auto checked = check_manifest(content.entries.back().manifest); !checked) {
        return tl::unexpected(checked.error());
    }
    const merkle::TreeHead& promised = content.entries.back().after;
    Groups groups = tail_of(content);
    const auto end = unbroken_from(groups.empty() ? promised.size : groups.front().before.size);
    if (!end) {
        return tl::unexpected(end.error());
    }
    if (*end >= promised.size) {
        return check_root(promised).map([] { return Groups(); });
    }
    const auto next = std::ranges::find_if(groups, [&](const AnchorEntry& entry) {
        return entry.before.size <= *end && *end < entry.after.size;
    });
    if (next == groups.end()) {
        const rocks::Loss loss{{*end + 1}, {promised.size}};
        return machine.accepted == loss ? Result<Groups>() : lost(directory, loss);
    }
    return check_root(next->before).map([&] { return Groups(next, groups.end()); });
}

Result<void> RocksStore::Inside::check_root(const merkle::TreeHead& expected) const {
    return edge_at(expected.size).and_then([&](const merkle::Edge& then) {
        return then.head() == expected
                   ? Result<void>{}
                   : Result<void>(another_history(directory, expected, then.head()));
    });
}

// One group is one entry of RocksDB's log, so a record that is there has all of its group with it.
Result<std::uint64_t> RocksStore::Inside::unbroken_from(std::uint64_t from) const {
    const std::unique_ptr<rocksdb::Iterator> at(
        database->NewIterator(rocksdb::ReadOptions(), family(rocks::Family::log))
    );
    from = std::min(from, end_of_tables());
    std::uint64_t end = from;
    for (at->Seek(rocks::octets_of(from + 1)); at->Valid(); at->Next(), ++end) {
        if (rocks::number_from(rocks::view_of(at->key())) != end + 1) {
            break;
        }
    }
    return at->status().ok() ? Result<std::uint64_t>(end)
                             : tl::unexpected(read_error(at->status()));
}

Result<void> RocksStore::Inside::nothing_owed(const AnchorContent& content) const {
    return owed(content).and_then([&](const std::vector<AnchorEntry>& groups) -> Result<void> {
        if (groups.empty()) {
            return {};
        }
        return fail(
            ErrorCode::unavailable,
            "Expected the log in " + directory.string() + " to have positions " +
                std::to_string(groups.front().before.size + 1) + " to " +
                std::to_string(groups.back().after.size) +
                ", but since the machine stopped they are in the anchor alone. Nothing is lost: "
                "`dunghan recover` or the next `dunghan serve` brings them into the log"
        );
    });
}

Result<void> RocksStore::Inside::write_again(const std::vector<AnchorEntry>& groups) {
    recovery.tail_discarded = reading == rocks::LogReading::to_first_damage && !is_new;
    if (groups.empty()) {
        return {};
    }
    for (const AnchorEntry& entry : groups) {
        if (entry.group.empty()) {
            continue;
        }
        rocksdb::WriteBatch group(entry.group);
        if (const auto written = database->Write(rocks::anchored_write(), &group); !written.ok()) {
            return tl::unexpected(read_error(written));
        }
    }
    if (const auto synced = sync_log(); !synced.ok()) {
        return tl::unexpected(read_error(synced));
    }
    recovery.log_end = {groups.front().before.size};
    recovery.written_again = groups.back().after.size - groups.front().before.size;
    return check_root(groups.back().after);
}

// All that was recovered is in tables or synced: the next entries begin from here.
Result<void> RocksStore::Inside::take_anchor(const AnchorContent& content) {
    auto opened = rocks::Anchor::open(*files, anchor_path(), content);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    anchor = std::move(*opened);
    static_cast<void>(watch->take_new_tables());
    anchor->note(manifest());
    if (tree.size < content.entries.back().after.size) {
        recovery.loss_accepted = true;
        return {};  // only what records it may stand after the promise
    }
    rocksdb::IOStatus status = anchor->put(tree, tree, {});
    if (status.ok()) {
        status = anchor->sync();
    }
    anchor->log_is_synced();
    return status.ok() ? Result<void>{} : tl::unexpected(read_error(status));
}

// A store without an anchor may be whole or not: nobody can tell but by other means.
Result<AnchorContent> RocksStore::Inside::renew_anchor() const {
    const auto end = last_position();
    if (!end) {
        return tl::unexpected(end.error());
    }
    const rocks::Loss unknown{{end->value + 1}, {}};
    if (machine.accepted != unknown) {
        return fail(
            ErrorCode::corruption,
            "Expected the anchor " + anchor_path().string() +
                " beside the store, but it is missing or damaged: whether anything was "
                "acknowledged after "
                "position " +
                std::to_string(end->value) + " cannot be told. Nothing was changed. " + restore +
                ". If you know that this is the end: dunghan recover --accept-data-loss " +
                std::to_string(end->value + 1) + ".. --reason WHY --actor WHO"
        );
    }
    return edge_at(end->value).map([&](const merkle::Edge& then) {
        return AnchorContent{
            machine.anchor_octets, {AnchorEntry{1, then.head(), then.head(), {}, {}, 0}}};
    });
}

}  // namespace dunghan
