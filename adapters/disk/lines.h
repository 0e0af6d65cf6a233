// Text files that must be whole: a heading with a format number, lines of fields parted by one
// blank, and a last line with the SHA-256 of everything before it. A cut, doubled or changed line
// is found, and named.
//
//     dunghan backup 1
//     size 70000
//     …
//     end f8e70192dbff…
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/base/sha256.h"

namespace dunghan::disk {

// Reads the lines one after the other; the first failure sticks, and names its line.
class Lines {
 public:
    explicit Lines(std::string_view text) : rest_(text) {}

    // Goes to the next line; it must begin with `word`, which includes the blank after it.
    bool next(std::string_view word);

    [[nodiscard]] bool begins(std::string_view word) const { return rest_.starts_with(word); }

    // Leaves out `word`, where the rest of the line begins with it.
    bool skip(std::string_view word);

    // The next field of the line; only the last may hold blanks.
    std::string_view text(bool last);

    // One number has one spelling: no sign, no leading zero.
    std::uint64_t number(bool last);

    // 64 lower-case digits.
    Sha256 hash(bool last);

    // This line is not as it should be. Always false.
    bool refuse();

    [[nodiscard]] bool failed() const { return faulty_ != 0; }

    [[nodiscard]] std::size_t faulty() const { return faulty_; }

    [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
    std::string_view rest_;
    std::string_view line_;
    std::size_t number_ = 0;
    std::size_t faulty_ = 0;
};

struct LinesForm {
    std::string_view noun;     // in messages: "manifest"
    std::string_view heading;  // "dunghan backup ", before the format's number
    std::uint64_t format = 1;  // the highest this release reads
};

// Heading, `body` (whole lines) and the last line.
[[nodiscard]] std::string write_lines(const LinesForm& form, std::string_view body);

// `body` reads everything between the heading and the last line, and refuses what it cannot read.
// Errors: corruption, naming the line; refused, when a newer release wrote it.
[[nodiscard]] Result<void> read_lines(
    std::string_view text, const LinesForm& form, const std::function<void(Lines&)>& body
);

}  // namespace dunghan::disk
