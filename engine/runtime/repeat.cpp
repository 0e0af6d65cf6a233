// A command id that is known: the same wish once more, or another one under an id that is used.
//
// What tells them apart is in the log: who recorded what, of which stream and when. So ids of the
// oldest logs are guarded as well, and only who repeats pays for it.
#include <algorithm>

#include "engine/runtime/engine.h"
#include "engine/runtime/group.h"
#include "engine/runtime/same_wish.h"

namespace dunghan {
namespace {

// The event that a wish is recorded as, when it changes anything.
template <class Wish>
auto content_of(const Wish& wish) {
    return wish.content;
}

// Which attempt it is, decide() says.
reminder::Event content_of(const reminder::ClaimDelivery& wish) {
    return reminder::DeliveryClaimed{0, wish.transport};
}

endpoint::Event content_of(const endpoint::Create& wish) {
    return endpoint::Created{wish.endpoint};
}

endpoint::Event content_of(const endpoint::Change& wish) {
    return endpoint::Changed{wish.endpoint};
}

template <class Inner, class Wishes>
Inner content_of_one(const Wishes& wishes) {
    return std::visit([](const auto& wish) { return Inner(content_of(wish)); }, wishes);
}

Event content_of(const reminder::Command& wish) {
    return content_of_one<reminder::Event>(wish);
}

Event content_of(const person::Command& wish) {
    return content_of_one<person::Event>(wish);
}

Event content_of(const endpoint::Command& wish) {
    return content_of_one<endpoint::Event>(wish);
}

// What is drawn or counted anew at every wish does not tell wishes apart.
Event without_drawn(Event event) {
    if (auto* const of_endpoint = std::get_if<endpoint::Event>(&event)) {
        if (auto* const rotated = std::get_if<endpoint::SecretRotated>(of_endpoint)) {
            rotated->secret = {};
            rotated->older_until = {};
        }
    }
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

// About something else than a task: what was wished is what was recorded.
template <class Wish>
bool asks_for(const Wish& wish, const std::vector<Event>& recorded) {
    return without_drawn(recorded.front()) == without_drawn(content_of(wish));
}

bool asks_for(const task::Command& wish, const std::vector<Event>& recorded) {
    std::vector<task::Event> of_task;
    for (const Event& event : recorded) {
        if (const auto* found = std::get_if<task::Event>(&event)) {
            of_task.push_back(*found);
        }
    }
    return !of_task.empty() && is_same_wish(wish, of_task);
}

Result<bool> is_record_of(const Request& request, const std::vector<Record>& records) {
    if (!same_circumstances(request, records.front().envelope)) {
        return false;
    }
    std::vector<Event> recorded;
    for (const Record& record : records) {
        const Envelope& envelope = record.envelope;
        auto event = decode_payload(envelope.type, envelope.schema, record.payload);
        if (!event) {
            return tl::unexpected(event.error());
        }
        recorded.push_back(std::move(*event));
    }
    return std::visit([&](const auto& wish) { return asks_for(wish, recorded); }, request.command);
}

}  // namespace

// All events of a command, which stand side by side: in the group, or in the log.
Result<std::vector<Record>> Engine::records_of(const Receipt& receipt, const Group& group) const {
    const std::uint64_t end = receipt.first.value + receipt.count;
    std::vector<Record> found;
    for (const Record& record : group.batch.records) {
        const std::uint64_t position = record.envelope.position.value;
        if (position >= receipt.first.value && position < end) {
            found.push_back(record);
        }
    }
    if (!found.empty()) {
        return found;
    }
    const auto read = store_.read(receipt.first, [&](const Record& record) {
        found.push_back(record);
        return found.size() < receipt.count;
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    return found.size() == receipt.count
               ? Result<std::vector<Record>>(std::move(found))
               : fail(
                     ErrorCode::corruption,
                     "Expected the events of a known command from position " +
                         std::to_string(receipt.first.value) +
                         " on, but the log ends before; `dunghan audit verify` says more"
                 );
}

Outcome Engine::repeat(const Request& request, const Receipt& receipt, const Group& group) {
    const auto records = records_of(receipt, group);
    const auto same =
        records ? is_record_of(request, *records) : Result<bool>(tl::unexpected(records.error()));
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
            records->front().envelope.stream.value + ", position " +
            std::to_string(receipt.first.value) + "; nothing was done"});
}

}  // namespace dunghan
