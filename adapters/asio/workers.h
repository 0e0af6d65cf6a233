// A few threads for work that takes longer than a connection may hold up the others. What waits is
// bounded: beyond it the caller is told, and tells theirs to come back.
#pragma once

#include <functional>
#include <memory>

namespace dunghan {

class Workers {
 public:
    Workers(std::size_t threads, std::size_t waiting_max);
    ~Workers();  // finishes what was taken

    // From any thread. False: `waiting_max` wait already.
    [[nodiscard]] bool submit(std::function<void()> work);

 private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan
