// Where other threads leave wishes for the engine, which one thread alone may use: the loop's. What
// gathers while a group is being written becomes the next group.
#pragma once

#include <functional>
#include <memory>

#include "engine/runtime/engine.h"

namespace dunghan {

class Desk {
 public:
    // Runs a function on the engine's thread, soon: ServeLoop::executor().
    using Executor = std::function<void(std::function<void()>)>;

    // `engine` must outlive it, and nobody may run `executor`'s functions after it is gone.
    Desk(Engine& engine, Executor executor);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    // Both on the engine's thread. `make` sees all that was decided before its group; what it
    // refuses is answered as it is, and not executed.
    using Make = std::function<tl::expected<Request, Refusal>()>;
    using Done = std::function<void(const Outcome&)>;

    // From any thread. `done` is called once, when the outcome is durable (or refused). False: more
    // than limits::queue_commands_max wait, nothing was left here.
    [[nodiscard]] bool submit(Make make, Done done);

    // Work of another kind, between two groups. From any thread. False: closed, or too much waits.
    using Work = std::function<void()>;
    [[nodiscard]] bool run(Work work);

    // What waits is forgotten unanswered, and nothing is taken any more.
    void close();

    // Told after each group that wrote something, on the engine's thread: its size in commands.
    void on_group(std::function<void(std::size_t commands)> told);

 private:
    struct Inside;
    std::shared_ptr<Inside> inside_;
};

}  // namespace dunghan
