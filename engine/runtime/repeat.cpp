// A command id that is known: the same wish once more, or another one under an id that is used.
//
// What tells them apart is in the log: who recorded what, of which stream and when. So ids of the
// oldest logs are guarded as well, and only who repeats pays for it.
#include <algorithm>

#include "engine/runtime/engine.h"
#include "engine/runtime/group.h"

namespace dunghan {
namespace {

// The event that a wish is recorded as, when it changes anything.
template <class Wish>
auto content_of(const Wish& wish) {
    return wish.content;
}

task::Event content_of(const task::Describe& wish) {
    return task::Described{wish.description};
}

task::Event content_of(const task::AddEvidence& wish) {
    return task::EvidenceAdded{wish.evidence};
}

// Which attempt it is, decide() says.
reminder::Event content_of(const reminder::ClaimDelivery& wish) {
    return reminder::DeliveryClaimed{0, wish.transport};
}

template <class Inner, class Wishes>
Inner content_of_one(const Wishes& wishes) {
    return std::visit([](const auto& wish) { return Inner(content_of(wish)); }, wishes);
}

Event content_of(const task::Command& wish) {
    return content_of_one<task::Event>(wish);
}

Event content_of(const reminder::Command& wish) {
    return content_of_one<reminder::Event>(wish);
}

Event content_of(const person::Command& wish) {
    return content_of_one<person::Event>(wish);
}

Event without_attempt(Event event) {
    if (auto* const of_digest = std::get_if<reminder::Event>(&event)) {
        if (auto* const claimed = std::get_if<reminder::DeliveryClaimed>(of_digest)) {
            claimed->attempt = 0;
        }
    }
    return event;
}

// A wish that named no time happened when it was recorded.
bool same_circumstances(const Request& request, const Envelope& recorded) {
    return request.stream == recorded.stream && request.actor == recorded.actor &&
           request.occurred_at.value_or(recorded.recorded_at) == recorded.occurred_at;
}

Result<bool> is_record_of(const Request& request, const Record& record) {
    const Envelope& envelope = record.envelope;
    if (!same_circumstances(request, envelope)) {
        return false;
    }
    const auto wished =
        std::visit([](const auto& wish) { return Event(content_of(wish)); }, request.command);
    return decode_payload(envelope.type, envelope.schema, record.payload).map([&](Event&& event) {
        return without_attempt(std::move(event)) == wished;
    });
}

}  // namespace

// The first event of a command tells: each records one.
Result<Record> Engine::record_at(Position position, const Group& group) const {
    const auto here = std::ranges::find(group.batch.records, position, [](const Record& record) {
        return record.envelope.position;
    });
    if (here != group.batch.records.end()) {
        return *here;
    }
    std::optional<Record> found;
    const auto read = store_.read(position, [&](const Record& record) {
        found = record;
        return false;
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    return found ? Result<Record>(std::move(*found))
                 : fail(
                       ErrorCode::corruption,
                       "Expected the events of a known command from position " +
                           std::to_string(position.value) +
                           " on, but the log ends before; `dunghan audit verify` says more"
                   );
}

Outcome Engine::repeat(const Request& request, const Receipt& receipt, const Group& group) {
    const auto record = record_at(receipt.first, group);
    const auto same =
        record ? is_record_of(request, *record) : Result<bool>(tl::unexpected(record.error()));
    if (!same) {
        return give_up(same.error());
    }
    if (*same) {
        return receipt;
    }
    return tl::unexpected(Refusal{
        Refusal::Kind::rejected,
        "id_in_use",
        "Expected a command id of its own, but this one named another wish: see " +
            record->envelope.stream.value + ", position " + std::to_string(receipt.first.value) +
            "; nothing was done"});
}

}  // namespace dunghan
