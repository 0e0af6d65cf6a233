#include "adapters/app/health.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/app/commands.h"
#include "adapters/app/life.h"
#include "adapters/app/terminal.h"
#include "adapters/backup/manifest.h"
#include "adapters/config/zone.h"
#include "adapters/disk/file.h"

namespace dunghan::app {
namespace {

constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20U;
constexpr std::uint64_t reserve_octets = 512 * mebibyte;  // or a twentieth of the disk
constexpr std::uint64_t stop_octets = 128 * mebibyte;
constexpr std::int64_t ms_per_hour = 60 * ms_per_minute;
constexpr std::int64_t late_ms = 15 * ms_per_minute;      // a round takes seconds
constexpr std::int64_t backup_old_ms = 26 * ms_per_hour;  // daily, and two hours to be late
constexpr std::int64_t backup_bad_ms = 7 * ms_per_day;

// "3 phút", "5 giờ", "12 ngày".
std::string span_words(std::int64_t ms) {
    if (ms < ms_per_hour) {
        return std::to_string(ms / ms_per_minute) + " phút";
    }
    return ms < 2 * ms_per_day ? std::to_string(ms / ms_per_hour) + " giờ"
                               : std::to_string(ms / ms_per_day) + " ngày";
}

std::string megabytes(std::uint64_t octets) {
    return std::to_string(octets / 1'000'000) + " MB";
}

Check broken(const std::string& name, const Error& error) {
    return {name, Level::bad, error.detail, "xem thông báo ở trên"};
}

Check check_disk(const Options& options, const RocksStore* store) {
    std::error_code error;
    const auto space = std::filesystem::space(options.data, error);
    if (error) {
        return {
            "disk", Level::bad, options.data.string() + ": " + error.message(), "kiểm tra --data"};
    }
    const std::uint64_t reserve = std::max(reserve_octets, space.capacity / 20);
    const std::string found = (store ? "kho " + megabytes(store->disk_octets()) + ", " : "") +
                              "còn trống " + megabytes(space.available) + ", dự phòng " +
                              megabytes(reserve);
    if (space.available >= reserve) {
        return {"disk", Level::ok, found, ""};
    }
    return {
        "disk",
        space.available < stop_octets ? Level::bad : Level::warn,
        found,
        "giải phóng chỗ trên đĩa trước khi ghi bị từ chối"};
}

Check check_head(const RocksStore& store) {
    const merkle::TreeHead head = store.tree_head();
    return {
        "head", Level::ok, std::to_string(head.size) + " sự kiện, gốc " + base64_of(head.root), ""};
}

// A log's time never goes back: behind its last event, all that happens is recorded at one instant.
Check check_clock(const Reading& reading, bool simulated, Instant last) {
    if (simulated) {
        return {"clock", Level::ok, "đồng hồ mô phỏng, sự kiện cuối " + to_rfc3339(last), ""};
    }
    const std::int64_t ahead = last.ms - RealClock().now().ms;
    const std::string found = "sự kiện cuối " + to_rfc3339(last);
    if (ahead <= 1000 || reading.store->head() == Position{}) {
        return {"clock", Level::ok, found, ""};
    }
    return {
        "clock",
        ahead > ms_per_hour ? Level::bad : Level::warn,
        found + ", đồng hồ máy chậm hơn " + span_words(ahead),
        "chỉnh giờ máy (NTP)"};
}

struct Waiting {
    std::size_t count = 0;
    Instant oldest;
};

// Rows of a timed view at or before `now`.
Result<Waiting> waiting_in(const Store& store, View view, Instant now) {
    Waiting waiting;
    return store
        .scan(
            view,
            {},
            timed_key(plus_ms(now, 1), {}),
            [&](auto key, auto) {
                const auto row = decode_timed_key(key);
                if (row && waiting.count++ == 0) {
                    waiting.oldest = row->at;
                }
                return true;
            }
        )
        .map([&] { return waiting; });
}

Check check_lag(const Reading& reading) {
    const auto due = waiting_in(*reading.store, View::due, reading.query.as_of);
    if (!due) {
        return broken("lag", due.error());
    }
    if (due->count == 0) {
        return {"lag", Level::ok, "không có việc đến giờ nhắc mà chưa nhắc", ""};
    }
    const std::int64_t late = reading.query.as_of.ms - due->oldest.ms;
    const std::string found =
        two_digits(due->count) + " việc đến giờ nhắc, lâu nhất từ " + span_words(late) + " trước";
    const Level level = late > 4 * ms_per_day ? Level::bad
                        : late > late_ms      ? Level::warn
                                              : Level::ok;
    return {"lag", level, found, level == Level::ok ? "" : "`dunghan serve` có đang chạy không?"};
}

struct Deliveries {
    std::size_t failing = 0;    // owed, tried before
    std::size_t uncertain = 0;  // begun, and nobody knows how it ended
    std::size_t dead = 0;
};

Result<Deliveries> deliveries_in(const Store& store) {
    Deliveries found;
    std::optional<Error> damaged;
    const auto scanned = store.scan(View::digest, {}, {}, [&](auto, auto value) {
        const auto state = decode_digest_row(value);
        if (!state) {
            damaged = state.error();
            return false;
        }
        found.failing += state->delivery == reminder::Delivery::owed && state->attempts > 0 ? 1 : 0;
        found.uncertain += state->delivery == reminder::Delivery::claimed ? 1 : 0;
        found.dead += state->delivery == reminder::Delivery::dead ? 1 : 0;
        return true;
    });
    return damaged ? tl::unexpected(*damaged) : scanned.map([&] { return found; });
}

Check check_deliveries(const Reading& reading) {
    const auto owed = waiting_in(*reading.store, View::outbox, reading.query.as_of);
    const auto states = deliveries_in(*reading.store);
    if (!owed || !states) {
        return broken("deliveries", owed ? states.error() : owed.error());
    }
    const std::int64_t late = owed->count == 0 ? 0 : reading.query.as_of.ms - owed->oldest.ms;
    std::string found = two_digits(owed->count) + " thư chờ gửi";
    found += owed->count == 0 ? "" : ", lâu nhất từ " + span_words(late) + " trước";
    found += "; " + two_digits(states->failing) + " đã thử không được, " +
             two_digits(states->uncertain) + " chưa rõ kết quả, " + two_digits(states->dead) +
             " bị từ chối hẳn";
    if (late > ms_per_day) {
        return {"deliveries", Level::bad, found, "kiểm tra máy chủ thư và `dunghan serve`"};
    }
    const bool trouble = late > late_ms || states->failing + states->dead > 0;
    return {
        "deliveries",
        trouble ? Level::warn : Level::ok,
        found,
        trouble ? "xem `dunghan digests`" : ""};
}

Check check_undecided(const Reading& reading) {
    const auto count = count_undecided(reading);
    if (!count) {
        return broken("undecided", count.error());
    }
    return {
        "undecided",
        *count == 0 ? Level::ok : Level::warn,
        two_digits(*count) + " chỗ chờ quyết định",
        *count == 0 ? "" : "xem `dunghan undecided`"};
}

Check check_outbox(const Options& options, const Reading& reading) {
    const auto held = outbox_held(*reading.store);
    if (!held) {
        return broken("outbox", held.error());
    }
    if (!*held) {
        return {"outbox", Level::ok, "thư được gửi khi đến hạn", ""};
    }
    return {
        "outbox",
        Level::bad,
        "THƯ ĐANG BỊ GIỮ: " + (*held)->reason,
        "đối chiếu thư đã gửi sau bản sao lưu, rồi: dunghan --data " + options.data.string() +
            " release-outbox --actor …"};
}

Check check_tzdata(const Reading& reading) {
    const std::string& logged = reading.policy.zone.tzdata;
    if (logged.empty()) {
        return {"tzdata", Level::ok, "chưa ban hành chính sách", ""};
    }
    const auto zone = resolve_zone(reading.policy.zone.name);
    if (!zone) {
        return {"tzdata", Level::warn, zone.error().detail, "cài gói tzdata"};
    }
    const std::string found = "nhật ký dùng " + logged + ", máy có " + zone->tzdata;
    if (zone->offset_minutes != reading.policy.zone.offset_minutes) {
        return {
            "tzdata",
            Level::bad,
            found + "; độ lệch giờ khác nhau",
            "ban hành lại chính sách với phiên bản mới"};
    }
    return {"tzdata", Level::ok, found + (zone->tzdata == logged ? "" : ", cùng độ lệch giờ"), ""};
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

// The last signed head: how long ago it was written.
Check check_signed_head(const Options& options) {
    std::error_code error;
    const std::filesystem::path folder = options.data / "audit";
    if (!std::filesystem::exists(folder, error)) {
        return {"audit", Level::ok, "chưa dùng chữ ký cho đầu nhật ký", ""};
    }
    const auto written = std::filesystem::last_write_time(folder / "checkpoint", error);
    if (error) {
        return {
            "audit",
            Level::warn,
            "có khóa ký, chưa ký đầu nhật ký lần nào",
            "dunghan --data " + options.data.string() + " audit checkpoint"};
    }
    const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::filesystem::file_time_type::clock::now() - written
    );
    return {"audit", Level::ok, "đầu nhật ký được ký " + span_words(age.count()) + " trước", ""};
}

void examine_store(const Options& options, const Reading& reading, std::vector<Check>& checks) {
    checks.push_back(
        {"store", Level::ok, "mở được; bản ghi, cây và khung nhìn khớp nhau ở đầu nhật ký", ""}
    );
    checks.push_back(check_head(*reading.store));
    const auto simulated = is_simulated(*reading.store);
    const auto last = last_recorded(*reading.store);
    if (!simulated || !last) {
        checks.push_back(broken("clock", simulated ? last.error() : simulated.error()));
    } else {
        checks.push_back(check_clock(reading, *simulated, *last));
    }
    checks.push_back(check_outbox(options, reading));
    checks.push_back(check_lag(reading));
    checks.push_back(check_deliveries(reading));
    checks.push_back(check_undecided(reading));
    checks.push_back(check_tzdata(reading));
    checks.push_back(check_calendars(reading));
}

}  // namespace

std::vector<Check> examine(const Options& options) {
    std::vector<Check> checks;
    const auto reading = open_reading(options);
    if (reading) {
        examine_store(options, *reading, checks);
    } else {
        checks.push_back(broken("store", reading.error()));
    }
    checks.push_back(check_disk(options, reading ? reading->store.get() : nullptr));
    checks.push_back(check_backup(options));
    checks.push_back(check_signed_head(options));
    return checks;
}

}  // namespace dunghan::app
