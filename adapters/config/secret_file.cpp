#include "adapters/config/secret_file.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dunghan {
namespace {

constexpr std::size_t secret_octets_max = 1'000;

class OpenFile {
 public:
    // Not blocking: a pipe in the place of the file must not hold the start up.
    explicit OpenFile(const std::string& path)
        : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}

    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    ~OpenFile() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }

    [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
    int descriptor_;
};

// Asks the open file, not its name: between the question and the reading nobody can exchange it.
Result<void> check(const OpenFile& file, const std::string& path) {
    struct stat status {};

    if (file.descriptor() < 0 || ::fstat(file.descriptor(), &status) != 0) {
        return fail(ErrorCode::not_found, "Expected a file that can be read, but got " + path);
    }
    if (!S_ISREG(status.st_mode)) {
        return fail(ErrorCode::refused, "Expected a plain file, but got " + path);
    }
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fail(
            ErrorCode::refused,
            "Expected a file only its owner may read, but others may read " + path +
                "; chmod 600 helps"
        );
    }
    return {};
}

}  // namespace

Result<void> check_secret_file(const std::string& path) {
    return check(OpenFile(path), path);
}

Result<std::string> read_secret_file(const std::string& path) {
    const OpenFile file(path);
    if (const auto checked = check(file, path); !checked) {
        return tl::unexpected(checked.error());
    }
    std::array<char, secret_octets_max + 2> buffer{};
    const ssize_t octets = ::read(file.descriptor(), buffer.data(), buffer.size());
    std::string secret(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(octets, 0)));
    secret.erase(std::min(secret.find_first_of("\r\n"), secret.size()));
    const bool plain = std::none_of(secret.begin(), secret.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    if (secret.empty() || secret.size() > secret_octets_max || !plain) {
        return fail(
            ErrorCode::invalid,
            "Expected a line of 1 to 1000 octets without control characters, but got another in " +
                path
        );
    }
    return secret;
}

}  // namespace dunghan
