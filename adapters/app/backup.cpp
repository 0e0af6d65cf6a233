// `dunghan backup --to B`: beside a running writer, what B does not hold yet; then B is read back.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "adapters/app/exit_code.h"
#include "adapters/app/life.h"
#include "adapters/app/living_keys.h"
#include "adapters/app/terminal.h"
#include "adapters/backup/take.h"
#include "adapters/disk/file.h"
#include "adapters/mail/base64.h"
#include "adapters/signing/signer.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

struct LostKey {
    std::string person;
    // Of the backup before, which comes along: the last copy. Nothing: there is none.
    std::optional<std::filesystem::path> copy;
};

struct Done {
    backup::Taken taken;
    std::vector<LostKey> lost;
};

// A lost key is not an erased one: what the backup before has of it stays in the backup.
Result<std::vector<LostKey>> carry_over(
    const std::filesystem::path& to,
    const std::vector<std::string>& lost,
    std::vector<backup::KeptFile>& files
) {
    std::vector<LostKey> found;
    if (lost.empty()) {
        return found;
    }
    const auto before = backup::read_manifest(to);
    if (!before) {
        return tl::unexpected(before.error());
    }
    for (const std::string& person : lost) {
        const std::string path = key_path(person);
        auto copy = *before ? backup::read_kept(to, **before, path)
                            : Result<std::optional<backup::KeptOctets>>(std::nullopt);
        if (!copy) {
            return tl::unexpected(copy.error());
        }
        found.push_back({person, {}});
        if (*copy) {
            found.back().copy = (*copy)->file;
            files.push_back({path, std::move((*copy)->octets)});
        }
    }
    return found;
}

Result<Done> take(const Options& options, const std::filesystem::path& to) {
    auto files = backup::read_early_files(options.data);
    if (!files) {
        return tl::unexpected(files.error());
    }
    auto living = open_with_living_keys(options.data);
    if (!living) {
        return tl::unexpected(living.error());
    }
    std::ranges::move(living->files, std::back_inserter(*files));
    auto lost = carry_over(to, living->lost, *files);
    if (!lost) {
        return tl::unexpected(lost.error());
    }
    const signing::Signer signer(options.data, "");
    const auto keeps = [&](const std::string& where, std::string_view checkpoint) {
        return signer.keep(*living->store, where, checkpoint);
    };
    return backup::take(
               *living->store,
               {options.data, std::move(*files), to, RealClock().now(), keeps},
               progress_line("sao lưu")
    )
        .map([&](backup::Taken taken) {
            return Done{std::move(taken), std::move(*lost)};
        });
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

void tell(const Options& options, const Done& done, const std::string& to) {
    const backup::Taken& taken = done.taken;
    const merkle::TreeHead& head = taken.manifest.head;
    if (options.json) {
        Json json{
            {"ok", done.lost.empty()},
            {"size", head.size},
            {"root", base64_of(head.root)},
            {"files", taken.files},
            {"copied", taken.copied},
            {"copied_octets", taken.copied_octets},
            {"taken", to_rfc3339(taken.manifest.taken)},
            {"keys_lost", Json::array()}};
        for (const LostKey& key : done.lost) {
            json["keys_lost"].push_back(key.person);
        }
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

// The backup counts; somebody's data cannot be read until the key is back.
int complain_of_lost(const Options& options, const Done& done) {
    for (const LostKey& key : done.lost) {
        complain(
            {ErrorCode::corruption,
             "The backup is complete, but the key of person " + key.person + " in " +
                 (options.data / key_path(key.person)).string() +
                 " is missing or damaged, and nobody erased the person. " +
                 (key.copy ? "Copy it back from " + key.copy->string()
                           : "Restore the file from an older backup")}
        );
    }
    return done.lost.empty() ? exit_ok : exit_corruption;
}

int run_backup(const Options& options, const std::string& to) {
    const auto done = take(options, to);
    if (!done) {
        return complain(done.error());
    }
    note_last_backup(options, done->taken, to);
    tell(options, *done, to);
    return complain_of_lost(options, *done);
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
