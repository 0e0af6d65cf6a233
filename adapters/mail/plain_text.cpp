#include "adapters/mail/plain_text.h"

#include <algorithm>

#include "engine/base/instant.h"
#include "engine/base/text.h"

namespace dunghan::mail {

std::string two_digits(std::int64_t number) {
    const std::string text = std::to_string(number);
    return text.size() < 2 ? "0" + text : text;
}

std::string day_in_words(const std::string& iso) {
    const Result<Date> day = parse_date(iso);
    return day ? to_vietnamese(*day) : iso;
}

std::string one_line(std::string_view text) {
    std::string line = to_nfc(text).value_or("");
    if (line.empty()) {
        line = text;
        std::replace_if(
            line.begin(),
            line.end(),
            [](char c) { return static_cast<unsigned char>(c) >= 0x80; },
            '?'
        );
    }
    std::replace_if(
        line.begin(),
        line.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; },
        ' '
    );
    return squeeze(line);
}

}  // namespace dunghan::mail
