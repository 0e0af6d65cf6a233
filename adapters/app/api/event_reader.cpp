#include "adapters/app/api/event_reader.h"

#include "engine/codec/rows.h"
#include "engine/projection/tokens.h"

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
    return store.read({question_.after.value + 1}, [&](const Record& record) {
        const bool more = !shows(record, **rules) || visit(record);
        question_.after = record.envelope.position;
        at_head_ = question_.after >= head;
        return more && !at_head_ && ++looked_at < looked_at_max;
    });
}

bool EventReader::shows(const Record& record, const Rules& rules) const {
    const Envelope& envelope = record.envelope;
    const bool wanted = (question_.type.empty() || name_of(envelope.type) == question_.type) &&
                        (question_.stream.empty() || envelope.stream.value == question_.stream);
    return wanted && (sees_all_ || may_see_task(envelope.stream, rules));
}

// By whose the task is now: an agency that gave a task away sees no more of it.
bool EventReader::may_see_task(const StreamId& stream, const Rules& rules) const {
    if (!code_in(stream)) {
        return false;
    }
    const auto row = context_.views.store().get(dunghan::View::task, stream.value);
    if (!row || !*row) {
        return false;
    }
    const auto decoded = decode_task_row(**row);
    const Date today = date_at(context_.views.now(), rules.policy.zone);
    return decoded && access::may(
                          visitor_.caller,
                          access::Operation::read_tasks,
                          target_of(decoded->state, rules.directory, today)
                      )
                          .has_value();
}

bool EventReader::is_still_welcome() const {
    const auto token = context_.tokens.find(visitor_.token);
    return token && *token && !access::has_expired(**token, context_.views.now());
}

}  // namespace dunghan::app::api
