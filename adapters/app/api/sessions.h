// People who log in: a name and a password make a session, which is a token of some hours that a
// cookie carries (engine/access/account.h).
#pragma once

#include <map>
#include <mutex>

#include "engine/access/lock_out.h"

#include "adapters/access/passwords.h"
#include "adapters/app/api/context.h"

namespace dunghan::app::api {

inline constexpr std::int64_t session_ms = 12 * 60 * ms_per_minute;  // at most
inline constexpr std::int64_t session_idle_ms = 30 * ms_per_minute;  // unused

class Sessions {
 public:
    explicit Sessions(access::Passwords passwords) : passwords_(std::move(passwords)) {}

    // From any thread. The session was used; false: it has lain idle too long, and is over.
    [[nodiscard]] bool touch(const std::string& session, Instant now);

    // From any thread: how long this name, from that address, has to wait before it is looked at.
    [[nodiscard]] std::int64_t wait(const std::string& name, const std::string& peer, Instant now);
    void note_wrong(const std::string& name, const std::string& peer, Instant now);
    void note_right(const std::string& name);

    [[nodiscard]] const access::Passwords& passwords() const { return passwords_; }

    // One guess is looked at after the other: each takes 64 MiB.
    [[nodiscard]] Workers& guard() { return worker_; }

 private:
    const access::Passwords passwords_;
    std::mutex guard_;
    access::LockOut names_{5};
    access::LockOut peers_{50};            // an office may stand behind one address
    std::map<std::string, Instant> used_;  // by session
    Instant pruned_at_;                    // of those that are over
    Workers worker_{1, 16};
};

// Log in, who am I, another password, log out.
[[nodiscard]] Operations session_operations(Context& context);

}  // namespace dunghan::app::api
