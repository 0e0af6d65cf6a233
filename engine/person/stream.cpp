#include "engine/person/stream.h"

#include <algorithm>

namespace dunghan::person {
namespace {

constexpr std::size_t id_octets_max = 64;
constexpr std::string_view reference = "person:";

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= id_octets_max && is_plain(text.front()) &&
           is_plain(text.back()) &&
           std::ranges::all_of(text, [](char c) { return is_plain(c) || c == '-'; });
}

std::optional<std::string> referred_to(std::string_view address) {
    if (!address.starts_with(reference)) {
        return std::nullopt;
    }
    return std::string(address.substr(reference.size()));
}

}  // namespace dunghan::person
