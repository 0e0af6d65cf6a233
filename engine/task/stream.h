// Where a task's history lies: "task/2.8", "dossier/hs-so-du-lich", "report/bc-2022-10-…".
#pragma once

#include <array>
#include <string>

#include "engine/base/ids.h"
#include "engine/task/event.h"

namespace dunghan::task {

// A code is known under one of them; which one, the log says.
inline constexpr std::array kinds{Kind::plan_task, Kind::dossier, Kind::report};

[[nodiscard]] inline StreamId stream_of(Kind kind, const std::string& code) {
    return {std::string(to_text(kind)) + "/" + code};
}

}  // namespace dunghan::task
