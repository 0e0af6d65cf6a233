#include "adapters/rocksdb/directory.h"

#include <system_error>

namespace dunghan::rocks {
namespace {

tl::unexpected<Error> failed(const std::filesystem::path& folder, const std::string& why) {
    return fail(
        ErrorCode::unavailable, "Expected to make folder " + folder.string() + ", but " + why
    );
}

}  // namespace

Result<void> sync_folder(rocksdb::FileSystem& files, const std::filesystem::path& folder) {
    std::unique_ptr<rocksdb::FSDirectory> opened;
    rocksdb::IOStatus status = files.NewDirectory(folder, {}, &opened, nullptr);
    if (status.ok()) {
        status = opened->Fsync({}, nullptr);
    }
    return status.ok() ? Result<void>{} : Result<void>(failed(folder, status.ToString()));
}

Result<void> make_folder(rocksdb::FileSystem& files, const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::is_directory(folder, error)) {
        return {};
    }
    const std::filesystem::path above = folder.parent_path();
    if (!above.empty() && above != folder) {
        if (const Result<void> made = make_folder(files, above); !made) {
            return made;
        }
    }
    if (const auto made = files.CreateDirIfMissing(folder, {}, nullptr); !made.ok()) {
        return failed(folder, made.ToString());
    }
    return sync_folder(files, above.empty() ? "." : above);
}

}  // namespace dunghan::rocks
