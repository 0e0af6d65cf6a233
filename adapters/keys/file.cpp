#include "adapters/keys/file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dunghan::keys {
namespace {

tl::unexpected<Error> failed(const std::filesystem::path& file, std::string_view what) {
    return fail(
        ErrorCode::unavailable,
        "Expected to " + std::string(what) + " " + file.string() + ", but " + std::strerror(errno)
    );
}

// A descriptor that is closed at the end of its scope.
class Descriptor {
 public:
    Descriptor(const std::filesystem::path& file, int flags)
        : number_(::open(file.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}

    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }

    [[nodiscard]] bool is_open() const { return number_ >= 0; }

    [[nodiscard]] bool write(const std::string& octets) const {
        return ::pwrite(number_, octets.data(), octets.size(), 0) ==
               static_cast<ssize_t>(octets.size());
    }

    [[nodiscard]] bool sync() const { return ::fsync(number_) == 0; }

    // Of the open file: nobody can exchange it between the question and the reading.
    [[nodiscard]] bool is_private() const {
        struct stat status {};

        return ::fstat(number_, &status) == 0 && S_ISREG(status.st_mode) &&
               (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    }

    [[nodiscard]] bool read(std::string& octets) const {
        constexpr std::size_t octets_max = 4096;
        octets.resize(octets_max);
        const ssize_t read = ::pread(number_, octets.data(), octets.size(), 0);
        octets.resize(read < 0 ? 0 : static_cast<std::size_t>(read));
        return read >= 0;
    }

 private:
    int number_;
};

bool sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened(folder, O_RDONLY | O_DIRECTORY);
    return opened.is_open() && opened.sync();
}

}  // namespace

Result<void> write_durably(const std::filesystem::path& file, const std::string& octets) {
    const std::filesystem::path folder = file.parent_path();
    if (::mkdir(folder.c_str(), S_IRWXU) == 0) {
        if (!sync_folder(folder.parent_path())) {
            return failed(folder, "make durable the folder");
        }
    } else if (errno != EEXIST) {
        return failed(folder, "make the folder");
    }
    const std::filesystem::path beside = file.string() + ".new";
    {
        const Descriptor opened(beside, O_WRONLY | O_CREAT | O_TRUNC);
        if (!opened.is_open() || !opened.write(octets) || !opened.sync()) {
            return failed(beside, "write");
        }
    }
    if (::rename(beside.c_str(), file.c_str()) != 0 || !sync_folder(folder)) {
        return failed(file, "put in place");
    }
    return {};
}

Result<std::optional<std::string>> read_whole(const std::filesystem::path& file) {
    const Descriptor opened(file, O_RDONLY);
    std::string octets;
    if (!opened.is_open() && errno == ENOENT) {
        return std::nullopt;
    }
    if (opened.is_open() && !opened.is_private()) {
        return fail(
            ErrorCode::refused,
            "Expected a plain file that only its owner may read, but got " + file.string() +
                "; chmod 600 helps"
        );
    }
    if (!opened.is_open() || !opened.read(octets)) {
        return failed(file, "read");
    }
    return octets;
}

Result<void> destroy(const std::filesystem::path& file, std::size_t octets) {
    {
        const Descriptor opened(file, O_WRONLY);
        if (!opened.is_open()) {
            return errno == ENOENT ? Result<void>{} : Result<void>(failed(file, "destroy"));
        }
        if (!opened.write(std::string(octets, '\0')) || !opened.sync()) {
            return failed(file, "overwrite");
        }
    }
    if (::unlink(file.c_str()) != 0 || !sync_folder(file.parent_path())) {
        return failed(file, "destroy");
    }
    return {};
}

}  // namespace dunghan::keys
