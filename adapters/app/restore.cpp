#include "adapters/app/restore.h"

#include "engine/audit/refill.h"

#include "adapters/app/erasures.h"
#include "adapters/app/life.h"
#include "adapters/app/living_keys.h"
#include "adapters/backup/verify.h"
#include "adapters/disk/file.h"
#include "adapters/signing/signer.h"

namespace dunghan::app {
namespace {

using std::filesystem::path;

// Says that a folder is an unfinished restore, which the next one may throw away.
constexpr const char* marker = "RESTORING";

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

// Against intent: whoever made another log up cannot have signed its head.
Result<void> check_signed_head(
    const RocksStore& store, const path& from, const path& partial, const backup::Manifest& manifest
) {
    return backup::read_kept(from, manifest, backup::checkpoint_path)
        .and_then([&](const std::optional<backup::KeptOctets>& checkpoint) {
            const signing::Signer signer(partial, "");
            return checkpoint ? signer.keep(store, checkpoint->file, checkpoint->octets)
                              : Result<void>{};
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
    return fill(**store, from, partial, manifest, erasures)
        .and_then([&] { return check_signed_head(**store, from, partial, manifest); })
        .and_then([&] { return record_restore(**store, partial, manifest, erasures); });
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

}  // namespace

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

}  // namespace dunghan::app
