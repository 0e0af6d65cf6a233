#include "adapters/config/zone.h"

#include <date/tz.h>
#include <fstream>

namespace dunghan {
namespace {

constexpr const char* version_file = "/usr/share/zoneinfo/tzdata.zi";

// The library answers "unknown" for the system's database: the first line of its own text, "#
// version 2026f", is what an auditor can look up.
Result<std::string> database_version() {
    constexpr std::string_view before = "# version ";
    std::ifstream file(version_file);
    std::string line;
    if (!std::getline(file, line) || !line.starts_with(before)) {
        return fail(
            ErrorCode::unavailable,
            std::string("Expected the version of the tz database in ") + version_file +
                ", but found none; install the package tzdata"
        );
    }
    return line.substr(before.size());
}

Result<Zone> fixed_offset_of(const date::time_zone& zone) {
    using namespace date::literals;
    const auto from = date::sys_seconds{date::sys_days{1990_y / 1 / 1}};
    const auto to = date::sys_seconds{date::sys_days{2100_y / 1 / 1}};
    const auto first = zone.get_info(from);
    for (auto at = first.end; at < to; at = zone.get_info(at).end) {
        if (zone.get_info(at).offset != first.offset) {
            return fail(
                ErrorCode::refused,
                "Expected a zone with one offset from 1990 to 2100, but that of " + zone.name() +
                    " changes at " + date::format("%F", at)
            );
        }
    }
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(first.offset);
    return Zone{zone.name(), static_cast<std::int32_t>(minutes.count()), ""};
}

}  // namespace

Result<Zone> resolve_zone(std::string_view name) {
    try {
        Result<Zone> zone = fixed_offset_of(*date::locate_zone(std::string(name)));
        const Result<std::string> version = database_version();
        if (zone && !version) {
            return tl::unexpected(version.error());
        }
        if (zone) {
            zone->name = name;
            zone->tzdata = *version;
        }
        return zone;
    } catch (const std::exception&) {
        return fail(
            ErrorCode::not_found,
            "Expected a zone of the tz database (Asia/Ho_Chi_Minh), but got '" + std::string(name) +
                "'"
        );
    }
}

}  // namespace dunghan
