#include "adapters/keys/traces.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

#include "engine/base/text.h"

namespace dunghan {
namespace {

constexpr std::size_t telling_octets_min = 3;  // "an" is in half of all words
constexpr std::size_t telling_digits_min = 6;

std::string digits_of(std::string_view text) {
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](char c) {
        return c >= '0' && c <= '9';
    });
    return digits;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) {
            words.emplace_back(text.substr(at, end - at));
        }
        at = end + 1;
    }
    return words;
}

bool holds(const std::string& text, const std::string& part, std::size_t least) {
    return part.size() >= least && text.find(part) != std::string::npos;
}

// The pieces by which a text may name the person, folded once.
struct Traces {
    explicit Traces(const PersonalData& data)
        : email(fold(data.email)),
          local(email.substr(0, email.find('@'))),
          name(fold(data.name)),
          number(digits_of(data.phone)) {}

    [[nodiscard]] bool address_in(const std::string& folded) const {
        return holds(folded, email, 1) || holds(folded, local, telling_octets_min);
    }

    [[nodiscard]] bool number_in(std::string_view text) const {
        return holds(digits_of(text), number, telling_digits_min);
    }

    std::string email;
    std::string local;
    std::string name;
    std::string number;
};

// "550 5.1.1 <an.nguyen@x.vn>:" -> whether this one word must not be kept.
bool tells(const std::string& word, const Traces& traces) {
    const std::string folded = fold(word);
    if (word.find('@') != std::string::npos || traces.address_in(folded)) {
        return true;
    }
    const std::string bare = slug(word);  // "An," is "an"
    const auto parts = words_of(traces.name);
    return std::ranges::any_of(parts, [&](const std::string& part) {
        return bare == part || holds(folded, part, telling_octets_min);
    });
}

// A number may be spread over words, "0912 345 678": those over which it is.
std::set<std::size_t> words_with(const std::string& number, const std::vector<std::string>& words) {
    std::set<std::size_t> found;
    std::string digits;
    std::vector<std::size_t> owners;  // of each digit
    for (std::size_t i = 0; i < words.size(); ++i) {
        digits += digits_of(words[i]);
        owners.resize(digits.size(), i);
    }
    if (!holds(digits, number, telling_digits_min)) {
        return found;
    }
    for (auto at = digits.find(number); at != std::string::npos; at = digits.find(number, at + 1)) {
        for (std::size_t digit = at; digit < at + number.size(); ++digit) {
            found.insert(owners[digit]);
        }
    }
    return found;
}

}  // namespace

bool mentions(std::string_view text, const PersonalData& data) {
    const Traces traces(data);
    const std::string folded = fold(text);
    return traces.address_in(folded) || holds(folded, traces.name, telling_octets_min) ||
           traces.number_in(text);
}

std::string without(std::string_view text, const PersonalData& data, std::string_view instead) {
    const Traces traces(data);
    const std::vector<std::string> words = words_of(text);
    const std::set<std::size_t> numbers = words_with(traces.number, words);
    std::string kept;
    bool hidden = false;  // one replacement for words that stand together
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool hide = numbers.contains(i) || tells(words[i], traces);
        if (!hide || !hidden) {
            kept += kept.empty() ? "" : " ";
            kept += hide ? std::string(instead) : words[i];
        }
        hidden = hide;
    }
    return kept;
}

}  // namespace dunghan
