#include "adapters/mail/durable_file.h"

#include <cerrno>
#include <fcntl.h>
#include <string>
#include <system_error>
#include <unistd.h>

namespace dunghan::mail {
namespace {

tl::unexpected<Error> failed(const char* what, const std::filesystem::path& path) {
    const std::string why = std::generic_category().message(errno);
    return fail(
        ErrorCode::unavailable,
        "Expected to " + std::string(what) + " " + path.string() + ", but: " + why
    );
}

class Descriptor {
 public:
    explicit Descriptor(int number) : number_(number) {}

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }

    [[nodiscard]] int number() const { return number_; }

 private:
    int number_;
};

bool write_all(int descriptor, std::string_view octets) {
    while (!octets.empty()) {
        const ssize_t written = ::write(descriptor, octets.data(), octets.size());
        if (written < 0 && errno != EINTR) {
            return false;
        }
        octets.remove_prefix(static_cast<std::size_t>(written < 0 ? 0 : written));
    }
    return true;
}

}  // namespace

Result<void> write_durably(const std::filesystem::path& path, std::string_view octets) {
    constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW;
    const Descriptor file(::open(path.c_str(), flags, 0640));
    if (file.number() < 0 || !write_all(file.number(), octets)) {
        return failed("write", path);
    }
    if (::fsync(file.number()) != 0) {
        return failed("make durable", path);
    }
    return {};
}

Result<void> sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number() < 0 || ::fsync(opened.number()) != 0) {
        return failed("make durable", folder);
    }
    return {};
}

}  // namespace dunghan::mail
