// The queue before the engine: many callers, one writer, one synced write per group.
//
// There is no artificial delay: while a group is being written, the next one gathers.
#pragma once

#include <memory>

#include "engine/runtime/engine.h"

namespace dunghan {

class Writer {
 public:
    // Starts the writer's thread; nobody else may use `engine` until the Writer is gone.
    explicit Writer(Engine& engine);
    ~Writer();  // finishes what is queued
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    // Blocks until the group commit that holds the command is durable (or refused). From any
    // thread. With limits::queue_commands_max waiting: refused at once, code "limit_exceeded".
    [[nodiscard]] Outcome submit(const Request& request);

 private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan
