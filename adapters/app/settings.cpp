#include "adapters/app/settings.h"

#include <fstream>
#include <sstream>

#include "adapters/config/calendar_file.h"
#include "adapters/config/definition_file.h"
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

Result<std::vector<CalendarPublished>> load_shipped_calendars() {
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

Result<std::vector<Definition>> load_shipped_definitions() {
    std::vector<Definition> definitions;
    for (const auto& [name, yaml] :
         {std::pair{"document-drafting.yaml", embedded::document_drafting_yaml},
          {"equipment-review.yaml", embedded::equipment_review_yaml},
          {"fan-out-duty.yaml", embedded::fan_out_duty_yaml},
          {"investment-project.yaml", embedded::investment_project_yaml},
          {"monthly-report.yaml", embedded::monthly_report_yaml},
          {"plan-task.yaml", embedded::plan_task_yaml},
          {"postponement-request.yaml", embedded::postponement_request_yaml},
          {"security-dossier.yaml", embedded::security_dossier_yaml}}) {
        auto definition = read_definition(yaml, std::string("built-in ") + name);
        if (!definition) {
            return tl::unexpected(definition.error());
        }
        definitions.push_back(std::move(*definition));
    }
    return definitions;
}

}  // namespace dunghan::app
