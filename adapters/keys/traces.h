// By what a text can give a person away although nobody meant it to: a basis that quotes a name.
#pragma once

#include <string>
#include <string_view>

#include "adapters/keys/seal.h"

namespace dunghan {

// Whether `text` tells the name, the address, its part before the '@', or the number. Case, marks
// and the punctuation of numbers do not matter.
[[nodiscard]] bool mentions(std::string_view text, const PersonalData& data);

}  // namespace dunghan
