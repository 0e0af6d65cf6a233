// Closed loops of callers, and what came of them.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

namespace dunghan::bench {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;
using Micros = std::chrono::duration<float, std::micro>;

struct Point {
    double per_second = 0;
    float p50_us = 0;
    float p99_us = 0;
    double cpu_us = 0;  // of all threads, for each unit; hardly moved by a busy machine
};

// A benchmark that measured something else than it says ends here.
[[noreturn]] inline void give_up(const std::string& why) {
    std::fprintf(stderr, "benchmark: %s\n", why.c_str());
    std::exit(1);
}

inline void insist(bool holds, const std::string& what) {
    if (!holds) {
        give_up("expected " + what);
    }
}

inline Seconds cpu_time() {
    timespec spent{};
    insist(::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent) == 0, "a clock of the CPU");
    return Seconds(static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) * 1e-9);
}

inline Point point_of(std::vector<float>& latencies, Seconds took, Seconds cpu) {
    insist(!latencies.empty(), "at least one answer");
    std::ranges::sort(latencies);
    const std::size_t size = latencies.size();
    const auto units = static_cast<double>(size);
    return {
        units / took.count(),
        latencies[size / 2],
        latencies[size * 99 / 100],
        cpu.count() * 1e6 / units};
}

// `act(caller, n)` is one call of one caller, its n-th; it returns when answered. Every caller
// calls again at once until the time is over or it has called `calls_max` times.
template <class Act>
Point closed_loop(std::size_t callers, Seconds duration, std::size_t calls_max, const Act& act) {
    std::vector<std::vector<float>> latencies(callers);
    const Seconds cpu = cpu_time();
    const auto begin = Clock::now();
    {
        std::vector<std::jthread> threads;
        for (std::size_t caller = 0; caller < callers; ++caller) {
            threads.emplace_back([&, caller] {
                auto before = Clock::now();
                for (std::size_t n = 0; n < calls_max && before - begin < duration; ++n) {
                    act(caller, n);
                    const auto after = Clock::now();
                    latencies[caller].push_back(Micros(after - before).count());
                    before = after;
                }
            });
        }
    }
    const Seconds took = Clock::now() - begin;
    const Seconds spent = cpu_time() - cpu;
    std::vector<float> all;
    for (const auto& each : latencies) {
        all.insert(all.end(), each.begin(), each.end());
    }
    return point_of(all, took, spent);
}

// By rate: the middle round, with its own latencies.
inline Point median(std::vector<Point> rounds) {
    std::ranges::sort(rounds, {}, &Point::per_second);
    return rounds[rounds.size() / 2];
}

// "41 144": digits in groups, for people.
inline std::string grouped(double value) {
    std::string digits = std::to_string(static_cast<long long>(value + 0.5));
    for (std::size_t at = digits.size(); at > 3; at -= 3) {
        digits.insert(at - 3, " ");
    }
    return digits;
}

}  // namespace dunghan::bench
