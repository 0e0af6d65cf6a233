// `dunghan user create | list | reset | disable`: people who log in with a password.
#pragma once

#include "adapters/access/passwords.h"
#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

void add_user(CLI::App& app, Options& options, int& exit);

// Of the accounts of a data directory: DIR/passwords.
[[nodiscard]] access::Passwords passwords_of(const std::filesystem::path& data);

// Every session of that account is over, but for `kept` (a session's id; empty: none). The engine's
// own thread. Errors: the store's.
[[nodiscard]] Result<void> end_sessions(
    Engine& engine,
    const std::string& holder,
    const std::string& reason,
    const std::string& actor,
    const std::string& kept = ""
);

}  // namespace dunghan::app
