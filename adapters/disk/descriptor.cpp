#include "adapters/disk/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace dunghan::disk {

tl::unexpected<Error> failed(std::string_view what, const std::filesystem::path& path) {
    const std::string why = std::generic_category().message(errno);
    return fail(
        ErrorCode::unavailable,
        "Expected to " + std::string(what) + " " + path.string() + ", but: " + why
    );
}

Descriptor::Descriptor(const std::filesystem::path& path, int flags, unsigned mode)
    : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}

Descriptor::Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

Descriptor::~Descriptor() {
    if (number_ >= 0) {
        ::close(number_);
    }
}

bool Descriptor::is_plain() const {
    struct stat status {};

    return ::fstat(number_, &status) == 0 && S_ISREG(status.st_mode);
}

bool Descriptor::write(std::string_view octets) const {
    while (!octets.empty()) {
        const ssize_t written = ::write(number_, octets.data(), octets.size());
        if (written < 0 && errno != EINTR) {
            return false;
        }
        octets.remove_prefix(static_cast<std::size_t>(written < 0 ? 0 : written));
    }
    return true;
}

bool Descriptor::sync() const {
    return ::fsync(number_) == 0;
}

}  // namespace dunghan::disk
