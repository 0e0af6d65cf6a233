// What lies beside a store: room on its disk, its last backup.
#include <nlohmann/json.hpp>

#include "adapters/app/health_checks.h"
#include "adapters/app/life.h"
#include "adapters/backup/manifest.h"
#include "adapters/disk/file.h"

namespace dunghan::app {
namespace {

constexpr std::int64_t backup_old_ms = 26 * ms_per_hour;  // daily, and two hours to be late
constexpr std::int64_t backup_bad_ms = 7 * ms_per_day;

std::string megabytes(std::uint64_t octets) {
    return std::to_string(octets / 1'000'000) + " MB";
}

Check backup_by_age(const Options& options, const LastBackup& last) {
    const auto at = parse_instant(last.at, Zone{});
    if (!at) {
        return {
            "backup",
            Level::warn,
            std::string(last_backup_name) + " không đọc được",
            "sao lưu lại: dunghan --data " + options.data.string() + " backup --to …"};
    }
    const std::int64_t age = RealClock().now().ms - at->ms;
    const std::string found = "bản sao lưu đã kiểm tra: " + std::to_string(last.size) +
                              " sự kiện trong " + last.to + ", " + span_words(age) + " trước";
    std::error_code error;
    if (!std::filesystem::exists(std::filesystem::path(last.to) / backup::manifest_name, error)) {
        return {"backup", Level::warn, found + ", nay không thấy ở đó", "kiểm tra đĩa sao lưu"};
    }
    const Level level = age > backup_bad_ms   ? Level::bad
                        : age > backup_old_ms ? Level::warn
                                              : Level::ok;
    return {
        "backup",
        level,
        found,
        level == Level::ok ? ""
                           : "dunghan --data " + options.data.string() + " backup --to " + last.to};
}

}  // namespace

// What the writers see: below the reserve they refuse.
Check check_disk(const Options& options, const RocksStore* store) {
    const rocks::Machine machine = machine_of(options).value_or(rocks::Machine{});
    const auto free = rocks::free_on(options.data, machine);
    if (!free) {
        return {"disk", Level::bad, options.data.string() + " không đọc được", "kiểm tra --data"};
    }
    const std::uint64_t reserve = rocks::reserve_on(options.data, machine);
    const std::string found = (store ? "kho " + megabytes(store->disk_octets()) + ", " : "") +
                              "còn trống " + megabytes(*free) + ", dự phòng " + megabytes(reserve);
    if (*free < reserve) {
        return {"disk", Level::bad, found, "ghi đang bị từ chối: giải phóng chỗ trên đĩa"};
    }
    if (*free < 2 * reserve) {
        return {"disk", Level::warn, found, "giải phóng chỗ trên đĩa trước khi ghi bị từ chối"};
    }
    return {"disk", Level::ok, found, ""};
}

Check check_backup(const Options& options) {
    const auto text = disk::read_file(options.data / last_backup_name, 65'536);
    if (!text) {
        return {
            "backup",
            Level::warn,
            "chưa có bản sao lưu nào",
            "dunghan --data " + options.data.string() + " backup --to …"};
    }
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    LastBackup last;
    if (json.is_object()) {
        last.at = json.contains("at") && json["at"].is_string() ? json["at"] : "";
        last.to = json.contains("to") && json["to"].is_string() ? json["to"] : "";
        last.size = json.contains("size") && json["size"].is_number_unsigned()
                        ? json["size"].get<std::uint64_t>()
                        : 0;
    }
    return backup_by_age(options, last);
}

}  // namespace dunghan::app
