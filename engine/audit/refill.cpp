#include "engine/audit/refill.h"

#include <utility>

namespace dunghan::audit {
namespace {

constexpr std::size_t batch_records = 16'384;  // changes of one task coalesce in between

}  // namespace

Result<void> Refill::add(const Record& record) {
    const Envelope& envelope = record.envelope;
    return decode_payload(envelope.type, envelope.schema, record.payload)
        .and_then([&](const Event& event) { return projector_.apply(envelope, event); })
        .map_error([&](const Error& error) {
            return Error{
                error.code,
                "position " + std::to_string(envelope.position.value) + ": " + error.detail};
        })
        .and_then([&] {
            note_command(envelope);
            batch_.records.push_back(record);
            return batch_.records.size() < batch_records ? Result<void>{} : flush();
        });
}

// All events of a command stand side by side, under an id no other command has: its answer says
// where they begin, how many they are, and where its stream stood after them.
void Refill::note_command(const Envelope& envelope) {
    if (command_ && command_->id == envelope.command) {
        ++command_->count;
        command_->version = envelope.version;
        return;
    }
    if (command_) {
        batch_.receipts.push_back(*command_);
    }
    command_ = CommandReceipt{envelope.command, envelope.position, 1, envelope.version};
}

Result<void> Refill::flush() {
    batch_.views = projector_.drain();
    return target_.append(std::exchange(batch_, {}));
}

Result<void> Refill::finish() {
    if (command_) {
        batch_.receipts.push_back(*std::exchange(command_, std::nullopt));
    }
    return flush();
}

}  // namespace dunghan::audit
