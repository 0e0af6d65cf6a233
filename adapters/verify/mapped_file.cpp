#include "adapters/verify/mapped_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace dunghan::verifier {

Result<MappedFile> MappedFile::open(const std::string& path) {
    errno = 0;
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);

    struct stat status {};

    std::string_view octets;
    bool mapped = descriptor >= 0 && ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    if (mapped && status.st_size > 0) {
        const auto size = static_cast<std::size_t>(status.st_size);
        void* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
        mapped = at != MAP_FAILED;
        octets = mapped ? std::string_view(static_cast<const char*>(at), size) : octets;
    }
    const std::string why =
        mapped || errno != 0 ? std::generic_category().message(errno) : "it is no plain file";
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!mapped) {
        return fail(
            ErrorCode::not_found, "Expected a file that can be read, but " + path + ": " + why
        );
    }
    return MappedFile(octets);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : octets_(std::exchange(other.octets_, std::string_view{})) {}

MappedFile::~MappedFile() {
    if (!octets_.empty()) {
        ::munmap(const_cast<char*>(octets_.data()), octets_.size());
    }
}

}  // namespace dunghan::verifier
