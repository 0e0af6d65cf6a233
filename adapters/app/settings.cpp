#include "adapters/app/settings.h"

#include <fstream>
#include <sstream>

#include "adapters/config/calendar_file.h"
#include "adapters/config/directory_file.h"
#include "adapters/config/policy_file.h"

#include "app_defaults/embedded.h"

namespace dunghan::app {

Result<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return fail(
            ErrorCode::not_found, "Expected a file that can be read, but got " + path.string()
        );
    }
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

Result<Settings> load_settings(const Options& options) {
    std::filesystem::path path = options.config;
    if (path.empty()) {
        path = options.data / "settings.yaml";
        if (!std::filesystem::exists(path)) {
            return Settings{};
        }
    }
    return read_file(path).and_then([&](const std::string& yaml) {
        return read_settings(yaml, path.string());
    });
}

Result<PolicyPublished> load_policy(const std::string& file) {
    if (file.empty()) {
        return read_policy(embedded::policy_yaml, "built-in policy.yaml");
    }
    return read_file(file).and_then([&](const std::string& yaml) { return read_policy(yaml, file); }
    );
}

Result<DirectoryPublished> load_directory(const std::string& file) {
    if (file.empty()) {
        return read_directory(embedded::directory_yaml, "built-in directory.yaml");
    }
    return read_file(file).and_then([&](const std::string& yaml) {
        return read_directory(yaml, file);
    });
}

Result<CalendarPublished> load_calendar(const std::string& file) {
    return read_file(file).and_then([&](const std::string& yaml) {
        return read_calendar(yaml, file);
    });
}

Result<std::vector<CalendarPublished>> shipped_calendars() {
    std::vector<CalendarPublished> calendars;
    for (const auto& [yaml, name] :
         {std::pair{embedded::vn_yaml, "built-in vn.yaml"},
          std::pair{embedded::khanh_hoa_yaml, "built-in khanh-hoa.yaml"}}) {
        auto calendar = read_calendar(yaml, name);
        if (!calendar) {
            return tl::unexpected(calendar.error());
        }
        calendars.push_back(std::move(*calendar));
    }
    return calendars;
}

}  // namespace dunghan::app
