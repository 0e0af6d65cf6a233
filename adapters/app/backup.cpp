// `dunghan backup --to B`: beside a running writer, what B does not hold yet; then B is read back.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "adapters/app/exit_code.h"
#include "adapters/app/life.h"
#include "adapters/app/terminal.h"
#include "adapters/backup/take.h"
#include "adapters/disk/file.h"
#include "adapters/mail/base64.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

Result<backup::Taken> take(const Options& options, const std::filesystem::path& to) {
    auto early = backup::read_early_files(options.data);
    if (!early) {
        return tl::unexpected(early.error());
    }
    const auto store = RocksStore::open(options.data, RocksStore::Mode::read_only);
    if (!store) {
        return tl::unexpected(store.error());
    }
    return backup::take(
        **store, {options.data, std::move(*early), to, RealClock().now()}, progress_line("sao lưu")
    );
}

// For `doctor`. The backup is good without it.
void note_last_backup(const Options& options, const backup::Taken& taken, const std::string& to) {
    std::error_code ignored;
    const Json json{
        {"at", to_rfc3339(taken.manifest.taken)},
        {"to", std::filesystem::absolute(to, ignored).lexically_normal().string()},
        {"size", taken.manifest.head.size},
        {"root", base64_of(taken.manifest.head.root)}};
    const auto noted = disk::replace_file(options.data / last_backup_name, json.dump(2) + "\n");
    if (!noted) {
        std::fprintf(
            stderr,
            "dunghan: the backup is complete, but `doctor` will not know: %s\n",
            noted.error().detail.c_str()
        );
    }
}

void tell(const Options& options, const backup::Taken& taken, const std::string& to) {
    const merkle::TreeHead& head = taken.manifest.head;
    if (options.json) {
        const Json json{
            {"ok", true},
            {"size", head.size},
            {"root", base64_of(head.root)},
            {"files", taken.files},
            {"copied", taken.copied},
            {"copied_octets", taken.copied_octets},
            {"taken", to_rfc3339(taken.manifest.taken)}};
        std::puts(json.dump(2).c_str());
        return;
    }
    std::printf(
        "%s %llu sự kiện trong %s, đã đọc lại và kiểm tra %zu tệp (%zu tệp mới, %.1f MB)\n"
        "Gốc: %s\n",
        paint("Đã sao lưu:", Colour::green).c_str(),
        static_cast<unsigned long long>(head.size),
        to.c_str(),
        taken.files,
        taken.copied,
        static_cast<double>(taken.copied_octets) / 1e6,
        base64_of(head.root).c_str()
    );
}

int run_backup(const Options& options, const std::string& to) {
    const auto taken = take(options, to);
    if (!taken) {
        return complain(taken.error());
    }
    note_last_backup(options, *taken, to);
    tell(options, *taken, to);
    return exit_ok;
}

}  // namespace

std::string base64_of(const Sha256& root) {
    return mail::base64({reinterpret_cast<const char*>(root.data()), root.size()});
}

std::function<void(std::uint64_t done, std::uint64_t all)> progress_line(const std::string& what) {
    if (isatty(STDERR_FILENO) == 0) {
        return [](auto, auto) {};
    }
    return [what](std::uint64_t done, std::uint64_t all) {
        const double part =
            all == 0 ? 100 : 100 * static_cast<double>(done) / static_cast<double>(all);
        std::fprintf(stderr, "\r%s %3.0f%%%s", what.c_str(), part, done == all ? "\n" : "");
    };
}

void add_backup(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "backup", "Copy what B does not hold yet, beside a running writer, and read all of B back"
    );
    auto to = std::make_shared<std::string>();
    command->add_option("--to", *to, "A folder of its own, best on another disk")->required();
    command->callback([&options, &exit, to] { exit = run_backup(options, *to); });
}

void add_life(CLI::App& app, Options& options, int& exit) {
    add_backup(app, options, exit);
    add_restore(app, options, exit);
    add_release_outbox(app, options, exit);
    add_migrate(app, options, exit);
    add_recover(app, options, exit);
    add_doctor(app, options, exit);
}

}  // namespace dunghan::app
