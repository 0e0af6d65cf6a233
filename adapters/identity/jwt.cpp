#include "adapters/identity/jwt.h"

#include <algorithm>
#include <array>

#include "adapters/identity/base64url.h"
#include "adapters/identity/strict_json.h"

namespace dunghan::identity {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t ms_per_second = 1'000;
constexpr double seconds_max = 253'402'300'799;  // the end of the year 9999

tl::unexpected<Error> bad(const std::string& what) {
    return fail(ErrorCode::invalid, "Expected a token that is good, but " + what);
}

// Nothing: not there. Another type is as good as another value.
std::optional<std::string> text_in(const Json& object, const std::string& name) {
    const auto found = object.find(name);
    if (found == object.end()) {
        return std::nullopt;
    }
    return found->is_string() ? found->get<std::string>() : std::string();
}

bool same_letters(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    });
}

// Of a token that says what it is, it must be one for us, not one that tells an application who
// logged in elsewhere under another rule (RFC 8725 3.11).
bool is_type(const std::optional<std::string>& type) {
    constexpr std::array known{"jwt", "at+jwt", "application/at+jwt", "application/jwt"};
    return !type ||
           std::ranges::any_of(known, [&](const char* one) { return same_letters(*type, one); });
}

Result<Algorithm> algorithm_in(const Json& header) {
    for (const char* name : {"crit", "jwk", "jku", "x5c", "x5u", "b64", "zip", "enc"}) {
        if (header.contains(name)) {
            return bad("its header has '" + std::string(name) + "'");
        }
    }
    if (!is_type(text_in(header, "typ"))) {
        return bad("its 'typ' is of something else");
    }
    const auto algorithm = algorithm_from(text_in(header, "alg").value_or(""));
    return algorithm ? Result<Algorithm>(*algorithm) : bad("its 'alg' is none of ours");
}

// Seconds since 1970, with or without a fraction.
std::optional<Instant> instant_in(const Json& claims, const char* name) {
    const auto found = claims.find(name);
    if (found == claims.end() || !found->is_number()) {
        return std::nullopt;
    }
    const double seconds = found->get<double>();
    if (!(seconds >= 0 && seconds <= seconds_max)) {
        return std::nullopt;
    }
    return Instant{static_cast<std::int64_t>(seconds * ms_per_second)};
}

bool is_for(const Json& claims, const std::string& audience) {
    const auto found = claims.find("aud");
    if (found == claims.end()) {
        return false;
    }
    if (!found->is_array()) {
        return *found == audience;
    }
    const bool texts = std::ranges::all_of(*found, [](const Json& one) { return one.is_string(); });
    return texts && std::ranges::count(*found, Json(audience)) > 0;
}

// Nothing to say: it is in force.
std::optional<std::string> trouble_of(const Json& claims, const JwtRules& rules, Instant now) {
    if (text_in(claims, "iss") != rules.issuer) {
        return "its 'iss' is another";
    }
    if (!is_for(claims, rules.audience)) {
        return "its 'aud' is not us";
    }
    const auto end = instant_in(claims, "exp");
    if (!end || now >= plus_ms(*end, leeway_ms)) {
        return end ? "it has expired" : "it does not say when it ends";
    }
    for (const char* name : {"nbf", "iat"}) {
        const auto begin = instant_in(claims, name);
        if (claims.contains(name) && (!begin || plus_ms(now, leeway_ms) < *begin)) {
            return "its '" + std::string(name) + "' is still to come";
        }
    }
    return std::nullopt;
}

}  // namespace

Result<std::string> signed_payload(std::string_view token, const Jwks& keys) {
    const std::size_t first = token.find('.');
    const std::size_t second = first == token.npos ? first : token.find('.', first + 1);
    if (token.size() > token_octets_max || second == token.npos) {
        return bad("it has not three parts");
    }
    const auto header_text = from_base64url(token.substr(0, first));
    const auto payload = from_base64url(token.substr(first + 1, second - first - 1));
    const auto signature = from_base64url(token.substr(second + 1));
    const auto header = header_text ? strict_object(*header_text) : std::nullopt;
    if (!header || !payload || !signature) {
        return bad("a part of it cannot be read");
    }
    const auto algorithm = algorithm_in(*header);
    if (!algorithm) {
        return tl::unexpected(algorithm.error());
    }
    const Jwk* const key = keys.find(text_in(*header, "kid"));
    if (key == nullptr) {
        return bad("its key is not in the set");
    }
    if (key->algorithm && *key->algorithm != *algorithm) {
        return bad("its key is for another 'alg'");
    }
    if (!key->key.signed_by_it(*algorithm, token.substr(0, second), *signature)) {
        return bad("its key did not sign it");
    }
    return *payload;
}

Result<Subject> subject_of(
    std::string_view token, const Jwks& keys, const JwtRules& rules, Instant now
) {
    return signed_payload(token, keys).and_then([&](const std::string& payload) -> Result<Subject> {
        const auto claims = strict_object(payload);
        if (!claims) {
            return bad("its claims cannot be read");
        }
        if (const auto trouble = trouble_of(*claims, rules, now)) {
            return bad(*trouble);
        }
        const std::string name = text_in(*claims, rules.claim).value_or("");
        if (name.empty()) {
            return bad("it has no '" + rules.claim + "'");
        }
        return Subject{name, plus_ms(*instant_in(*claims, "exp"), leeway_ms)};
    });
}

}  // namespace dunghan::identity
