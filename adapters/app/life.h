// The life of a store: `backup`, `restore`, `release-outbox`, `migrate`, `recover`, `doctor`.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

// All of them.
void add_life(CLI::App& app, Options& options, int& exit);

void add_backup(CLI::App& app, Options& options, int& exit);
void add_restore(CLI::App& app, Options& options, int& exit);
void add_release_outbox(CLI::App& app, Options& options, int& exit);
void add_migrate(CLI::App& app, Options& options, int& exit);
void add_recover(CLI::App& app, Options& options, int& exit);
void add_doctor(CLI::App& app, Options& options, int& exit);

// Records that the outbox is held, for a log just restored to `head`. Error: the store's.
[[nodiscard]] Result<void> hold_outbox(
    Engine& engine, const merkle::TreeHead& head, const std::string& reason
);

// "Thư đang bị giữ …", to standard error, with the way out.
void warn_of_held(const Options& options, const reminder::OutboxHeld& held);

// What DIR/backup.json says of the last backup that was verified.
struct LastBackup {
    std::string at;  // RFC 3339
    std::string to;
    std::uint64_t size = 0;
    std::string root;  // base64, as in a signed head
};

inline constexpr std::string_view last_backup_name = "backup.json";

[[nodiscard]] std::string base64_of(const Sha256& root);

// One line on standard error that is written over; only on a terminal.
[[nodiscard]] std::function<void(std::uint64_t done, std::uint64_t all)> progress_line(
    const std::string& what
);

}  // namespace dunghan::app
