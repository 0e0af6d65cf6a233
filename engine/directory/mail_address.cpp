#include "engine/directory/mail_address.h"

#include <algorithm>
#include <cstddef>

namespace dunghan {
namespace {

constexpr std::size_t address_octets_max = 254;
constexpr std::size_t local_part_octets_max = 64;
constexpr std::size_t domain_octets_max = 253;
constexpr std::size_t label_octets_max = 63;

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_atom(std::string_view text) {
    constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~";  // RFC 5322, atext
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter_or_digit(c) || others.find(c) != std::string_view::npos;
    });
}

bool is_label(std::string_view text) {
    return !text.empty() && text.size() <= label_octets_max && text.front() != '-' &&
           text.back() != '-' && std::all_of(text.begin(), text.end(), [](char c) {
               return is_letter_or_digit(c) || c == '-';
           });
}

// How many parts between dots satisfy `holds`; 0 when one does not.
template <class Holds>
std::size_t parts(std::string_view text, const Holds& holds) {
    for (std::size_t count = 1;; ++count) {
        const std::size_t dot = text.find('.');
        if (!holds(text.substr(0, dot))) {
            return 0;
        }
        if (dot == std::string_view::npos) {
            return count;
        }
        text.remove_prefix(dot + 1);
    }
}

}  // namespace

bool is_mail_domain(std::string_view text) {
    return text.size() <= domain_octets_max && parts(text, is_label) >= 2;
}

bool is_mail_address(std::string_view text) {
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && text.size() <= address_octets_max &&
           at <= local_part_octets_max && parts(text.substr(0, at), is_atom) >= 1 &&
           is_mail_domain(text.substr(at + 1));
}

}  // namespace dunghan
