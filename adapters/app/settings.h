// Files the commands read: settings, policy, directory, calendars, definitions; the built-in ones
// where none is named.
#pragma once

#include "adapters/app/session.h"
#include "adapters/config/settings_file.h"

namespace dunghan::app {

[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path);

// --config, else DIR/settings.yaml, else the defaults.
[[nodiscard]] Result<Settings> load_settings(const Options& options);

// `file` empty: the built-in one.
[[nodiscard]] Result<PolicyPublished> load_policy(const std::string& file);
[[nodiscard]] Result<DirectoryPublished> load_directory(const std::string& file);
[[nodiscard]] Result<CalendarPublished> load_calendar(const std::string& file);

// The built-in ones, each after the one above it.
[[nodiscard]] Result<std::vector<CalendarPublished>> load_shipped_calendars();

// Those of config/definitions, all built in.
[[nodiscard]] Result<std::vector<Definition>> load_shipped_definitions();

}  // namespace dunghan::app
