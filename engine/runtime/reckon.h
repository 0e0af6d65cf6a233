// A calendar was corrected: every running term it touches gets its new end, as an event of its own.
//
// Publishing moves nothing by itself. This looks at the rows of the tasks in bounded batches,
// counts those terms again that run over a day of which the calendar says something else now,
// remembers in the log when it is through, and can be cut off anywhere: what is moved already is
// left as it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/runtime/engine.h"
#include "engine/runtime/touched.h"

namespace dunghan {

struct Reckoned {
    std::string calendars;      // whose corrections: "khanh-hoa/2+vn/4"; empty: none was owed
    std::size_t looked_at = 0;  // tasks that may have terms
    std::size_t touched = 0;    // those of them whose terms were counted again
    std::size_t moved = 0;      // those of them with a term that ends elsewhere now
    bool done = false;          // nothing is left: every published calendar is applied
};

class Reckoner {
 public:
    explicit Reckoner(Engine& engine) : engine_(engine), touched_(engine.views(), engine.store()) {}

    // One bounded batch. Errors: those of the store.
    [[nodiscard]] Result<Reckoned> step();

 private:
    // The calendars whose newest version the tasks have not seen. Empty: none.
    [[nodiscard]] Result<std::vector<CalendarPublished>> owed() const;
    [[nodiscard]] Result<void> finish(const std::vector<CalendarPublished>& calendars);
    [[nodiscard]] Result<std::vector<StreamId>> next_touched(std::size_t& looked_at);
    [[nodiscard]] Result<std::optional<Request>> request_for(
        const StreamId& task, const std::string& reason
    );

    Engine& engine_;
    Touched touched_;
    std::string cursor_;  // last key looked at
    std::string of_;      // the versions it goes over the tasks for: "vn/4"
};

}  // namespace dunghan
