// Tokens that are shown again and again: read anew only when the log has moved.
#pragma once

#include <map>
#include <mutex>

#include "engine/projection/tokens.h"

namespace dunghan::app::api {

// From any thread.
class KnownTokens {
 public:
    explicit KnownTokens(const Store& store) : store_(store) {}  // must outlive it

    // As find_token(): of the log as it stands when this is called.
    [[nodiscard]] Result<std::optional<access::Token>> find(const std::string& id);

 private:
    struct Known {
        access::Token token;
        Position read_at;  // the log held at least this when it was read
    };

    const Store& store_;
    std::mutex guard_;
    std::map<std::string, Known> known_;  // at most limits::known_tokens_max
};

}  // namespace dunghan::app::api
