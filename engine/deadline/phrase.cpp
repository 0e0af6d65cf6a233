#include "engine/deadline/phrase.h"

#include <array>
#include <utility>

namespace dunghan {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_word_octet(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// A misprint like 2202 is not a year of any plan: it stops at a person's desk.
constexpr unsigned year_min = 2000;
constexpr unsigned year_max = 2099;

constexpr std::array<std::pair<std::string_view, unsigned>, 8> quarters{
    {{"iii", 3}, {"ii", 2}, {"iv", 4}, {"i", 1}, {"1", 1}, {"2", 2}, {"3", 3}, {"4", 4}}};

}  // namespace

void Phrase::skip(std::size_t octets) {
    rest_.remove_prefix(octets);
    while (!rest_.empty() && rest_.front() == ' ') {
        rest_.remove_prefix(1);
    }
}

bool Phrase::at_boundary() const {
    return rest_.empty() || !is_word_octet(rest_.front());
}

bool Phrase::words(std::string_view expected) {
    const std::string_view before = rest_;
    if (!rest_.starts_with(expected)) {
        return false;
    }
    rest_.remove_prefix(expected.size());
    if (!at_boundary()) {
        rest_ = before;
        return false;
    }
    skip(0);
    return true;
}

std::optional<unsigned> Phrase::number(std::size_t digits_max) {
    std::size_t digits = 0;
    unsigned value = 0;
    while (digits < rest_.size() && is_digit(rest_[digits])) {
        if (++digits > digits_max) {
            return std::nullopt;
        }
        value = value * 10 + static_cast<unsigned>(rest_[digits - 1] - '0');
    }
    if (digits == 0 || (digits < rest_.size() && is_word_octet(rest_[digits]))) {
        return std::nullopt;
    }
    skip(digits);
    return value;
}

std::optional<unsigned> Phrase::quarter() {
    for (const auto& [text, value] : quarters) {
        if (words(text)) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<int> Phrase::year() {
    const bool four_digits = rest_.size() >= 4 && is_digit(rest_[3]);
    const auto value = number(4);
    if (!four_digits || !value || *value < year_min || *value > year_max) {
        return std::nullopt;
    }
    return static_cast<int>(*value);
}

bool Phrase::slash() {
    if (!rest_.starts_with('/')) {
        return false;
    }
    skip(1);
    return true;
}

std::optional<int> Phrase::of_year() {
    return slash() || words("nam") ? year() : std::nullopt;
}

std::optional<Date> Phrase::date() {
    const auto day = number(2);
    if (!day || !slash()) {
        return std::nullopt;
    }
    const auto month = number(2);
    if (!month || !slash()) {
        return std::nullopt;
    }
    const auto in_year = year();
    const Date date{
        std::chrono::year{in_year.value_or(0)}, std::chrono::month{*month}, std::chrono::day{*day}};
    return in_year && date.ok() ? std::optional(date) : std::nullopt;
}

void Phrase::skip_remark() {
    if (!rest_.starts_with('(')) {
        return;
    }
    const std::size_t end = rest_.find(')');
    if (end == std::string_view::npos ||
        rest_.substr(0, end).find_first_of("0123456789") != std::string_view::npos) {
        return;
    }
    skip(end + 1);
}

}  // namespace dunghan
