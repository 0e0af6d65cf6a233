// Who was turned away, as events: but never so many that turning away fills the log.
#pragma once

#include <atomic>
#include <map>
#include <mutex>

#include "engine/port/clock.h"

#include "adapters/app/api/caller.h"
#include "adapters/asio/desk.h"

namespace dunghan::app::api {

class Denials {
 public:
    // Both must outlive it.
    Denials(Desk& desk, const Clock& clock) : desk_(desk), clock_(clock) {}

    // From any thread. Of one token at most `each_minute` in a minute become events; all of them
    // are counted.
    void note(
        const Visitor& visitor,
        access::Operation operation,
        const std::string& target,
        const std::string& code
    );

    [[nodiscard]] std::uint64_t count() const { return count_; }

 private:
    static constexpr std::uint64_t each_minute = 10;

    struct Minute {
        Instant began;
        std::uint64_t noted = 0;
    };

    [[nodiscard]] bool may_note(const std::string& token, Instant now);

    Desk& desk_;
    const Clock& clock_;
    std::atomic<std::uint64_t> count_ = 0;
    std::mutex guard_;
    std::map<std::string, Minute> minutes_;  // by token; those of the last minute
};

}  // namespace dunghan::app::api
