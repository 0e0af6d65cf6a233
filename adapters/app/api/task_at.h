// One task as a request asks about it.
#pragma once

#include "engine/task/judge.h"

#include "adapters/app/api/caller.h"
#include "adapters/app/api/view.h"

namespace dunghan::app::api {

struct TaskAt {
    StreamId stream;
    task::State state;
    std::string row;  // the octets it was read from; empty: its history was folded
};

// By its code, whatever kind it is of. The row answers where it holds nothing younger than the
// question, else its history is folded. Errors: not_found, those of the store.
[[nodiscard]] Result<TaskAt> task_at(const Store& store, const std::string& code, const View& view);

[[nodiscard]] task::Judgement judge(const task::State& state, const View& view);

// Whether the visitor may read it.
[[nodiscard]] Decision<void> may_read(
    const Visitor& visitor, const task::State& state, const View& view
);

// The code in a task's stream id ("task/2.8": "2.8"); nothing: it is no task's.
[[nodiscard]] std::optional<std::string> code_in(const StreamId& stream);

}  // namespace dunghan::app::api
