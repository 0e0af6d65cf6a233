#include "adapters/backup/kept_file.h"

#include "adapters/backup/manifest.h"
#include "adapters/disk/file.h"

namespace dunghan::backup {
namespace {

constexpr std::uint64_t kept_octets_max = std::uint64_t{64} << 20U;

// A file that is gone by now is not kept: somebody took it away.
Result<void> read_into(
    std::vector<KeptFile>& files, const std::filesystem::path& data, const std::string& path
) {
    if (!may_be_kept(path)) {
        return fail(
            ErrorCode::invalid,
            "Expected names without control characters in " + data.string() + ", but got '" + path +
                "'"
        );
    }
    return disk::find_file(data / path, kept_octets_max).map([&](auto octets) {
        if (octets) {
            files.push_back({path, std::move(*octets)});
        }
    });
}

Result<void> read_folder(
    std::vector<KeptFile>& files, const std::filesystem::path& data, const std::string& name
) {
    std::error_code error;
    if (!std::filesystem::exists(data / name, error)) {
        return {};
    }
    std::filesystem::recursive_directory_iterator at(data / name, error);
    for (const std::filesystem::recursive_directory_iterator end; !error && at != end;
         at.increment(error)) {
        std::error_code gone;
        if (!at->is_regular_file(gone)) {
            continue;
        }
        const std::string path = at->path().lexically_relative(data).generic_string();
        if (const auto read = read_into(files, data, path); !read) {
            return read;
        }
    }
    return error ? Result<void>(fail(
                       ErrorCode::unavailable,
                       "Expected to list " + (data / name).string() + ", but " + error.message()
                   ))
                 : Result<void>{};
}

}  // namespace

Result<std::vector<KeptFile>> read_early_files(const std::filesystem::path& data) {
    std::vector<KeptFile> files;
    return read_into(files, data, "settings.yaml")
        .and_then([&] { return read_folder(files, data, "audit"); })
        .map([&] { return std::move(files); });
}

}  // namespace dunghan::backup
