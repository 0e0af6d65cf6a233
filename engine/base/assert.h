// Invariants, checked in release builds too: a broken one ends the process, and the log is
// replayed.
#pragma once

namespace dunghan {
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line);
}  // namespace dunghan

#define DUNGHAN_ASSERT(condition) \
    ((condition) ? void(0) : ::dunghan::assertion_failed(#condition, __FILE__, __LINE__))
