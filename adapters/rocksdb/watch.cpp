#include "adapters/rocksdb/watch.h"

namespace dunghan::rocks {

void Watch::poison(const std::string& why) {
    const std::lock_guard lock(mutex_);
    if (!why_) {
        why_ = why;
    }
}

std::optional<std::string> Watch::poisoned() const {
    const std::lock_guard lock(mutex_);
    return why_;
}

void Watch::OnBackgroundError(rocksdb::BackgroundErrorReason, rocksdb::Status* error) {
    poison(error->ToString());
}

void Watch::OnErrorRecoveryBegin(
    rocksdb::BackgroundErrorReason, rocksdb::Status, bool* auto_recovery
) {
    *auto_recovery = false;
}

}  // namespace dunghan::rocks
