// Facts of a document -> events: in bounded groups, all of a task's wishes in one group.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "engine/intake/facts.h"
#include "engine/runtime/engine.h"

namespace dunghan {

struct ImportOptions {
    Instant effective;  // from when on what the document says counts
    std::string file;   // name, for the actor and for cells set aside
    // Hears how many facts are dealt with, now and then.
    std::function<void(std::size_t done, std::size_t all)> progress = [](auto, auto) {};
};

struct ImportReport {
    std::uint64_t events = 0;
    std::uint64_t tasks_changed = 0;
    std::vector<Refusal> refused;  // wishes the domain would not grant, each naming its task
};

// Importing the same facts twice adds nothing; changed facts add their differences. An interrupted
// import is finished by importing again. Error: the store's, or in_the_future when `effective` is.
[[nodiscard]] Result<ImportReport> import_facts(
    Engine& engine, const intake::Facts& facts, const ImportOptions& options
);

}  // namespace dunghan
