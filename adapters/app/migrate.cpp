// `dunghan migrate`: the store of an earlier release becomes one of this release.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/app/exit_code.h"
#include "adapters/app/life.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

int run_migrate(const Options& options) {
    const auto migrated = RocksStore::migrate(options.data, progress_line("chuyển định dạng"));
    if (!migrated) {
        return complain(migrated.error());
    }
    if (options.json) {
        const nlohmann::ordered_json json{
            {"ok", true}, {"from", migrated->from}, {"to", migrated->to}};
        std::puts(json.dump(2).c_str());
    } else if (migrated->from == migrated->to) {
        std::printf(
            "Kho đã ở định dạng %llu; không có gì phải làm.\n",
            static_cast<unsigned long long>(migrated->to)
        );
    } else {
        std::printf(
            "%s định dạng %llu → %llu. Hãy kiểm tra: dunghan --data %s replay --verify\n",
            paint("Đã chuyển:", Colour::green).c_str(),
            static_cast<unsigned long long>(migrated->from),
            static_cast<unsigned long long>(migrated->to),
            options.data.c_str()
        );
    }
    return exit_ok;
}

}  // namespace

void add_migrate(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "migrate",
        "Bring the store of an earlier release to this one's format; keep a copy of the folder "
        "first"
    );
    command->callback([&options, &exit] { exit = run_migrate(options); });
}

}  // namespace dunghan::app
