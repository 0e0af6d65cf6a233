// A command on its way to the writer, and the answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "engine/access/command.h"
#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/codec/event.h"
#include "engine/endpoint/command.h"
#include "engine/person/command.h"
#include "engine/reminder/command.h"
#include "engine/task/command.h"

namespace dunghan {

struct SetAsideCell {
    intake::CellSetAside content;
};

// Both in stream "log". Who may, decides the program that holds the keys.
struct AddLogKey {
    LogKeyAdded content;
};

struct RetireLogKey {
    LogKeyRetired content;
};

// Both in stream "log", by the program that opened the store.
struct NoteTailDiscarded {
    TailDiscarded content;
};

struct AcceptDataLoss {
    DataLossAccepted content;
};

struct HoldOutbox {
    reminder::OutboxHeld content;
};

struct ReleaseOutbox {
    reminder::OutboxReleased content;
};

using Command = std::variant<
    PublishDirectory,
    PublishPolicy,
    PublishCalendar,
    ApplyCalendar,
    PublishDefinition,
    PublishSeries,
    OpenPeriod,
    StopPeriod,
    SetAsideCell,
    AddLogKey,
    RetireLogKey,
    NoteTailDiscarded,
    AcceptDataLoss,
    task::Command,
    reminder::Command,
    HoldOutbox,
    ReleaseOutbox,
    person::Command,
    CreateToken,
    RevokeToken,
    RecordDenial,
    endpoint::Command>;

struct Request {
    StreamId stream;
    Command command;
    // Names one wish: with the same id again the same answer and no new act; another stream, actor,
    // time or content under it is refused as `id_in_use`.
    CommandId id;
    std::optional<StreamVersion> expected;  // what the caller believes; nothing: any
    std::string actor;
    std::optional<Instant> occurred_at;  // nothing: now
    Position causation;
    CommandId correlation;
};

// The events are durable when the caller sees this. `count` 0: nothing had to change.
struct Receipt {
    Position first;
    std::uint32_t count = 0;
    StreamVersion version;  // of the stream after the command
    bool repeated = false;  // the id was known: this is the earlier answer
};

struct Refusal {
    enum class Kind : std::uint8_t {
        rejected,  // the domain's no: correct the wish
        conflict,  // the stream moved on: read again
        failed,    // the outcome is unknown or the store refuses: see `code` (an ErrorCode)
    };
    Kind kind = Kind::rejected;
    std::string code;
    std::string detail;
};

using Outcome = tl::expected<Receipt, Refusal>;

}  // namespace dunghan
