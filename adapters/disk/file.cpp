#include "adapters/disk/file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/disk/descriptor.h"
#include "adapters/disk/new_file.h"

namespace dunghan::disk {
namespace {

using std::filesystem::path;
using Found = std::optional<std::string>;

// O_NONBLOCK does nothing to plain files, and lets a pipe be opened in order to be refused.
constexpr int without_waiting = O_NONBLOCK;

tl::unexpected<Error> not_plain(const path& file) {
    return fail(
        ErrorCode::refused,
        "Expected a plain file, but " + file.string() + " is none; name another one"
    );
}

// The file, or so much of it that it is seen to be longer than `octets_max`.
Result<std::string> read_some(
    const Descriptor& opened, const path& file, std::uint64_t octets_max
) {
    constexpr std::size_t step = std::size_t{1} << 20U;
    std::string octets;
    while (octets.size() <= octets_max) {
        const std::size_t before = octets.size();
        octets.resize(before + step);
        const ssize_t count = ::read(opened.number(), octets.data() + before, step);
        octets.resize(before + static_cast<std::size_t>(count < 0 ? 0 : count));
        if (count == 0) {
            break;
        }
        if (count < 0 && errno != EINTR) {
            return failed("read", file);
        }
    }
    octets.shrink_to_fit();  // many small files are held at once
    return octets;
}

Result<Found> read_all(const Descriptor& opened, const path& file, std::uint64_t octets_max) {
    return read_some(opened, file, octets_max).and_then([&](std::string&& octets) -> Result<Found> {
        if (octets.size() > octets_max) {
            return fail(
                ErrorCode::limit_exceeded,
                "Expected at most " + std::to_string(octets_max) + " octets in " + file.string() +
                    ", but it is longer"
            );
        }
        return std::move(octets);
    });
}

// Somebody may have appended while it was read: then these are not the last ones any more.
Result<Found> read_end(const Descriptor& opened, const path& file, std::size_t octets_max) {
    for (;;) {
        const off_t size = ::lseek(opened.number(), 0, SEEK_END);
        const off_t begin = std::max<off_t>(size - static_cast<off_t>(octets_max), 0);
        if (size < 0 || ::lseek(opened.number(), begin, SEEK_SET) != begin) {
            return failed("read", file);
        }
        auto octets = read_some(opened, file, octets_max);
        if (!octets || octets->size() <= octets_max) {
            return octets.map([](std::string& found) { return Found(std::move(found)); });
        }
    }
}

bool is_secret(const Descriptor& opened) {
    struct stat status {};

    return ::fstat(opened.number(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

// Hands an open plain file to `read`. Nothing: there is no such file.
template <class Read>
Result<Found> open_plain(const path& file, const Read& read) {
    const Descriptor opened(file, O_RDONLY | without_waiting);
    if (!opened.is_open()) {
        return errno == ENOENT ? Result<Found>(std::nullopt) : failed("read", file);
    }
    return opened.is_plain() ? read(opened) : not_plain(file);
}

}  // namespace

Result<void> write_file(const path& file, std::string_view octets, unsigned mode) {
    const Descriptor opened(file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode);
    const bool written = opened.is_open() && opened.write(octets) && opened.sync();
    return written ? Result<void>{} : Result<void>(failed("write", file));
}

Result<void> replace_file(const path& file, std::string_view octets, unsigned mode) {
    NewFile fresh(file, mode);
    return fresh.write(octets).and_then([&] { return fresh.finish(); });
}

Result<void> append_to_file(const path& file, std::string_view octets, unsigned mode) {
    const Descriptor opened(file, O_WRONLY | O_CREAT | O_APPEND | without_waiting, mode);
    if (opened.is_open() ? !opened.is_plain() : errno == ENXIO) {
        return not_plain(file);
    }
    const bool written = opened.is_open() && opened.write(octets) && opened.sync();
    return written ? sync_folder(file.parent_path()) : Result<void>(failed("write", file));
}

Result<Found> find_file(const path& file, std::uint64_t octets_max) {
    return open_plain(file, [&](const Descriptor& opened) {
        return read_all(opened, file, octets_max);
    });
}

Result<std::string> read_file(const path& file, std::uint64_t octets_max) {
    return find_file(file, octets_max).and_then([&](Found&& octets) {
        return octets ? Result<std::string>(std::move(*octets))
                      : fail(
                            ErrorCode::not_found,
                            "Expected to read " + file.string() + ", but there is no such file"
                        );
    });
}

// Asks the open file, not its name: between the question and the reading nobody can exchange it.
Result<Found> find_secret_file(const path& file, std::uint64_t octets_max) {
    return open_plain(file, [&](const Descriptor& opened) -> Result<Found> {
        if (!is_secret(opened)) {
            return fail(
                ErrorCode::refused,
                "Expected a file only its owner may read, but others may read " + file.string() +
                    "; chmod 600 helps"
            );
        }
        return read_all(opened, file, octets_max);
    });
}

Result<Found> find_end_of_file(const path& file, std::size_t octets_max) {
    return open_plain(file, [&](const Descriptor& opened) {
        return read_end(opened, file, octets_max);
    });
}

void leave_cache(const path& file) {
    const Descriptor opened(file, O_RDONLY);
    if (opened.is_open()) {
        ::posix_fadvise(opened.number(), 0, 0, POSIX_FADV_DONTNEED);
    }
}

Result<void> make_folder(const path& folder) {
    std::error_code error;
    if (std::filesystem::is_directory(folder, error)) {
        return {};
    }
    const path above = std::filesystem::absolute(folder, error).parent_path();
    if (above != folder && !above.empty()) {
        if (const Result<void> made = make_folder(above); !made) {
            return made;
        }
    }
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        return failed("make the folder", folder);
    }
    return sync_folder(above);
}

Result<void> sync_folder(const path& folder) {
    const Descriptor opened(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
    return opened.is_open() && opened.sync() ? Result<void>{}
                                             : Result<void>(failed("make durable", folder));
}

Result<void> sync_files(const path& folder, std::string_view ending) {
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        if (at->path().extension() != ending) {
            continue;
        }
        const Descriptor file(at->path(), O_RDONLY);
        const bool gone = !file.is_open() && errno == ENOENT;
        if (!gone && !(file.is_open() && file.sync())) {
            return failed("make durable", at->path());
        }
    }
    return error ? Result<void>(fail(
                       ErrorCode::unavailable,
                       "Expected to list " + folder.string() + ", but: " + error.message()
                   ))
                 : sync_folder(folder);
}

Result<void> destroy_file(const path& file, std::size_t octets) {
    {
        const Descriptor opened(file, O_WRONLY | without_waiting);
        if (!opened.is_open() && errno == ENOENT) {
            return {};
        }
        if (!opened.is_open() || !opened.write(std::string(octets, '\0')) || !opened.sync()) {
            return failed("overwrite", file);
        }
    }
    return ::unlink(file.c_str()) == 0 ? sync_folder(file.parent_path())
                                       : Result<void>(failed("take away", file));
}

Result<void> rename_durably(const path& from, const path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) {
        return failed("rename to " + to.string() + " the file", from);
    }
    return sync_folder(to.parent_path());
}

}  // namespace dunghan::disk
