#include "adapters/signing/durable.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace dunghan::signing {
namespace {

constexpr std::size_t octets_max = std::size_t{16} << 20U;

class Descriptor {
 public:
    Descriptor(const std::filesystem::path& path, int flags, unsigned mode = 0)
        : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}

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

Result<void> sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
    if (opened.number() < 0 || ::fsync(opened.number()) != 0) {
        return failed("make durable", folder);
    }
    return {};
}

Result<void> write_durably(
    const std::filesystem::path& path, std::string_view octets, int flags, unsigned mode
) {
    const Descriptor file(path, flags, mode);
    const bool written =
        file.number() >= 0 && write_all(file.number(), octets) && ::fsync(file.number()) == 0;
    return written ? Result<void>{} : Result<void>(failed("write", path));
}

}  // namespace

tl::unexpected<Error> failed(const char* what, const std::filesystem::path& path) {
    const std::string why = std::generic_category().message(errno);
    return fail(
        ErrorCode::unavailable,
        "Expected to " + std::string(what) + " " + path.string() + ", but: " + why
    );
}

Result<std::optional<std::string>> read_whole(const std::filesystem::path& path) {
    const Descriptor file(path, O_RDONLY);
    if (file.number() < 0) {
        return errno == ENOENT ? Result<std::optional<std::string>>()
                               : Result<std::optional<std::string>>(failed("read", path));
    }
    std::string octets;
    char part[65'536];
    for (;;) {
        const ssize_t read = ::read(file.number(), part, sizeof part);
        if (read < 0) {
            return failed("read", path);
        }
        if (read == 0) {
            return octets;
        }
        octets.append(part, static_cast<std::size_t>(read));
        if (octets.size() > octets_max) {
            return fail(
                ErrorCode::limit_exceeded,
                "Expected at most 16 MiB in " + path.string() + ", but it is longer"
            );
        }
    }
}

Result<void> replace_file(
    const std::filesystem::path& path, std::string_view octets, unsigned mode
) {
    const std::filesystem::path fresh = path.string() + ".new";
    ::unlink(fresh.c_str());  // what an interrupted attempt left, perhaps with other rights
    return write_durably(fresh, octets, O_WRONLY | O_CREAT | O_EXCL, mode)
        .and_then([&]() -> Result<void> {
            return ::rename(fresh.c_str(), path.c_str()) == 0 ? Result<void>{}
                                                              : failed("replace", path);
        })
        .and_then([&] { return sync_folder(path.parent_path()); });
}

Result<void> append_to_file(const std::filesystem::path& path, std::string_view octets) {
    return write_durably(path, octets, O_WRONLY | O_CREAT | O_APPEND, 0644).and_then([&] {
        return sync_folder(path.parent_path());
    });
}

Result<void> make_private_folder(const std::filesystem::path& folder) {
    if (::mkdir(folder.c_str(), 0700) == 0) {
        return sync_folder(folder.parent_path());
    }
    return errno == EEXIST ? Result<void>{} : Result<void>(failed("make", folder));
}

Result<void> sync_files(const std::filesystem::path& folder, std::string_view ending) {
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        if (at->path().extension() != ending) {
            continue;
        }
        const Descriptor file(at->path(), O_RDONLY);
        const bool gone = file.number() < 0 && errno == ENOENT;  // the writer is done with it
        if (!gone && (file.number() < 0 || ::fsync(file.number()) != 0)) {
            return failed("make durable", at->path());
        }
    }
    return error ? Result<void>(failed("list", folder)) : sync_folder(folder);
}

}  // namespace dunghan::signing
