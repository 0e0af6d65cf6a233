#include "adapters/webhook/access_token.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/notary/base64.h"

#include "adapters/webhook/secret.h"

namespace dunghan::webhook {
namespace {

constexpr std::int64_t lifetime_unsaid_s = 300;
constexpr std::int64_t lifetime_max_s = 86'400;
constexpr std::size_t token_octets_max = 8'192;

bool is_unreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("-._*").find(c) != std::string_view::npos;
}

std::string form_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(3 * text.size());  // no copy of a secret stays behind
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
        } else if (c == ' ') {
            encoded += '+';
        } else {
            const auto octet = static_cast<unsigned char>(c);
            (encoded += '%').append(1, digits[octet / 16]).append(1, digits[octet % 16]);
        }
    }
    return encoded;
}

// b68token of RFC 6750, 2.1: nothing that could end a header.
bool is_bearer(const std::string& text) {
    return !text.empty() && text.size() <= token_octets_max &&
           std::ranges::all_of(text, [](char c) {
               return is_unreserved(c) ||
                      std::string_view("~+/=").find(c) != std::string_view::npos;
           });
}

bool is_bearer_type(const nlohmann::json& type) {
    constexpr std::string_view bearer = "bearer";
    return type.is_string() &&
           std::ranges::equal(type.get_ref<const std::string&>(), bearer, {}, [](char c) {
               return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
           });
}

// Some servers write the number as text.
std::int64_t lifetime_of(const nlohmann::json& answer) {
    const auto said = answer.find("expires_in");
    if (said == answer.end()) {
        return lifetime_unsaid_s;
    }
    if (said->is_number_integer()) {
        return std::clamp<std::int64_t>(said->get<std::int64_t>(), 0, lifetime_max_s);
    }
    if (said->is_string()) {
        const long seconds = std::strtol(said->get_ref<const std::string&>().c_str(), nullptr, 10);
        return std::clamp<std::int64_t>(seconds, 0, lifetime_max_s);
    }
    return lifetime_unsaid_s;
}

}  // namespace

std::string basic_credentials(std::string_view id, std::string_view secret) {
    std::string hidden = form_encoded(secret);
    std::string pair = form_encoded(id);
    pair.reserve(pair.size() + 1 + hidden.size());
    pair.append(":").append(hidden);
    std::string encoded = notary::base64(pair);
    wipe(hidden);
    wipe(pair);
    std::string text;
    text.reserve(6 + encoded.size());
    text.append("Basic ").append(encoded);
    wipe(encoded);
    return text;
}

std::string token_form(std::string_view scope) {
    std::string form = "grant_type=client_credentials";
    return scope.empty() ? form : form + "&scope=" + form_encoded(scope);
}

Result<AccessToken> read_access_token(std::string_view json) {
    const auto answer = nlohmann::json::parse(json, nullptr, false);
    const auto refuse = [](std::string_view expected) {
        return fail(
            ErrorCode::invalid,
            "Expected " + std::string(expected) + " in the answer, but got other"
        );
    };
    if (!answer.is_object()) {
        return refuse("a JSON object");
    }
    const auto token = answer.find("access_token");
    if (token == answer.end() || !token->is_string() || !is_bearer(*token)) {
        return refuse("an access_token of letters, digits and -._~+/=");
    }
    const auto type = answer.find("token_type");
    if (type == answer.end() || !is_bearer_type(*type)) {
        return refuse("a token_type Bearer");
    }
    return AccessToken{*token, std::chrono::seconds(lifetime_of(answer))};
}

}  // namespace dunghan::webhook
