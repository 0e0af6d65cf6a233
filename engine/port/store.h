// What the engine needs from a store: a log, an index of it, and views that move with it.
//
// One Batch is one group commit: records, their index, the command ids and the views they change
// become durable together or not at all. One writer at a time; readers see whole batches only.
// Over the stored octets of the records stands a Merkle tree that grows with them, so that anybody
// who kept an earlier head can tell whether history was rewritten.
// Formats: docs/formats/key_layout.md, docs/formats/event_log.md, docs/formats/merkle.md
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/event/envelope.h"
#include "engine/merkle/tree.h"

namespace dunghan {

// The views. DO NOT CHANGE THE VALUES: they begin every view key; numbers are never reused.
enum class View : std::uint8_t {
    task = 1,     // task stream id -> task::State
    due = 2,      // (wake instant, task stream id) -> ""
    pending = 3,  // (recipient, task stream id) -> slot and reminder key: told in the next digest
    outbox = 4,   // (next attempt, digest stream id) -> ""; what is owed
    digest = 5,   // digest stream id -> reminder::State
    notice = 6,   // small documents: "directory", "policy", "outbox", "desk/…"
    person = 7,   // person stream id -> person::State; personal data sealed
    timer = 8,    // (instant, stream id) -> ""; what happens by itself when nothing else did before
    endpoint = 9,  // endpoint stream id -> endpoint::State
};

struct ViewChange {
    View view{};
    std::string key;
    std::optional<std::string> value;  // nothing: remove the row
};

struct CommandReceipt {
    CommandId id;
    Position first;           // of its events
    std::uint32_t count = 0;  // at least 1
    StreamVersion version;    // of the stream after them
};

struct Batch {
    std::vector<Record> records;  // ascending positions, continuing the head without gap
    std::vector<CommandReceipt> receipts;
    std::vector<ViewChange> views;  // at most one change per (view, key)
};

// Whether the batch's positions continue `head` without gap, as every append must check.
// Error: conflict, naming the position that was due.
[[nodiscard]] Result<void> continues(Position head, const Batch& batch);

class Store {
 public:
    virtual ~Store() = default;

    // Position of the last record; 0 when empty. The views reflect the same position.
    [[nodiscard]] virtual Position head() const = 0;

    // The tree over the records up to head(): leaf p - 1 is the record of position p, as
    // encode_record (engine/codec/record.h) writes it.
    [[nodiscard]] virtual merkle::TreeHead tree_head() const = 0;

    // The hashes a tile has at present; of the last tile of a level, those that are complete.
    // Errors: not_found (beyond the tree), corruption, unavailable.
    [[nodiscard]] virtual Result<merkle::Tile> tile(const merkle::TileId& id) const = 0;

    // Durable on return. Errors: conflict (positions do not continue the head: a bug or a second
    // writer), unavailable (storage error: the outcome is UNKNOWN, every later append fails too;
    // restart and repeat with the same command ids), refused (opened read-only).
    [[nodiscard]] virtual Result<void> append(const Batch& batch) = 0;

    // Records from `from` on, ascending, until `visit` returns false or the log ends.
    // Errors: corruption (names the position), unavailable.
    using VisitRecord = std::function<bool(const Record&)>;
    [[nodiscard]] virtual Result<void> read(Position from, const VisitRecord& visit) const = 0;

    // Records of one stream, ascending versions, from version 1. No such stream: no call.
    [[nodiscard]] virtual Result<void> read_stream(const StreamId& stream, const VisitRecord& visit)
        const = 0;

    // What became of a command; nothing when it was never accepted.
    [[nodiscard]] virtual Result<std::optional<CommandReceipt>> find_command(const CommandId& id
    ) const = 0;

    [[nodiscard]] virtual Result<std::optional<std::string>> get(View view, std::string_view key)
        const = 0;

    // Rows with from <= key < to (empty `to`: no upper end) in byte order, until `visit` returns
    // false. The views are valid only during the call.
    using VisitRow = std::function<bool(std::string_view key, std::string_view value)>;
    [[nodiscard]] virtual Result<void> scan(
        View view, std::string_view from, std::string_view to, const VisitRow& visit
    ) const = 0;
};

}  // namespace dunghan
