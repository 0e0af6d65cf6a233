// Reads folded text ("tu thang 7/2022") piece by piece; only whole words and whole numbers match.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/instant.h"
#include "engine/base/text.h"

namespace dunghan {

class Phrase {
 public:
    explicit Phrase(std::string_view text) : folded_(fold(text)), rest_(folded_) {}

    Phrase(const Phrase&) = delete;
    Phrase& operator=(const Phrase&) = delete;

    // Each consumes what it names, with the blank after it, or nothing.
    bool words(std::string_view expected);
    [[nodiscard]] std::optional<unsigned> number(std::size_t digits_max);
    [[nodiscard]] std::optional<unsigned> quarter();  // I to IV, or 1 to 4
    [[nodiscard]] std::optional<int> year();          // four digits, 2000 to 2099
    [[nodiscard]] std::optional<int> of_year();       // "/2022" or "năm 2022"
    [[nodiscard]] std::optional<Date> date();         // "20/10/2022": a day that exists

    // A remark in parentheses may end the phrase. One with a digit in it might move the deadline,
    // so it is not passed over.
    void skip_remark();

    [[nodiscard]] bool done() const { return rest_.empty(); }

 private:
    [[nodiscard]] bool at_boundary() const;  // the end, or a mark that ends a word
    void skip(std::size_t octets);
    bool slash();

    std::string folded_;
    std::string_view rest_;
};

}  // namespace dunghan
