// Handing the gathered changes over, and starting from what the views hold.
#include "engine/base/limits.h"
#include "engine/codec/event_list.h"
#include "engine/projection/document.h"
#include "engine/projection/inside.h"
#include "engine/projection/projector.h"

namespace dunghan {
namespace {

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
    drain_series(changes);
    for (const std::string& name : dirty_persons_) {
        changes.push_back({View::person, name, encode_row(persons_.at(name))});
    }
    dirty_persons_.clear();
    for (const std::string& name : dirty_endpoints_) {
        changes.push_back({View::endpoint, name, encode_row(endpoints_.at(name))});
    }
    dirty_endpoints_.clear();
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
    auto directory = document_at<DirectoryPublished>(base_, "directory");
    if (!directory) {
        return tl::unexpected(directory.error());
    }
    if (*directory) {
        directory_ = Directory(std::move(**directory));
    }
    for (const auto load :
         {&Projector::load_calendars,
          &Projector::load_policies,
          &Projector::load_definitions,
          &Projector::load_series,
          &Projector::load_persons,
          &Projector::load_endpoints}) {
        if (const auto loaded = (this->*load)(); !loaded) {
            return loaded;
        }
    }
    return {};
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
