// Rows and keys of the views. Compact, little-endian, deterministic: one state has one encoding.
// Order of key octets = order of the values. Format: docs/formats/key_layout.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/endpoint/state.h"
#include "engine/person/state.h"
#include "engine/reminder/state.h"
#include "engine/task/state.h"

namespace dunghan {

// View::task. `wake` is the task's key in View::due, if it has one.
struct TaskRow {
    task::State state;
    std::optional<Instant> wake;
    bool operator==(const TaskRow&) const = default;
};

// View::pending: reminders of one task that the recipient's next digest tells.
struct PendingRow {
    Instant slot;
    std::string policy;  // "default/1"
    std::vector<task::RungReached> reached;
    bool operator==(const PendingRow&) const = default;
};

[[nodiscard]] std::string encode_row(const TaskRow& row);
[[nodiscard]] std::string encode_row(const PendingRow& row);
[[nodiscard]] std::string encode_row(const reminder::State& row);  // View::digest
[[nodiscard]] std::string encode_row(const person::State& row);    // View::person
[[nodiscard]] std::string encode_row(const endpoint::State& row);  // View::endpoint

// Error: corruption.
[[nodiscard]] Result<TaskRow> decode_task_row(std::string_view bytes);

// Whether the task follows a definition or somebody answered for it, from the row's first octet.
[[nodiscard]] bool has_course(std::string_view task_row);

// The head of a task row alone: enough to know whether the row answers a question about the past.
struct TaskTimes {
    Instant last_occurred;
    Instant last_recorded;
};

[[nodiscard]] Result<TaskTimes> decode_task_times(std::string_view bytes);
[[nodiscard]] Result<PendingRow> decode_pending_row(std::string_view bytes);
[[nodiscard]] Result<reminder::State> decode_digest_row(std::string_view bytes);
[[nodiscard]] Result<person::State> decode_person_row(std::string_view bytes);
[[nodiscard]] Result<endpoint::State> decode_endpoint_row(std::string_view bytes);

// View::due and View::outbox: eight octets of the instant (big-endian, sign bit flipped), then the
// stream id. `timed_key(at, {})` is the lower bound of all keys at or after `at`.
[[nodiscard]] std::string timed_key(Instant at, const StreamId& stream);

struct TimedKey {
    Instant at;
    StreamId stream;
};

[[nodiscard]] Result<TimedKey> decode_timed_key(std::string_view key);

// View::pending: recipient, NUL, task stream id.
[[nodiscard]] std::string pending_key(std::string_view recipient, const StreamId& task);

struct PendingKey {
    std::string recipient;
    StreamId task;
};

[[nodiscard]] Result<PendingKey> decode_pending_key(std::string_view key);

}  // namespace dunghan
