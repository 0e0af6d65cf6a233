// What a log tells of the tasks of a year, read on from where it was left.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "tests/support/world.h"

namespace dunghan::testing {

template <class Content>
using Happenings = std::vector<std::pair<StreamId, Content>>;

struct Chronicle {
    Happenings<task::Assigned> assigned;
    Happenings<task::ReminderIssued> reminded;
    Happenings<task::TermStarted> started;
    Happenings<task::TermMoved> moved;
    Happenings<task::StateEntered> entered;
    Happenings<task::ReminderAcknowledged> acknowledged;

    // Adds what was recorded since the last call.
    void read_on(const Store& store) {
        EXPECT_TRUE(store.read({seen_.value + 1}, [&](const Record& record) {
            seen_ = record.envelope.position;
            const auto event =
                decode_payload(record.envelope.type, record.envelope.schema, record.payload);
            EXPECT_TRUE(event) << (event ? "" : event.error().detail);
            if (const auto* of_task = std::get_if<task::Event>(&*event)) {
                std::visit(
                    [&](const auto& content) { add(record.envelope.stream, content); }, *of_task
                );
            }
            return true;
        }));
    }

 private:
    void add(const StreamId& task, const task::Assigned& it) { assigned.emplace_back(task, it); }

    void add(const StreamId& task, const task::ReminderIssued& it) {
        reminded.emplace_back(task, it);
    }

    void add(const StreamId& task, const task::TermStarted& it) { started.emplace_back(task, it); }

    void add(const StreamId& task, const task::TermMoved& it) { moved.emplace_back(task, it); }

    void add(const StreamId& task, const task::StateEntered& it) { entered.emplace_back(task, it); }

    void add(const StreamId& task, const task::ReminderAcknowledged& it) {
        acknowledged.emplace_back(task, it);
    }

    template <class Other>
    void add(const StreamId& /*task*/, const Other& /*it*/) {}

    Position seen_;
};

}  // namespace dunghan::testing
