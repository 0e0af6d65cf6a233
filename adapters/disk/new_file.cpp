#include "adapters/disk/new_file.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include "adapters/disk/file.h"

namespace dunghan::disk {
namespace {

constexpr std::size_t gathered_max = std::size_t{1} << 20U;

// What an interrupted attempt left goes, perhaps with other rights, or a link to somewhere else.
const std::filesystem::path& cleared(const std::filesystem::path& path) {
    ::unlink(path.c_str());
    return path;
}

}  // namespace

NewFile::NewFile(std::filesystem::path path, unsigned mode)
    : path_(std::move(path)),
      fresh_(path_.string() + ".new"),
      file_(cleared(fresh_), O_WRONLY | O_CREAT | O_EXCL, mode),
      problem_(errno) {}

NewFile::~NewFile() {
    if (file_.is_open() && !finished_) {
        ::unlink(fresh_.c_str());
    }
}

Result<void> NewFile::write(std::string_view octets) {
    if (!file_.is_open()) {
        return not_written();
    }
    gathered_ += octets;
    return gathered_.size() < gathered_max ? Result<void>{} : flush();
}

tl::unexpected<Error> NewFile::not_written() const {
    errno = problem_;
    return failed("write", path_);
}

Result<void> NewFile::flush() {
    if (!file_.write(gathered_)) {
        return failed("write", path_);
    }
    gathered_.clear();
    return {};
}

Result<void> NewFile::finish() {
    if (!file_.is_open()) {
        return not_written();
    }
    return flush()
        .and_then([&]() -> Result<void> {
            return file_.sync() ? Result<void>{} : failed("make durable", path_);
        })
        .and_then([&] { return rename_durably(fresh_, path_); })
        .map([&] { finished_ = true; });
}

}  // namespace dunghan::disk
