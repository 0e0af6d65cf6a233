// What the operator's watch reads: Prometheus' text format.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "adapters/http/server.h"

namespace dunghan::app::api {

// Counts how often a value lay at or below each bound. From any thread.
class Histogram {
 public:
    explicit Histogram(std::vector<double> bounds);  // ascending

    void add(double value);

    // "<name>_bucket{le="…"} …" and so on.
    [[nodiscard]] std::string text(const std::string& name, const std::string& help) const;

 private:
    const std::vector<double> bounds_;
    std::vector<std::atomic<std::uint64_t>> counts_;  // of each bound, and beyond the last
    std::atomic<double> sum_ = 0;
};

// What the engine's thread tells; read when somebody asks.
struct EngineMetrics {
    Histogram group{{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024}};  // commands in a commit
    Histogram lateness{
        {0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 60}};  // seconds after the instant due
    std::atomic<std::uint64_t> commands = 0;

    using Steady = std::chrono::steady_clock;
    std::atomic<Steady::time_point> turned_at = Steady::now();  // the loop's last turn
};

// How far an endpoint has come.
struct EndpointMetrics {
    std::string id;
    std::string state;         // as endpoint_json() names it
    std::uint64_t behind = 0;  // events of the log that were not looked at for it yet
    std::uint64_t open = 0;    // calls that are owed
    std::uint64_t dead = 0;    // calls that were given up
};

// What the store is asked for at the reading.
struct StoreMetrics {
    std::uint64_t head = 0;
    std::map<std::pair<std::string, std::string>, std::uint64_t> tasks;  // by kind, verdict
    std::map<std::string, std::uint64_t> mails;                          // by delivery
    std::uint64_t denials = 0;
    std::vector<EndpointMetrics> endpoints;
};

[[nodiscard]] std::string metrics_text(
    const EngineMetrics& engine, const StoreMetrics& store, const http::Counters& http
);

}  // namespace dunghan::app::api
