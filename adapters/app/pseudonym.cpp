#include "adapters/app/pseudonym.h"

#include <algorithm>
#include <pwd.h>
#include <unistd.h>

namespace dunghan::app {

Result<void> check_actor(const std::string& actor) {
    constexpr std::size_t octets_max = 64;
    const bool plain = std::ranges::none_of(actor, [](char c) {
        return c == '@' || c == '\x7f' || (c >= 0 && c <= ' ');
    });
    if (plain && !actor.empty() && actor.size() <= octets_max) {
        return {};
    }
    return fail(
        ErrorCode::invalid,
        "Expected 'actor' to be a pseudonym of 1 to 64 octets without blanks and '@', like cb-017: "
        "the log keeps it for ever"
    );
}

std::string operator_name(const std::function<bool(const std::string&)>& tells) {
    const uid_t user = ::getuid();
    const passwd* entry = ::getpwuid(user);
    const std::string login = entry != nullptr ? entry->pw_name : "";
    return check_actor(login) && !tells(login) ? login : "uid-" + std::to_string(user);
}

}  // namespace dunghan::app
