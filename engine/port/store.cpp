#include "engine/port/store.h"

namespace dunghan {

Result<void> continues(Position head, const Batch& batch) {
    for (const Record& record : batch.records) {
        ++head.value;
        if (record.envelope.position != head) {
            return fail(
                ErrorCode::conflict,
                "Expected to append position " + std::to_string(head.value) +
                    ", but the batch has " + std::to_string(record.envelope.position.value) +
                    ": another writer was here, or a bug"
            );
        }
    }
    return {};
}

}  // namespace dunghan
