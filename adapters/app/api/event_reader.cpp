#include "adapters/app/api/event_reader.h"

#include "engine/codec/rows.h"
#include "engine/projection/tokens.h"

#include "adapters/app/api/guard.h"
#include "adapters/app/api/task_at.h"

namespace dunghan::app::api {
namespace {

constexpr std::uint64_t looked_at_max = 1'000;  // a connection's own thread may do it

}  // namespace

EventReader::EventReader(Context& context, Visitor visitor, EventQuestion question)
    : context_(context),
      visitor_(std::move(visitor)),
      sees_all_(access::may(visitor_.caller, access::Operation::read_log, {}).has_value()),
      question_(std::move(question)) {}

Result<void> EventReader::read(const Visit& visit) {
    const auto rules = context_.views.rules();
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    const Store& store = context_.views.store();
    const Position head = store.head();  // what is behind it may not be durable yet
    at_head_ = question_.after >= head;
    if (at_head_) {
        return {};
    }
    std::uint64_t looked_at = 0;
    Result<bool> shown = true;
    const auto read = store.read({question_.after.value + 1}, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        const bool wanted = is_wanted(envelope);
        shown = wanted && !sees_all_ ? may_see_task(envelope.stream, **rules) : wanted;
        if (!shown) {
            return false;
        }
        const bool more = !*shown || visit(record);
        question_.after = envelope.position;
        at_head_ = question_.after >= head;
        return more && !at_head_ && ++looked_at < looked_at_max;
    });
    return shown ? read : tl::unexpected(shown.error());
}

bool EventReader::is_wanted(const Envelope& envelope) const {
    return is_visible(envelope, question_.times) &&
           (question_.type.empty() || name_of(envelope.type) == question_.type) &&
           (question_.stream.empty() || envelope.stream.value == question_.stream);
}

// By whose the task is now: an agency that gave a task away sees no more of it.
Result<bool> EventReader::may_see_task(const StreamId& stream, const Rules& rules) const {
    if (!code_in(stream)) {
        return false;
    }
    const auto row = context_.views.store().get(dunghan::View::task, stream.value);
    if (!row || !*row) {
        return row ? Result<bool>(false) : tl::unexpected(row.error());
    }
    const Date today = date_at(context_.views.now(), rules.policy.zone);
    return decode_task_row(**row).map([&](const TaskRow& decoded) {
        const auto target = target_of(decoded.state, rules.directory, today);
        return access::may(visitor_.caller, access::Operation::read_tasks, target).has_value();
    });
}

bool EventReader::is_still_welcome() const {
    return is_still_good(context_, visitor_);
}

}  // namespace dunghan::app::api
