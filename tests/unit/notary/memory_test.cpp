// A bundle may be larger than memory: verifying one takes what its streams need, not its records.
//
// Every allocation of this program is counted, here and in the other tests.
#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>
#include <malloc.h>
#include <new>

#include "tests/unit/notary/sample_log.h"

namespace {

std::atomic<std::size_t> held = 0;
std::atomic<std::size_t> most = 0;

}  // namespace

// Not inlined: the compiler would take a free() beside a new for a mistake.
[[gnu::noinline]] void* operator new(std::size_t octets) {
    void* const at = std::malloc(octets);
    if (at == nullptr) {
        throw std::bad_alloc();
    }
    const std::size_t now = held += ::malloc_usable_size(at);
    if (now > most) {
        most = now;
    }
    return at;
}

[[gnu::noinline]] void operator delete(void* at) noexcept {
    held -= at == nullptr ? 0 : ::malloc_usable_size(at);
    std::free(at);
}

[[gnu::noinline]] void operator delete(void* at, std::size_t) noexcept {
    operator delete(at);
}

namespace dunghan::notary {
namespace {

std::size_t memory_for(std::size_t records) {
    const SigningKey key = key_of('a');
    const std::string bundle = SampleLog(records).bundle({key});
    const std::size_t before = held;
    most = before;
    EXPECT_TRUE(verify(bundle, pinned(key)));
    return most - before;
}

TEST(Memory, OfAVerifierDoesNotGrowWithTheRecords) {
    const std::size_t few = memory_for(1'000);
    EXPECT_GT(few, 0U);
    EXPECT_LT(memory_for(20'000), few + 4'096);
}

}  // namespace
}  // namespace dunghan::notary
