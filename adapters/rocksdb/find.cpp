#include "adapters/rocksdb/find.h"

#include <set>

namespace dunghan::rocks {
namespace {

tl::unexpected<Error> no_current(const std::filesystem::path& directory, const std::string& but) {
    return fail(
        ErrorCode::corruption,
        "Expected " + (directory / "store" / "CURRENT").string() + ", but it is missing, and " +
            but + ". Nothing was changed. Restore a backup: dunghan restore --from BACKUP --to DIR"
    );
}

}  // namespace

Result<bool> look_for_store(rocksdb::FileSystem& files, const std::filesystem::path& directory) {
    const std::filesystem::path folder = directory / "store";
    std::error_code error;
    if (std::filesystem::exists(folder / "CURRENT", error)) {
        return true;
    }
    const auto anchor = read_anchor(files, directory / "anchor");
    if (!anchor && anchor.error().code != ErrorCode::not_found) {
        return tl::unexpected(anchor.error());
    }
    if (!anchor) {
        const bool any =
            std::filesystem::exists(folder, error) && !std::filesystem::is_empty(folder, error);
        return any ? Result<bool>(no_current(directory, "other files of a store are there"))
                   : Result<bool>(false);
    }
    const std::uint64_t last = anchor->entries.back().after.size;
    return last == 0 ? Result<bool>(false)
                     : Result<bool>(no_current(
                           directory,
                           "positions 1 to " + std::to_string(last) + " were acknowledged, as " +
                               (directory / "anchor").string() + " says"
                       ));
}

tl::unexpected<Error> no_store(const std::filesystem::path& directory) {
    return fail(
        ErrorCode::not_found,
        "Expected a store in " + directory.string() +
            ", but there is none. Check the directory; the first import or "
            "`dunghan serve` makes one"
    );
}

tl::unexpected<Error> not_empty(const std::filesystem::path& directory) {
    return fail(
        ErrorCode::refused,
        "Expected an empty directory for a scratch store, but " + directory.string() +
            " holds a store"
    );
}

std::string logs_in(const std::filesystem::path& directory) {
    std::set<std::string> logs;
    std::error_code error;
    for (std::filesystem::directory_iterator at(directory / "store", error), end; at != end;
         at.increment(error)) {
        if (at->path().extension() == ".log") {
            logs.insert(at->path().string());
        }
    }
    std::string names;
    for (const std::string& log : logs) {
        names += (names.empty() ? "" : ", ") + log;
    }
    return names.empty() ? "no write-ahead log in " + (directory / "store").string() : names;
}

}  // namespace dunghan::rocks
