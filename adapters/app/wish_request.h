// A wish in words -> a request to the engine: the task it means, when it happened, who says so.
#pragma once

#include <set>

#include "engine/runtime/engine.h"

#include "adapters/app/wish.h"

namespace dunghan::app {

// Reads wishes with the directory and the zone that the log holds when it is made.
class WishRequests {
 public:
    explicit WishRequests(Engine& engine);  // which must outlive it

    // Not yet executed. An id that is not said becomes a random one. Remembers what it has been
    // asked to assign, so that a later wish of the same group finds the task.
    // Errors: invalid (naming the field), not_found (no such task), those of the store.
    [[nodiscard]] Result<Request> make(const Wish& wish);

    // The group is executed: what became of it stands in the engine's views.
    void group_done() { assigned_.clear(); }

 private:
    Result<StreamId> stream_of(const Wish& wish, const task::Command& command);
    Result<StreamId> known_stream(const std::string& code);
    Result<void> find_parent(task::Command& command);

    Engine& engine_;
    NameIndex names_;
    Zone zone_;
    std::set<StreamId> assigned_;
};

}  // namespace dunghan::app
