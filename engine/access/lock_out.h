// How long somebody who guesses has to wait: nothing for the first few wrong guesses, then twice as
// long after each, up to a quarter of an hour. An hour without one and all is forgotten.
#pragma once

#include <map>
#include <string>

#include "engine/base/instant.h"

namespace dunghan::access {

class LockOut {
 public:
    // So many wrong guesses cost nothing.
    explicit LockOut(int free) : free_(free) {}

    // Milliseconds until the next guess is looked at; 0: now.
    [[nodiscard]] std::int64_t wait(const std::string& who, Instant now) const;

    void note_wrong(const std::string& who, Instant now);
    void forget(const std::string& who);

 private:
    struct Guesses {
        int wrong = 0;
        Instant last;
    };

    [[nodiscard]] static bool is_over(const Guesses& guesses, Instant now);
    void make_room(Instant now);

    const int free_;
    std::map<std::string, Guesses> guesses_;  // at most limits::lock_outs_max, the latest
};

}  // namespace dunghan::access
