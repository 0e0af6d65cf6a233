// A cell as words, each with its place in the cell: names are compared word by word, so that case,
// marks, dashes and punctuation inside a name do not matter and half a word never matches.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dunghan {

struct Word {
    std::string folded;
    std::size_t begin = 0;  // octets in the text; end excluded
    std::size_t end = 0;
    bool after_mark = true;   // a separator, or the start, stands before it
    bool after_break = true;  // a semicolon or line end: no name goes on across it
};

[[nodiscard]] std::vector<Word> words_of(std::string_view text);

}  // namespace dunghan
