// By what a text can give a person away although nobody meant it to: a basis that quotes a name, a
// relay that repeats an address.
#pragma once

#include <string>
#include <string_view>

#include "adapters/keys/seal.h"

namespace dunghan {

// Whether `text` tells the name, the address, its part before the '@', or the number. Case, marks
// and the punctuation of numbers do not matter.
[[nodiscard]] bool mentions(std::string_view text, const PersonalData& data);

// `text` without what it may tell: every word with an '@' in it, and every word in which the
// address, its part before the '@', a word of the name or the number can be found, becomes
// `instead`, once for words that stand together. Harmless words may go with them; the rest stays,
// one blank between words.
[[nodiscard]] std::string without(
    std::string_view text, const PersonalData& data, std::string_view instead
);

}  // namespace dunghan
