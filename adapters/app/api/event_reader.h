// The log from one position on, as one visitor may see it: for pages, for live events and for the
// export.
#pragma once

#include "engine/projection/history.h"

#include "adapters/app/api/context.h"

namespace dunghan::app::api {

struct EventQuestion {
    Position after;
    std::string type;    // "task_assigned"; empty: any
    std::string stream;  // "task/2.8"; likewise
    TimeQuery times{end_of_time, end_of_time};
};

class EventReader {
 public:
    // The context must outlive it.
    EventReader(Context& context, Visitor visitor, EventQuestion question);

    // Visits what there is to see, in order, until `visit` says with its answer that this was
    // enough, or a thousand records were looked at; goes on behind that at the next call. Errors:
    // those of the store; what could not be judged is not passed over.
    using Visit = std::function<bool(const Record&)>;
    [[nodiscard]] Result<void> read(const Visit& visit);

    // Up to here everything was looked at.
    [[nodiscard]] Position position() const { return question_.after; }

    // All that was recorded when last asked has been looked at.
    [[nodiscard]] bool at_head() const { return at_head_; }

    // The token may have been revoked, or have expired, since.
    [[nodiscard]] bool is_still_welcome() const;

 private:
    [[nodiscard]] bool is_wanted(const Envelope& envelope) const;
    [[nodiscard]] Result<bool> may_see_task(const StreamId& stream, const Rules& rules) const;

    Context& context_;
    const Visitor visitor_;
    const bool sees_all_;
    EventQuestion question_;
    bool at_head_ = false;
};

}  // namespace dunghan::app::api
