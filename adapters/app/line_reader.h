// Lines from a pipe or a file, in bounded memory: which ones are there, and waiting for the next.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/result.h"

namespace dunghan::app {

class LineReader {
 public:
    struct Line {
        std::string text;          // without its end
        std::uint64_t number = 0;  // from 1
        bool too_long = false;     // more than octets_max: the rest was passed over
    };

    // Reads from `fd`, which stays the caller's.
    LineReader(int fd, std::size_t octets_max) : fd_(fd), octets_max_(octets_max) {}

    // The next line; nothing at the end of input. The last one need not have an end.
    // Error: unavailable, when reading fails.
    [[nodiscard]] Result<std::optional<Line>> next();

    // Whether next() will answer without waiting for the writer at the other end.
    [[nodiscard]] bool is_ready();

 private:
    [[nodiscard]] bool holds_a_line() const;
    Result<void> fill();  // waits for octets, or the end
    Line take(std::size_t end);

    int fd_;
    std::size_t octets_max_;
    std::string buffer_;
    std::size_t begin_ = 0;     // of the next line, in buffer_
    std::size_t searched_ = 0;  // no line end before it
    std::uint64_t number_ = 0;
    bool too_long_ = false;  // the line under way is
    bool ended_ = false;
};

}  // namespace dunghan::app
