// A log poured into an empty store: index, answers to commands, tree and views are made again from
// the records alone, by the same fold as ever.
#pragma once

#include <optional>

#include "engine/projection/projector.h"

namespace dunghan::audit {

class Refill {
 public:
    // `target` is empty and must outlive it.
    explicit Refill(Store& target) : target_(target), projector_(target) {}

    // The records from position 1 on, one after the other; durable now and then. Errors: corruption
    // naming the position (an event that cannot be read), those of the store.
    [[nodiscard]] Result<void> add(const Record& record);

    // After the last one: everything is durable on return.
    [[nodiscard]] Result<void> finish();

 private:
    void note_command(const Envelope& envelope);
    Result<void> flush();

    Store& target_;
    Projector projector_;
    Batch batch_;
    std::optional<CommandReceipt> command_;  // whose events may go on with the next record
};

}  // namespace dunghan::audit
