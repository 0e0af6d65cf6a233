// The sender the settings ask for.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "engine/port/sender.h"

#include "adapters/config/settings_file.h"

namespace dunghan::app {

// Maildir in `data`/mail by default, SMTP where the settings name a server. `executor` runs answers
// on the scheduler's thread. Error: invalid settings, a password file that cannot be used.
[[nodiscard]] Result<std::unique_ptr<Sender>> make_sender(
    const Settings& settings,
    const std::filesystem::path& data,
    std::function<void(std::function<void()>)> executor
);

}  // namespace dunghan::app
