// A person's account is a token that opens nothing by itself: its secret was thrown away when it
// was drawn. What opens is a session, a token of some hours that the right password has made.
#pragma once

#include <string>
#include <string_view>

namespace dunghan::access {

inline constexpr std::string_view account_begin = "user-";     // of the token's id
inline constexpr std::string_view session_begin = "session-";  // likewise

// Of the account that a person, by their pseudonym, logs in with.
[[nodiscard]] inline std::string account_of(std::string_view name) {
    return std::string(account_begin).append(name);
}

[[nodiscard]] inline bool is_account(std::string_view token) {
    return token.starts_with(account_begin);
}

[[nodiscard]] inline bool is_session(std::string_view token) {
    return token.starts_with(session_begin);
}

}  // namespace dunghan::access
