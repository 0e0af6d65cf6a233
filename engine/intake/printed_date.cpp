#include "engine/intake/printed_date.h"

#include "engine/base/text.h"
#include "engine/deadline/phrase.h"

namespace dunghan::intake {

std::optional<Date> read_date(std::string_view text) {
    Phrase phrase(text);
    phrase.words("ngay");
    const auto date = phrase.date();
    return phrase.done() ? date : std::nullopt;
}

std::optional<Date> document_date(std::string_view text, std::string_view folded_words) {
    const std::string folded = fold(text);
    for (std::size_t at = folded.find(folded_words); at != std::string::npos;
         at = folded.find(folded_words, at + 1)) {
        // Words, a blank, the number, a blank, "ngay".
        const std::size_t number = at + folded_words.size() + 1;
        const std::size_t after =
            number < folded.size() ? folded.find(' ', number) : std::string::npos;
        if (after == std::string::npos) {
            return std::nullopt;
        }
        Phrase phrase(std::string_view(folded).substr(after + 1, 20));
        if (phrase.words("ngay")) {
            if (const auto date = phrase.date()) {
                return date;
            }
        }
    }
    return std::nullopt;
}

}  // namespace dunghan::intake
