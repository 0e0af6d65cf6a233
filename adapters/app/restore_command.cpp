// `dunghan restore --from B --to DIR2`.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/app/exit_code.h"
#include "adapters/app/life.h"
#include "adapters/app/options.h"
#include "adapters/app/restore.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

struct Arguments {
    std::string from;
    std::string to;
    std::vector<std::string> erasures;
};

std::filesystem::path without_slash(const std::filesystem::path& folder) {
    const std::filesystem::path normal = folder.lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

void print(const Restored& restored, const Options& options, bool erasures_given) {
    const RestoredLog& log = restored.log;
    std::printf(
        "%s %llu sự kiện vào %s\nGốc: %s\n%s không gì được gửi cho đến khi:\n"
        "  dunghan --data %s release-outbox --actor …\n",
        paint("Đã khôi phục:", Colour::green).c_str(),
        static_cast<unsigned long long>(restored.manifest.head.size),
        options.data.c_str(),
        base64_of(restored.manifest.head.root).c_str(),
        paint("THƯ ĐANG BỊ GIỮ:", Colour::red).c_str(),
        options.data.c_str()
    );
    for (const std::string& person : log.erased_again) {
        std::printf("Xoá lại dữ liệu cá nhân của %s, như đã xoá sau bản sao lưu\n", person.c_str());
    }
    if (!erasures_given && !log.living.empty()) {
        std::printf(
            "%s khoá của %zu người trở lại. Ai được xoá sau %s thì nay đọc được: hãy khôi phục với "
            "--erasures, hoặc xoá lại từng người\n",
            paint("Dữ liệu cá nhân:", Colour::yellow).c_str(),
            log.living.size(),
            to_rfc3339(restored.manifest.taken).c_str()
        );
    }
}

int run_restore(Options& options, const Arguments& arguments) {
    options.data = without_slash(arguments.to);
    const auto restored = restore(arguments.from, options.data, arguments.erasures);
    if (!restored) {
        return complain(restored.error());
    }
    if (options.json) {
        const nlohmann::ordered_json json{
            {"ok", true},
            {"size", restored->manifest.head.size},
            {"root", base64_of(restored->manifest.head.root)},
            {"taken", to_rfc3339(restored->manifest.taken)},
            {"outbox_held", true},
            {"erased_again", restored->log.erased_again}};
        std::puts(json.dump(2).c_str());
    } else {
        print(*restored, options, !arguments.erasures.empty());
    }
    return exit_ok;
}

}  // namespace

void add_restore(CLI::App& app, Options& options, int& exit) {
    auto* command = app.add_subcommand(
        "restore", "Check a backup, build a store from it, and hold the outbox (needs no --data)"
    );
    auto arguments = std::make_shared<Arguments>();
    command->add_option("--from", arguments->from, "The backup's folder")
        ->required()
        ->check(CLI::ExistingDirectory);
    command->add_option("--to", arguments->to, "The new data folder: empty, or not there yet")
        ->required();
    command->add_option(
        "--erasures",
        arguments->erasures,
        "Who was erased since: the data folder, a newer backup, or the list keys/erased of one; "
        "their keys do not come back"
    );
    works_without_data(*command);
    command->callback([&options, &exit, arguments] { exit = run_restore(options, *arguments); });
}

}  // namespace dunghan::app
