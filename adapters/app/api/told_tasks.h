// Tasks that are asked for again and again. What is told of one is made anew when its row, the
// rules or the verdict of the clock are no longer those it was made of; a reading costs one row.
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

    [[nodiscard]] Result<Told> kept(const std::string& code, const View& view);
    void keep(const Told& told);

    const Store& store_;
    std::mutex guard_;
    std::map<StreamId, Told, std::less<>> told_;  // at most limits::told_tasks_max
};

}  // namespace dunghan::app::api
