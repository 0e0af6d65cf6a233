// `dunghan restore --from B --to DIR2`: everything is checked and built beside the target; only
// then does it get the target's name, with the outbox held.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/audit/refill.h"

#include "adapters/app/exit_code.h"
#include "adapters/app/life.h"
#include "adapters/app/terminal.h"
#include "adapters/backup/verify.h"
#include "adapters/disk/file.h"

namespace dunghan::app {
namespace {

using std::filesystem::path;

// Says that a folder is an unfinished restore, which the next one may throw away.
constexpr const char* marker = "RESTORING";

struct Arguments {
    std::string from;
    std::string to;
};

path without_slash(const path& folder) {
    const path normal = folder.lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
}

tl::unexpected<Error> occupied(const path& folder, const std::string& what) {
    return fail(
        ErrorCode::refused,
        "Expected " + folder.string() + " to be empty or not there, but " + what +
            "; give another --to"
    );
}

// An empty folder to build in.
Result<void> prepare(const path& target, const path& partial) {
    std::error_code error;
    if (std::filesystem::exists(target, error) && !std::filesystem::is_empty(target, error)) {
        return occupied(target, "something is there");
    }
    if (std::filesystem::exists(partial, error)) {
        if (!std::filesystem::exists(partial / marker, error)) {
            return occupied(partial, "it holds something that no restore left there");
        }
        std::filesystem::remove_all(partial, error);
    }
    return disk::make_folder(partial).and_then([&] {
        return disk::write_file(partial / marker, "");
    });
}

Result<void> write_kept(const path& partial, std::string_view name, std::string_view octets) {
    const path file = partial / name;
    return disk::make_folder(file.parent_path())
        .and_then([&] { return disk::write_file(file, octets); })
        .and_then([&] { return disk::sync_folder(file.parent_path()); });
}

// Every octet of the backup is checked on the way; the store holds its log and views afterwards.
Result<void> fill(
    RocksStore& store, const path& from, const path& partial, const backup::Manifest& manifest
) {
    audit::Refill refill(store);
    backup::Readers readers;
    readers.record = [&](const Record& record) { return refill.add(record); };
    readers.kept = [&](std::string_view name, std::string_view octets) {
        return write_kept(partial, name, octets);
    };
    readers.progress = progress_line("khôi phục");
    return backup::read_all(from, manifest, readers)
        .and_then([&] { return refill.finish(); })
        .and_then([&]() -> Result<void> {
            if (store.tree_head() != manifest.head) {
                return fail(
                    ErrorCode::corruption,
                    "Expected the restored log to have the root " + to_hex(manifest.head.root) +
                        ", but it has " + to_hex(store.tree_head().root)
                );
            }
            return {};
        });
}

Result<void> build(const path& from, const path& partial, const backup::Manifest& manifest) {
    const auto store = RocksStore::open(partial, RocksStore::Mode::create);
    if (!store) {
        return tl::unexpected(store.error());
    }
    return fill(**store, from, partial, manifest).and_then([&] {
        return hold_outbox(
            **store, manifest.head, "khôi phục từ bản sao lưu lúc " + to_rfc3339(manifest.taken)
        );
    });
}

// The restored folder opens, and gets its name.
Result<void> finish(const path& partial, const path& target) {
    if (const auto opened = RocksStore::open(partial, RocksStore::Mode::read_only); !opened) {
        return tl::unexpected(opened.error());
    }
    std::error_code error;
    std::filesystem::remove(partial / marker, error);
    return disk::sync_folder(partial).and_then([&] { return disk::rename_durably(partial, target); }
    );
}

Result<backup::Manifest> restore(const path& from, const path& target) {
    const auto manifest = backup::read_manifest(from);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    if (!*manifest) {
        return fail(
            ErrorCode::not_found,
            "Expected a finished backup in " + from.string() + ", but it has no " +
                std::string(backup::manifest_name)
        );
    }
    const path partial = target.string() + ".partial";
    return prepare(target, partial)
        .and_then([&] { return build(from, partial, **manifest); })
        .and_then([&] { return finish(partial, target); })
        .map([&] { return **manifest; })
        .map_error([&](const Error& error) {
            std::error_code ignored;
            if (std::filesystem::exists(partial / marker, ignored)) {
                std::filesystem::remove_all(partial, ignored);  // nothing of it counts
            }
            return error;
        });
}

int run_restore(Options& options, const Arguments& arguments) {
    options.data = without_slash(arguments.to);
    const auto manifest = restore(arguments.from, options.data);
    if (!manifest) {
        return complain(manifest.error());
    }
    if (options.json) {
        const nlohmann::ordered_json json{
            {"ok", true},
            {"size", manifest->head.size},
            {"root", base64_of(manifest->head.root)},
            {"taken", to_rfc3339(manifest->taken)},
            {"outbox_held", true}};
        std::puts(json.dump(2).c_str());
        return exit_ok;
    }
    std::printf(
        "%s %llu sự kiện vào %s\nGốc: %s\n%s không gì được gửi cho đến khi:\n"
        "  dunghan --data %s release-outbox --actor …\n",
        paint("Đã khôi phục:", Colour::green).c_str(),
        static_cast<unsigned long long>(manifest->head.size),
        options.data.c_str(),
        base64_of(manifest->head.root).c_str(),
        paint("THƯ ĐANG BỊ GIỮ:", Colour::red).c_str(),
        options.data.c_str()
    );
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
    command->preparse_callback([&app](std::size_t) { app.get_option("--data")->required(false); });
    command->callback([&options, &exit, arguments] { exit = run_restore(options, *arguments); });
}

}  // namespace dunghan::app
