// Where a task's history lies: "task/2.8", "dossier/hs-so-du-lich", "report/bc-2022-10-…".
#pragma once

#include <string>

#include "engine/base/ids.h"
#include "engine/task/event.h"

namespace dunghan::task {

[[nodiscard]] inline StreamId stream_of(Kind kind, const std::string& code) {
    return {std::string(to_text(kind)) + "/" + code};
}

}  // namespace dunghan::task
