// What a caller says of a person, checked. No message here repeats any of it.
#pragma once

#include <optional>
#include <string>

#include "adapters/keys/seal.h"

namespace dunghan::app {

// Nothing: not said, so it stays as it is. An empty text takes away what was known.
struct PersonInput {
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::string from;  // a JSON file, "-": standard input; empty: the three above
};

// `known` with what is said put in, each text in NFC with single blanks. Errors: invalid (no text
// in UTF-8, no e-mail address, a field nobody knows), not_found (no such file).
[[nodiscard]] Result<PersonalData> personal_data_from(
    const PersonInput& input, const PersonalData& known
);

// Error: invalid, naming `what`, when `text` would tell the person's name, address or number: it
// stays in the log after an erasure.
[[nodiscard]] Result<void> check_tells_nothing(
    const std::string& what, const std::string& text, const PersonalData& data
);

}  // namespace dunghan::app
