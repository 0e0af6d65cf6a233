// Tasks that are asked for again and again. What is told of one is made anew when its row, the
// rules or the verdict of the clock are no longer those it was made of. While the log does not move
// a reading costs nothing of the store, else one row.
#pragma once

#include <map>

#include "adapters/app/api/task_at.h"

namespace dunghan::app::api {

struct ToldTask {
    TaskAt at;
    task::Judgement judgement;
    std::shared_ptr<const Rules> rules;
    std::string json;  // task_json() of it, as text
};

// From any thread.
class ToldTasks {
 public:
    explicit ToldTasks(const Store& store) : store_(store) {}  // must outlive it

    // Errors: of task_at().
    [[nodiscard]] Result<std::shared_ptr<const ToldTask>> find(
        const std::string& code, const View& view
    );

 private:
    using Told = std::shared_ptr<const ToldTask>;

    struct Kept {
        Told told;
        Position head;  // of the log: its row was looked at no earlier
    };

    [[nodiscard]] Result<Told> kept(const std::string& code, const View& view, Position head);
    [[nodiscard]] Told kept_at(const std::string& code, const View& view, Position head);
    void keep(const std::string& code, const Told& told, Position head);

    const Store& store_;
    std::mutex guard_;
    std::map<std::string, Kept> told_;  // by code; at most limits::told_tasks_max
};

}  // namespace dunghan::app::api
