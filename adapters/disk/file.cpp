#include "adapters/disk/file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace dunghan::disk {
namespace {

constexpr mode_t for_all_to_read = 0644;

tl::unexpected<Error> failed(std::string_view what, const std::filesystem::path& path, int number) {
    return fail(
        number == ENOENT ? ErrorCode::not_found : ErrorCode::unavailable,
        "Expected to " + std::string(what) + " " + path.string() + ", but " +
            std::generic_category().message(number)
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

// Appends up to `octets_max` octets; one more says that the file is longer.
bool read_all(int descriptor, std::uint64_t octets_max, std::string& octets) {
    constexpr std::size_t step = std::size_t{1} << 20U;
    while (octets.size() <= octets_max) {
        const std::size_t before = octets.size();
        octets.resize(before + step);
        const ssize_t count = ::read(descriptor, octets.data() + before, step);
        octets.resize(before + static_cast<std::size_t>(count < 0 ? 0 : count));
        if (count == 0) {
            return true;
        }
        if (count < 0 && errno != EINTR) {
            return false;
        }
    }
    return true;
}

Result<std::string> read_opened(
    const Descriptor& file, const std::filesystem::path& path, std::uint64_t octets_max
) {
    std::string octets;
    if (file.number() < 0 || !read_all(file.number(), octets_max, octets)) {
        return failed("read", path, errno);
    }
    if (octets.size() > octets_max) {
        return fail(
            ErrorCode::limit_exceeded,
            "Expected at most " + std::to_string(octets_max) + " octets in " + path.string() +
                ", but it is longer"
        );
    }
    return octets;
}

Result<std::optional<std::string>> or_nothing(Result<std::string> read) {
    if (!read && read.error().code == ErrorCode::not_found) {
        return std::nullopt;
    }
    return std::move(read).map([](std::string octets) { return std::optional(std::move(octets)); });
}

// Of the open file: nobody can exchange it between the question and the reading.
bool is_private(int descriptor) {
    struct stat status {};

    return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
           (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

// Over all that is there.
bool write_zeros(int descriptor) {
    struct stat status {};

    if (::fstat(descriptor, &status) != 0) {
        return false;
    }
    const std::string zeros(std::size_t{64} << 10U, '\0');
    for (auto left = static_cast<std::size_t>(status.st_size); left > 0;) {
        const std::size_t part = std::min(left, zeros.size());
        if (!write_all(descriptor, {zeros.data(), part})) {
            return false;
        }
        left -= part;
    }
    return true;
}

Result<void> write_opened(
    const std::filesystem::path& path, std::string_view octets, int flags, unsigned mode
) {
    const Descriptor file(::open(path.c_str(), flags | O_CLOEXEC, mode));
    if (file.number() < 0 || !write_all(file.number(), octets)) {
        return failed("write", path, errno);
    }
    if (::fsync(file.number()) != 0) {
        return failed("make durable", path, errno);
    }
    ::posix_fadvise(file.number(), 0, 0, POSIX_FADV_DONTNEED);  // advice only
    return {};
}

// Also of a path that names none.
std::filesystem::path folder_of(const std::filesystem::path& path) {
    std::error_code ignored;  // the path was good enough to open
    return std::filesystem::absolute(path, ignored).parent_path();
}

}  // namespace

Result<void> write_file(const std::filesystem::path& path, std::string_view octets, unsigned mode) {
    return write_opened(path, octets, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode);
}

Result<void> replace_file(
    const std::filesystem::path& path, std::string_view octets, unsigned mode
) {
    const std::filesystem::path beside = path.string() + ".new";
    ::unlink(beside.c_str());  // what an interrupted attempt left, perhaps with other rights
    return write_file(beside, octets, mode).and_then([&] { return rename_durably(beside, path); });
}

Result<void> append_to_file(const std::filesystem::path& path, std::string_view octets) {
    return write_opened(path, octets, O_WRONLY | O_CREAT | O_APPEND, for_all_to_read).and_then([&] {
        return sync_folder(folder_of(path));
    });
}

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t octets_max) {
    return read_opened(Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), path, octets_max);
}

Result<std::optional<std::string>> read_if_there(
    const std::filesystem::path& path, std::uint64_t octets_max
) {
    return or_nothing(read_file(path, octets_max));
}

Result<std::optional<std::string>> read_private_file(
    const std::filesystem::path& path, std::uint64_t octets_max
) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() >= 0 && !is_private(file.number())) {
        return fail(
            ErrorCode::refused,
            "Expected a plain file that only its owner may read, but got " + path.string() +
                "; chmod 600 helps"
        );
    }
    return or_nothing(read_opened(file, path, octets_max));
}

Result<void> destroy_file(const std::filesystem::path& path) {
    {
        const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
        if (file.number() < 0) {
            return errno == ENOENT ? Result<void>{} : Result<void>(failed("destroy", path, errno));
        }
        if (!write_zeros(file.number()) || ::fsync(file.number()) != 0) {
            return failed("overwrite", path, errno);
        }
    }
    if (::unlink(path.c_str()) != 0) {
        return failed("destroy", path, errno);
    }
    return sync_folder(folder_of(path));
}

Result<void> make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::is_directory(folder, error)) {
        return {};
    }
    const std::filesystem::path above = std::filesystem::absolute(folder, error).parent_path();
    if (above != folder && !above.empty()) {
        if (const Result<void> made = make_folder(above); !made) {
            return made;
        }
    }
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        return failed("make the folder", folder, errno);
    }
    return sync_folder(above);
}

Result<void> sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number() < 0 || ::fsync(opened.number()) != 0) {
        return failed("make durable", folder, errno);
    }
    return {};
}

Result<void> sync_files(const std::filesystem::path& folder, std::string_view ending) {
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        if (at->path().extension() != ending) {
            continue;
        }
        const Descriptor file(::open(at->path().c_str(), O_RDONLY | O_CLOEXEC));
        const bool gone = file.number() < 0 && errno == ENOENT;  // its writer is done with it
        if (!gone && (file.number() < 0 || ::fsync(file.number()) != 0)) {
            return failed("make durable", at->path(), errno);
        }
    }
    return error ? Result<void>(failed("list", folder, error.value())) : sync_folder(folder);
}

Result<void> rename_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) {
        return failed("rename to " + to.string(), from, errno);
    }
    return sync_folder(folder_of(to));
}

Result<Lock> Lock::wait(const std::filesystem::path& file) {
    Lock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_only));
    if (lock.descriptor_ < 0 || ::flock(lock.descriptor_, LOCK_EX) != 0) {
        return failed("lock", file, errno);
    }
    return lock;
}

Result<Lock> Lock::take(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / "LOCK";
    Lock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_only));
    if (lock.descriptor_ < 0) {
        return failed("lock", path, errno);
    }
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
        return fail(
            ErrorCode::refused,
            "Expected " + folder.string() +
                " for this process alone, but another one works in it; wait until it has ended"
        );
    }
    return lock;
}

Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Lock::~Lock() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

}  // namespace dunghan::disk
