// Wishes from lines to the engine and the answers back, in groups. Format: docs/formats/commands.md
//
// The writer's queue is the pipe itself: while one group is being written, the next one gathers in
// it. So there is no thread and no second queue, and a wish finds the task that the line before it
// assigned. What is kept in memory is one group and what has been read beyond it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/app/line_reader.h"
#include "adapters/app/wish_request.h"

namespace dunghan::app {

class Pipe {
 public:
    // Reads from `input`, writes to standard output; `in_flight` wishes at most become one durable
    // group, 1 to limits::group_commands_max. Both arguments must outlive it.
    Pipe(Engine& engine, int input, std::size_t in_flight);

    // Until the input ends, the store fails or nobody takes the answers. Returns the exit code.
    [[nodiscard]] int run();

 private:
    // One line on its way: a request for the engine, or why there is none.
    struct Entry {
        std::uint64_t line = 0;
        std::string id;  // as the caller wrote it; empty: unreadable
        Result<Request> request;
    };

    Result<bool> gather();
    Entry entry_of(const LineReader::Line& line);
    std::vector<Outcome> execute();
    void answer(const std::vector<Outcome>& outcomes);
    void print(const Entry& entry, Outcome outcome);
    void note(Refusal& refusal);

    Engine& engine_;
    WishRequests wishes_;
    LineReader lines_;
    std::size_t in_flight_;
    std::vector<Entry> entries_;  // of the group under way
    int exit_;                    // what was refused so far
    std::optional<int> failed_;   // the store's or the listener's end
};

}  // namespace dunghan::app
