#include "adapters/app/api/known_tokens.h"

#include "engine/base/limits.h"

namespace dunghan::app::api {

// What was read when the log was no shorter than now holds now: an event that changed it would have
// moved the log.
Result<std::optional<access::Token>> KnownTokens::find(const std::string& id) {
    const Position head = store_.head();
    {
        const std::lock_guard lock(guard_);
        const auto known = known_.find(id);
        if (known != known_.end() && known->second.read_at == head) {
            return known->second.token;
        }
    }
    return find_token(store_, id).map([&](std::optional<access::Token> token) {
        const std::lock_guard lock(guard_);
        if (!token) {
            known_.erase(id);
        } else {
            if (known_.size() >= limits::known_tokens_max) {
                known_.clear();
            }
            known_[id] = {*token, head};
        }
        return token;
    });
}

}  // namespace dunghan::app::api
