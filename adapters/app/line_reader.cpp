#include "adapters/app/line_reader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace dunghan::app {
namespace {

constexpr std::size_t read_octets = 65'536;

}  // namespace

Result<std::optional<LineReader::Line>> LineReader::next() {
    while (!holds_a_line() && !ended_) {
        if (const auto filled = fill(); !filled) {
            return tl::unexpected(filled.error());
        }
    }
    if (holds_a_line()) {
        return take(searched_);
    }
    if (begin_ < buffer_.size() || too_long_) {
        return take(buffer_.size());
    }
    return std::nullopt;
}

bool LineReader::is_ready() {
    pollfd input{fd_, POLLIN, 0};
    if (!holds_a_line() && !ended_ && ::poll(&input, 1, 0) > 0) {
        (void)fill();  // what fails here fails again in next(), which tells it
    }
    return holds_a_line() || ended_;
}

bool LineReader::holds_a_line() const {
    return searched_ < buffer_.size();
}

Result<void> LineReader::fill() {
    buffer_.erase(0, begin_);
    begin_ = 0;
    const std::size_t known = buffer_.size();
    buffer_.resize(known + read_octets);
    ssize_t got = -1;
    do {
        got = ::read(fd_, buffer_.data() + known, read_octets);
    } while (got < 0 && errno == EINTR);
    buffer_.resize(known + static_cast<std::size_t>(got < 0 ? 0 : got));
    searched_ = std::min(buffer_.find('\n', known), buffer_.size());
    if (got < 0) {
        return fail(
            ErrorCode::unavailable,
            "Expected to read lines, but reading failed: " + std::string(std::strerror(errno))
        );
    }
    ended_ = got == 0;
    if (!holds_a_line() && buffer_.size() > octets_max_) {
        too_long_ = true;
        buffer_.clear();
        searched_ = 0;
    }
    return {};
}

LineReader::Line LineReader::take(std::size_t end) {
    Line line{buffer_.substr(begin_, end - begin_), ++number_, too_long_};
    if (line.text.size() > octets_max_) {
        line.too_long = true;
        line.text.clear();
    }
    too_long_ = false;
    begin_ = std::min(end + 1, buffer_.size());
    searched_ = std::min(buffer_.find('\n', begin_), buffer_.size());
    return line;
}

}  // namespace dunghan::app
