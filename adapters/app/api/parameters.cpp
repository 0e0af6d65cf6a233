#include "adapters/app/api/parameters.h"

#include <algorithm>
#include <charconv>

namespace dunghan::app::api {

tl::unexpected<BadParameter> bad_parameter(
    const std::string& name, const std::string& wanted, const std::string& got
) {
    return tl::unexpected(BadParameter{
        name,
        {ErrorCode::invalid, "Expected '" + name + "' to be " + wanted + ", but got '" + got + "'"}}
    );
}

std::string text_of(const http::Request& request, const std::string& name) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? "" : found->second;
}

Read<std::uint64_t> number_of(
    const http::Request& request,
    const std::string& name,
    std::uint64_t least,
    std::uint64_t most,
    std::uint64_t unsaid
) {
    const auto found = request.query.find(name);
    if (found == request.query.end()) {
        return unsaid;
    }
    const std::string& text = found->second;
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    if (!whole || number < least || number > most) {
        return bad_parameter(name, std::to_string(least) + " to " + std::to_string(most), text);
    }
    return number;
}

Read<std::string> word_of(
    const http::Request& request, const std::string& name, const std::vector<std::string>& words
) {
    const auto found = request.query.find(name);
    if (found == request.query.end()) {
        return words.front();
    }
    if (std::ranges::count(words, found->second) == 0) {
        std::string all;
        for (const std::string& word : words) {
            all += (all.empty() ? "" : ", ") + (word.empty() ? "nothing" : word);
        }
        return bad_parameter(name, "one of " + all, found->second);
    }
    return found->second;
}

}  // namespace dunghan::app::api
