// Chance from a seed alone: the same numbers on every machine, compiler and library.
#pragma once

#include <cstdint>
#include <span>

namespace dunghan::testing {

// SplitMix64 (Steele, Lea, Flood 2014).
class Chance {
 public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }

    // 0 to bound - 1. Slightly uneven for large bounds, which no test minds.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

    template <class T>
    const T& one_of(std::span<const T> values) {
        return values[below(values.size())];
    }

 private:
    std::uint64_t state_;
};

}  // namespace dunghan::testing
