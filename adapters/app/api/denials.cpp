#include "adapters/app/api/denials.h"

#include "engine/access/stream.h"

#include "adapters/app/about.h"

namespace dunghan::app::api {

bool Denials::may_note(const std::string& token, Instant now) {
    const std::lock_guard lock(guard_);
    std::erase_if(minutes_, [&](const auto& entry) {
        return now.ms - entry.second.began.ms >= ms_per_minute;
    });
    return minutes_.try_emplace(token, Minute{now, 0}).first->second.noted++ < each_minute;
}

void Denials::note(
    const Visitor& visitor,
    access::Operation operation,
    const std::string& target,
    const std::string& code
) {
    ++count_;
    if (!may_note(visitor.token, clock_.now())) {
        return;
    }
    const Request request = request_about(
        access::denial_stream(visitor.token),
        RecordDenial{{operation, target, code}},
        visitor.caller.holder
    );
    // Too busy to take it down: it was counted, and the caller was turned away all the same.
    (void)desk_.submit([request] { return request; }, [](const Outcome&) {});
}

}  // namespace dunghan::app::api
