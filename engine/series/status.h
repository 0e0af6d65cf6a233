// "38/39": who filed for a period, on time or late, and who did not. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/instant.h"

namespace dunghan::series {

// What is known of one duty.
struct Filing {
    std::string code;
    std::string member;  // agency id: whose duty it was
    std::optional<Instant> due_before;
    std::optional<Instant> filed_at;  // when it was handed in; nothing: not, or sent back
    bool observed = false;            // it was only seen to be there then: on time, for all we know
    Instant recorded_at{};            // of the report that says so
    std::string recorded_by{};
    bool cancelled = false;
    bool operator==(const Filing&) const = default;
};

enum class FilingVerdict : std::uint8_t {
    on_time,    // handed in before its term ended, whenever that was recorded
    late,       // handed in after
    awaited,    // not handed in, and the term runs
    missing,    // not handed in, and the term is over
    cancelled,  // counts nowhere
};

[[nodiscard]] FilingVerdict verdict_of(const Filing& filing, Instant now);

// Each list in the order of the codes.
struct Status {
    std::vector<Filing> on_time;
    std::vector<Filing> late;
    std::vector<Filing> awaited;
    std::vector<Filing> missing;
    std::vector<Filing> cancelled;

    [[nodiscard]] std::size_t filed() const { return on_time.size() + late.size(); }

    [[nodiscard]] std::size_t all() const { return filed() + awaited.size() + missing.size(); }
};

[[nodiscard]] Status series_status(std::vector<Filing> filings, Instant now);

}  // namespace dunghan::series
