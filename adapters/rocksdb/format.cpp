#include "adapters/rocksdb/format.h"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <rocksdb/db.h>

#include "adapters/rocksdb/inside.h"
#include "adapters/rocksdb/keys.h"

namespace dunghan::rocks {
namespace {

// A reader beside a writer may look at the moment when files change; it looks again.
constexpr int attempts = 5;

constexpr std::array releases{"", "0.1.0", "0.2.0"};
static_assert(releases.size() == store_format + 1, "name the release that brought the new format");

rocksdb::Status again_and_again(const std::function<rocksdb::Status()>& look) {
    rocksdb::Status status = look();
    for (int attempt = 1; attempt < attempts && !status.ok(); ++attempt) {
        status = look();
    }
    return status;
}

tl::unexpected<Error> unreadable(
    const std::filesystem::path& directory, const rocksdb::Status& status
) {
    // CURRENT is there; what it names may be gone.
    const bool damaged = status.IsCorruption() || status.IsPathNotFound();
    return fail(
        damaged ? ErrorCode::corruption : ErrorCode::unavailable,
        "Expected to read " + (directory / "store" / "CURRENT").string() +
            " and the MANIFEST it names, but " + status.ToString() +
            (damaged ? ". Stop here: keep a copy of the directory and restore a backup" : "")
    );
}

bool holds_store(const std::filesystem::path& directory) {
    std::error_code error;
    return std::filesystem::exists(directory / "store" / "CURRENT", error);
}

Result<std::string> row_of(
    const std::filesystem::path& directory, rocksdb::DB& database, std::string_view key
) {
    std::string value;
    const rocksdb::Status status = database.Get(rocksdb::ReadOptions(), slice_of(key), &value);
    if (!status.ok() && !status.IsNotFound()) {
        return unreadable(directory, status);
    }
    return value;
}

}  // namespace

Result<std::optional<StoreFormat>> format_in(const std::filesystem::path& directory) {
    if (!holds_store(directory)) {
        return std::nullopt;
    }
    const rocksdb::Options options(
        database_options(std::make_shared<Watch>()), families().front().options
    );
    rocksdb::DB* opened = nullptr;
    const rocksdb::Status status = again_and_again([&] {
        return rocksdb::DB::OpenForReadOnly(options, (directory / "store").string(), &opened);
    });
    const std::unique_ptr<rocksdb::DB> database(opened);
    if (!status.ok()) {
        return unreadable(directory, status);
    }
    const auto number = row_of(directory, *database, format_key);
    const auto release = row_of(directory, *database, release_key);
    if (!number || !release) {
        return tl::unexpected(number ? release.error() : number.error());
    }
    const auto format = number_from(*number);
    return format ? std::optional(StoreFormat{*format, *release}) : std::nullopt;
}

Result<void> check_families(const std::filesystem::path& directory) {
    if (!holds_store(directory)) {
        return {};
    }
    std::vector<std::string> there;
    const rocksdb::Status status = again_and_again([&] {
        return rocksdb::DB::ListColumnFamilies(
            rocksdb::DBOptions(), (directory / "store").string(), &there
        );
    });
    if (!status.ok()) {
        return unreadable(directory, status);
    }
    std::vector<std::string> known;
    for (const auto& family : families()) {
        known.push_back(family.name);
    }
    if (std::ranges::is_permutation(there, known)) {
        return {};
    }
    const auto found = format_in(directory);
    if (!found) {
        return tl::unexpected(found.error());
    }
    return *found ? wrong_format(directory, **found) : Result<void>{};
}

tl::unexpected<Error> wrong_format(
    const std::filesystem::path& directory, const StoreFormat& found
) {
    const std::string expected = "Expected store format " + std::to_string(store_format) + " in " +
                                 directory.string() + ", but it has " +
                                 std::to_string(found.number);
    if (found.number < store_format) {
        return fail(
            ErrorCode::refused,
            expected + " (release " + release_of(found.number) +
                "). Stop what writes to it, keep a copy of the folder, then: dunghan --data " +
                directory.string() + " migrate"
        );
    }
    return fail(
        ErrorCode::refused,
        expected + ". Open it with release " +
            (found.release.empty() ? "that wrote it" : found.release) + " or a newer one"
    );
}

std::string release_of(std::uint64_t format) {
    return format < releases.size() ? releases[format] : "";
}

}  // namespace dunghan::rocks
