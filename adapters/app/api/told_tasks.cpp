#include "adapters/app/api/told_tasks.h"

#include "engine/base/limits.h"
#include "engine/task/stream.h"

#include "adapters/app/api/answers.h"
#include "adapters/app/task_json.h"

namespace dunghan::app::api {
namespace {

// Nothing that its JSON says would come out otherwise, as long as its row is the same.
bool still_so(const ToldTask& told, const View& view) {
    return told.rules == view.rules && is_settled(told.at.state, view.query) &&
           told.judgement == judge(told.at.state, view);
}

std::shared_ptr<const ToldTask> tell(TaskAt at, const View& view) {
    ToldTask told;
    told.judgement = judge(at.state, view);
    told.rules = view.rules;
    told.json = json_text(task_json(at.stream, at.state, told.judgement, view.rules->directory));
    told.at = std::move(at);
    return std::make_shared<const ToldTask>(std::move(told));
}

}  // namespace

// Null: nothing is kept of it that is sure to hold at that head.
ToldTasks::Told ToldTasks::kept_at(const std::string& code, const View& view, Position head) {
    const std::lock_guard lock(guard_);
    const auto found = told_.find(code);
    const bool good =
        found != told_.end() && found->second.head == head && still_so(*found->second.told, view);
    return good ? found->second.told : nullptr;
}

// Null: nothing is kept of it, or no longer so.
Result<ToldTasks::Told> ToldTasks::kept(const std::string& code, const View& view, Position head) {
    if (auto told = kept_at(code, view, head)) {
        return told;
    }
    for (const task::Kind kind : task::kinds) {
        const StreamId stream = task::stream_of(kind, code);
        const auto row = store_.get(dunghan::View::task, stream.value);
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (*row) {
            const std::lock_guard lock(guard_);
            const auto found = told_.find(code);
            const bool good = found != told_.end() && found->second.told->at.stream == stream &&
                              found->second.told->at.row == **row &&
                              still_so(*found->second.told, view);
            if (good) {
                found->second.head = std::max(found->second.head, head);
            }
            return good ? found->second.told : nullptr;
        }
    }
    return nullptr;
}

void ToldTasks::keep(const std::string& code, const Told& told, Position head) {
    const std::lock_guard lock(guard_);
    if (told_.size() >= limits::told_tasks_max) {
        told_.clear();  // who asks for that many has them told anew now and then
    }
    told_[code] = {told, head};
}

Result<std::shared_ptr<const ToldTask>> ToldTasks::find(const std::string& code, const View& view) {
    // Before any row is looked at: a row is never older than the head that was known then.
    const Position head = store_.head();
    auto known = kept(code, view, head);
    if (!known || *known) {
        return known;
    }
    return task_at(store_, code, view).map([&](TaskAt at) {
        auto told = tell(std::move(at), view);
        if (!told->at.row.empty()) {
            keep(code, told, head);
        }
        return told;
    });
}

}  // namespace dunghan::app::api
