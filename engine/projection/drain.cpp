// Handing the gathered changes over, and starting from what the views hold.
#include "engine/base/limits.h"
#include "engine/codec/event_list.h"
#include "engine/projection/projector.h"

namespace dunghan {
namespace {

// Moves a row of a timed view from one key to another; equal keys need nothing.
void move_key(
    std::vector<ViewChange>& changes,
    View view,
    const StreamId& stream,
    std::optional<Instant> from,
    std::optional<Instant> to
) {
    if (from == to) {
        return;
    }
    if (from) {
        changes.push_back({view, timed_key(*from, stream), std::nullopt});
    }
    if (to) {
        changes.push_back({view, timed_key(*to, stream), ""});
    }
}

std::optional<Instant> due_of(const reminder::State& state) {
    switch (state.delivery) {
        case reminder::Delivery::owed:
        case reminder::Delivery::claimed: return state.next_attempt;
        case reminder::Delivery::sent:
        case reminder::Delivery::dead:
        case reminder::Delivery::dropped: return std::nullopt;
    }
    return std::nullopt;
}

// A document of View::notice. Its row does not say its schema: it is that of the release that wrote
// the row last.
template <class T>
Result<std::optional<T>> document(const Store& base, std::string_view key, EventType type) {
    const auto row = base.get(View::notice, key);
    if (!row || !*row) {
        return row ? Result<std::optional<T>>(std::nullopt) : tl::unexpected(row.error());
    }
    const std::uint16_t newest = schema_of(type);
    Result<Event> event = decode_payload(type, newest, **row);
    for (auto schema = newest; !event && schema > 1;) {
        if (auto older = decode_payload(type, --schema, **row)) {
            event = std::move(older);
        }
    }
    return event.map([](Event& read) { return std::optional(std::get<T>(std::move(read))); });
}

}  // namespace

void Projector::drain_tasks(std::vector<ViewChange>& changes) {
    for (const std::string& name : dirty_tasks_) {
        TaskEntry& entry = *tasks_.at(name);
        move_key(changes, View::due, {name}, entry.stored_wake, entry.row.wake);
        const auto timer = timer_of(entry.row.state);
        move_key(changes, View::timer, {name}, entry.stored_timer, timer);
        changes.push_back({View::task, name, encode_row(entry.row)});
        entry.stored_wake = entry.row.wake;
        entry.stored_timer = timer;
        entry.dirty = false;
    }
    dirty_tasks_.clear();
    if (tasks_.size() > limits::task_cache_max) {
        tasks_.clear();
    }
}

void Projector::drain_digests(std::vector<ViewChange>& changes) {
    for (auto& [name, entry] : digests_) {
        if (entry.dirty) {
            move_key(changes, View::outbox, {name}, entry.stored_due, due_of(entry.state));
            changes.push_back({View::digest, name, encode_row(entry.state)});
        }
    }
    digests_.clear();
}

std::vector<ViewChange> Projector::drain() {
    std::vector<ViewChange> changes;
    drain_tasks(changes);
    drain_digests(changes);
    for (const std::string& name : dirty_persons_) {
        changes.push_back({View::person, name, encode_row(persons_.at(name))});
    }
    dirty_persons_.clear();
    for (const auto& [key, row] : pending_) {
        changes.push_back({View::pending, key, row ? std::optional(encode_row(*row)) : std::nullopt}
        );
    }
    pending_.clear();
    for (auto& [key, value] : notices_) {
        changes.push_back({View::notice, key, std::move(value)});
    }
    notices_.clear();
    return changes;
}

Result<void> Projector::load() {
    const auto policy = document<PolicyPublished>(base_, "policy", EventType::policy_published);
    auto directory =
        document<DirectoryPublished>(base_, "directory", EventType::directory_published);
    if (!policy || !directory) {
        return tl::unexpected(policy ? directory.error() : policy.error());
    }
    if (*policy) {
        policy_ = **policy;
        ++policy_number_;
    }
    if (*directory) {
        directory_ = Directory(std::move(**directory));
    }
    return load_calendars().and_then([this] { return load_definitions(); }).and_then([this] {
        return load_persons();
    });
}

Result<void> Projector::load_calendars() {
    std::optional<Error> broken;
    const std::string from = calendar_stream("");
    const auto scanned = base_.scan(View::notice, from, {}, [&](auto key, auto row) {
        if (!key.starts_with(from)) {
            return false;
        }
        auto event = decode_payload(
            EventType::calendar_published, EventSchema<CalendarPublished>::newest, row
        );
        if (!event) {
            broken = event.error();
            return false;
        }
        calendars_.put(std::get<CalendarPublished>(std::move(*event)));
        return true;
    });
    return broken ? tl::unexpected(*broken) : scanned;
}

}  // namespace dunghan
