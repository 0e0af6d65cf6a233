#include "engine/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace dunghan {

void assertion_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "dunghan: broken invariant: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

}  // namespace dunghan
