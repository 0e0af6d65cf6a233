// A page of tasks: filtered, sorted, and where the next one begins. In one pass that keeps no more
// than the page.
#pragma once

#include <map>

#include "adapters/app/api/task_at.h"

namespace dunghan::app::api {

inline constexpr std::uint64_t page_max = 500;
inline constexpr std::uint64_t page_usual = 50;

extern const std::vector<std::string> task_sorts;  // the first is the usual one
[[nodiscard]] const std::vector<std::string>& task_kinds();
[[nodiscard]] const std::vector<std::string>& task_verdicts();

// Where a task stands in the order asked for.
struct Place {
    std::int64_t number = 0;  // what is sorted by; 0 where that is the stream
    std::string stream;
    auto operator<=>(const Place&) const = default;
};

struct TaskQuestion {
    std::string kind;     // empty: any
    std::string verdict;  // likewise
    std::string agency;   // id of a holder, or of who it waits on
    std::string sort;
    std::uint64_t limit = page_usual;
    std::optional<Place> after;  // where the page before ended; nothing: this is the first
};

struct TaskPage {
    std::map<Place, task::State> tasks;
    std::optional<Place> next;  // the last of the page, when more follow
};

[[nodiscard]] std::string cursor_of(const Place& place);

[[nodiscard]] Read<TaskQuestion> task_question(const http::Request& request);

// Errors: those of the store.
[[nodiscard]] Result<TaskPage> task_page(
    const Store& store, const View& view, const Visitor& visitor, const TaskQuestion& question
);

}  // namespace dunghan::app::api
