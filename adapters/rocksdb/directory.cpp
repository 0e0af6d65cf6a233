#include "adapters/rocksdb/directory.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace dunghan::rocks {
namespace {

tl::unexpected<Error> failed(const std::filesystem::path& folder, const std::string& why) {
    return fail(
        ErrorCode::unavailable, "Expected to make folder " + folder.string() + ", but " + why
    );
}

}  // namespace

Result<void> sync_folder(const std::filesystem::path& folder) {
    const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0) {
        return failed(folder, std::strerror(errno));
    }
    const bool synced = ::fsync(file) == 0;
    const std::string why = synced ? "" : std::strerror(errno);
    ::close(file);
    return synced ? Result<void>{} : Result<void>(failed(folder, why));
}

Result<void> make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::is_directory(folder, error)) {
        return {};
    }
    const std::filesystem::path above = folder.parent_path();
    if (!above.empty() && above != folder) {
        if (const Result<void> made = make_folder(above); !made) {
            return made;
        }
    }
    std::filesystem::create_directory(folder, error);
    if (error) {
        return failed(folder, error.message());
    }
    return sync_folder(above.empty() ? "." : above);
}

}  // namespace dunghan::rocks
