// `dunghan restore --from B --to DIR2`: everything is checked and built beside the target; only
// then does it get the target's name, with the outbox held.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/audit/refill.h"

#include "adapters/app/erasures.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/life.h"
#include "adapters/app/living_keys.h"
#include "adapters/app/restored_log.h"
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
    std::vector<std::string> erasures;
};

struct Restored {
    backup::Manifest manifest;
    RestoredLog log;
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

// The key of a person who was erased after the backup is left where it is; the list is written at
// the end.
Result<bool> may_come_back(
    const Erasures& erasures, std::string_view name, std::string_view octets
) {
    for (const auto& [person, erasure] : erasures) {
        if (name == key_path(person)) {
            return was_destroyed(erasures, person, octets).map([](bool gone) { return !gone; });
        }
    }
    return name != erasures_path;
}

// Every octet of the backup is checked on the way; the store holds its log and views afterwards.
Result<void> fill(
    RocksStore& store,
    const path& from,
    const path& partial,
    const backup::Manifest& manifest,
    const Erasures& erasures
) {
    audit::Refill refill(store);
    backup::Readers readers;
    readers.record = [&](const Record& record) { return refill.add(record); };
    readers.kept = [&](std::string_view name, std::string_view octets) {
        return may_come_back(erasures, name, octets).and_then([&](bool comes) {
            return comes ? write_kept(partial, name, octets) : Result<void>{};
        });
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

Result<RestoredLog> build(
    const path& from,
    const path& partial,
    const backup::Manifest& manifest,
    const Erasures& erasures
) {
    const auto store = RocksStore::open(partial, RocksStore::Mode::create);
    if (!store) {
        return tl::unexpected(store.error());
    }
    return fill(**store, from, partial, manifest, erasures).and_then([&] {
        return record_restore(**store, partial, manifest, erasures);
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

Result<Restored> restore(
    const path& from, const path& target, const std::vector<std::string>& others
) {
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
    const auto erasures = erasures_for(from, **manifest, others);
    if (!erasures) {
        return tl::unexpected(erasures.error());
    }
    const path partial = target.string() + ".partial";
    return prepare(target, partial)
        .and_then([&] { return build(from, partial, **manifest, *erasures); })
        .and_then([&](RestoredLog log) {
            return finish(partial, target).map([&] {
                return Restored{**manifest, std::move(log)};
            });
        })
        .map_error([&](const Error& error) {
            std::error_code ignored;
            if (std::filesystem::exists(partial / marker, ignored)) {
                std::filesystem::remove_all(partial, ignored);  // nothing of it counts
            }
            return error;
        });
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
            "%s khóa của %zu người trở lại. Ai được xoá sau %s thì nay đọc được: hãy khôi phục với "
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
    command->preparse_callback([&app](std::size_t) { app.get_option("--data")->required(false); });
    command->callback([&options, &exit, arguments] { exit = run_restore(options, *arguments); });
}

}  // namespace dunghan::app
