#include "adapters/keys/traces.h"

#include <algorithm>
#include <iterator>

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

bool holds(const std::string& text, const std::string& part, std::size_t least) {
    return part.size() >= least && text.find(part) != std::string::npos;
}

}  // namespace

bool mentions(std::string_view text, const PersonalData& data) {
    const std::string folded = fold(text);
    const std::string email = fold(data.email);
    return holds(folded, email, 1) ||
           holds(folded, email.substr(0, email.find('@')), telling_octets_min) ||
           holds(folded, fold(data.name), telling_octets_min) ||
           holds(digits_of(text), digits_of(data.phone), telling_digits_min);
}

}  // namespace dunghan
