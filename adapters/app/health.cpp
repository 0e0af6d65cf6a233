#include "adapters/app/health.h"

#include "adapters/app/health_checks.h"
#include "adapters/app/settings.h"

namespace dunghan::app {

// "3 phút", "5 giờ", "12 ngày".
std::string span_words(std::int64_t ms) {
    if (ms < ms_per_hour) {
        return std::to_string(ms / ms_per_minute) + " phút";
    }
    return ms < 2 * ms_per_day ? std::to_string(ms / ms_per_hour) + " giờ"
                               : std::to_string(ms / ms_per_day) + " ngày";
}

Check broken(const std::string& name, const Error& error) {
    return {name, Level::bad, error.detail, "xem thông báo ở trên"};
}

std::vector<Check> examine(const Options& options) {
    std::vector<Check> checks;
    if (const auto settings = load_settings(options); !settings) {
        checks.push_back(broken("settings", settings.error()));  // no writer starts
    }
    const SignedHeads heads = read_signed_heads(options);
    const auto reading = open_reading(options);
    if (reading) {
        check_log(options, *reading, checks);
        check_signing(options, *reading, heads, checks);
    } else {
        checks.push_back(broken("store", reading.error()));
    }
    checks.push_back(check_disk(options, reading ? reading->store.get() : nullptr));
    checks.push_back(check_backup(options));
    return checks;
}

}  // namespace dunghan::app
