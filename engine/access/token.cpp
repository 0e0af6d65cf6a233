#include "engine/access/token.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/person/stream.h"

namespace dunghan::access {
namespace {

constexpr std::size_t hash_digits = 64;

tl::unexpected<Rejection> bad(std::string detail) {
    return reject("bad_token", std::move(detail));
}

bool is_hash(std::string_view text) {
    return text.size() == hash_digits && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

// Who works for one agency must say which; who works for all must not.
Decision<void> check_agency(const Token& token, const Directory& directory) {
    const std::string role(name_of(token.role));
    const bool needs = token.role == AccessRole::officer || token.role == AccessRole::head ||
                       token.role == AccessRole::feed;
    const bool may_have = needs || token.role == AccessRole::integration;
    if (needs && token.agency.empty()) {
        return bad("Expected the agency of a token for the role " + role + ", but there is none");
    }
    if (!may_have && !token.agency.empty()) {
        return bad(
            "Expected no agency in a token for the role " + role +
            ", which is not of one agency, but got " + token.agency
        );
    }
    if (!token.agency.empty() && directory.agency(token.agency) == nullptr) {
        return bad(
            "Expected the id of an agency in the directory, but got '" + token.agency +
            "'; `dunghan agencies` shows them"
        );
    }
    return {};
}

Decision<void> check_life(const Token& token, Instant created) {
    if (token.expires > created && token.expires <= plus_days(created, limits::token_days_max)) {
        return {};
    }
    return bad(
        "Expected a token to expire within " + std::to_string(limits::token_days_max) +
        " days of " + to_rfc3339(created) + ", but got " + to_rfc3339(token.expires)
    );
}

}  // namespace

Decision<void> check_token(const Token& token, Instant created, const Directory& directory) {
    if (!person::is_id(token.id)) {
        return bad("Expected a token's id of a-z, 0-9 and inner hyphens, at most 64");
    }
    if (name_of(token.role).empty()) {
        return bad("Expected one of the roles, but got none of them");
    }
    if (!person::is_id(token.holder)) {
        return bad(
            "Expected the holder's pseudonym of a-z, 0-9 and inner hyphens, at most 64: cb-017"
        );
    }
    if (!is_hash(token.secret_hash)) {
        return bad("Expected the SHA-256 of the secret in 64 lower-case hex digits");
    }
    return check_agency(token, directory).and_then([&] { return check_life(token, created); });
}

}  // namespace dunghan::access
