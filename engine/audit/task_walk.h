// Every task as it stood at one instant or two, in key order: what visit_tasks and visit_changes
// are made of.
//
// Rows that hold nothing younger than the questions answer them. The others are folded: a few
// through the index of their streams, many in one pass over the log that decodes only what they
// need. At most limits::folded_tasks_max are in memory at once; more take further passes.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/audit/cause.h"
#include "engine/base/limits.h"
#include "engine/codec/event.h"
#include "engine/projection/history.h"
#include "engine/task/evolve.h"

namespace dunghan::audit {

template <std::size_t count>
using Queries = std::array<TimeQuery, count>;

// One task's states, one for each question, and with two questions the events that only one of
// them may see.
template <std::size_t count>
struct Folded {
    std::array<task::State, count> states;
    std::vector<Cause> causes;

    // False for a record that no question may see.
    static bool concerns(const Envelope& envelope, const Queries<count>& queries) {
        return std::ranges::any_of(queries, [&](const TimeQuery& query) {
            return is_visible(envelope, query);
        });
    }

    Result<void> add(const Record& record, const Queries<count>& queries) {
        const Envelope& envelope = record.envelope;
        const auto event = decode_payload(envelope.type, envelope.schema, record.payload);
        if (!event) {
            return tl::unexpected(event.error());
        }
        std::size_t seen = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (is_visible(envelope, queries[i])) {
                task::evolve(states[i], envelope, std::get<task::Event>(*event));
                ++seen;
            }
        }
        if (seen < count) {
            causes.push_back(cause_of(envelope));
        }
        return {};
    }
};

// How a walk goes, never what it tells.
struct WalkLimits {
    std::size_t folded_max = limits::folded_tasks_max;  // at least 1
    std::size_t index_cost = 16;  // a record read through the index, in records of a pass
};

template <std::size_t count>
class TaskWalk {
 public:
    // Null: not assigned by then. False stops the walk. Valid during the call only.
    using States = std::array<const task::State*, count>;
    using Visit =
        std::function<bool(const StreamId&, const States&, const std::vector<Cause>& causes)>;

    TaskWalk(
        const Store& store,
        const Queries<count>& queries,
        const Visit& visit,
        const WalkLimits& walk_limits = {}
    )
        : store_(store), queries_(queries), visit_(visit), limits_(walk_limits) {}

    Result<void> run(std::string from = {}) {
        do {
            const auto done =
                gather(from).and_then([&] { return fold(); }).and_then([&] { return tell(from); });
            if (!done) {
                return done;
            }
            from = until_;
        } while (!until_.empty() && !stopped_);
        return {};
    }

 private:
    template <class Times>
    bool is_settled(const Times& times) const {
        return std::ranges::all_of(queries_, [&](const TimeQuery& query) {
            return times.last_occurred <= query.as_of && times.last_recorded <= query.as_known;
        });
    }

    // The tasks of one part that no row answers for. `until_`: where the next part begins.
    Result<void> gather(const std::string& from) {
        unsettled_.clear();
        until_.clear();
        rows_ = 0;
        std::optional<Error> broken;
        const auto scanned = store_.scan(View::task, from, {}, [&](auto key, auto value) {
            const auto times = decode_task_times(value);
            if (!times) {
                broken = times.error();
                return false;
            }
            ++rows_;
            if (!is_settled(*times)) {
                unsettled_.try_emplace(std::string(key));
            }
            if (unsettled_.size() == limits_.folded_max) {
                until_ = std::string(key) + '\0';
            }
            return until_.empty();
        });
        return broken ? tl::unexpected(*broken) : scanned;
    }

    Result<void> fold() {
        return unsettled_.size() * limits_.index_cost < rows_ ? fold_by_index()
                                                              : fold_in_one_pass();
    }

    Result<void> fold_by_index() {
        for (auto& [name, folded] : unsettled_) {
            if (const auto done = fold_stream({name}, folded); !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> fold_stream(const StreamId& stream, Folded<count>& folded) const {
        Result<void> added;
        const auto read = store_.read_stream(stream, [&](const Record& record) {
            if (Folded<count>::concerns(record.envelope, queries_)) {
                added = folded.add(record, queries_);
            }
            return added.has_value();
        });
        return added ? read : added;
    }

    // Records stand in the order they were recorded in: what comes after both questions is unread.
    Result<void> fold_in_one_pass() {
        if (unsettled_.empty()) {
            return {};
        }
        const Instant known = std::ranges::max(queries_, {}, &TimeQuery::as_known).as_known;
        Result<void> added;
        const auto read = store_.read({1}, [&](const Record& record) {
            const Envelope& envelope = record.envelope;
            if (envelope.recorded_at > known) {
                return false;
            }
            if (Folded<count>::concerns(envelope, queries_)) {
                const auto found = unsettled_.find(envelope.stream.value);
                added = found == unsettled_.end() ? added : found->second.add(record, queries_);
            }
            return added.has_value();
        });
        return added ? read : added;
    }

    // The rows once more, now with what was folded.
    Result<void> tell(const std::string& from) {
        Result<void> told;
        const auto scanned = store_.scan(View::task, from, until_, [&](auto key, auto value) {
            const StreamId stream{std::string(key)};
            const auto folded = unsettled_.find(stream.value);
            told = folded == unsettled_.end() ? tell_row(stream, value)
                                              : tell_folded(stream, folded->second);
            return told.has_value() && !stopped_;
        });
        return told ? scanned : told;
    }

    Result<void> tell_row(const StreamId& stream, std::string_view value) {
        const auto row = decode_task_row(value);
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (!is_settled(row->state)) {  // beside a writer: it has moved since it was gathered
            Folded<count> folded;
            return fold_stream(stream, folded).and_then([&] {
                return tell_folded(stream, folded);
            });
        }
        States states;
        states.fill(row->state.exists() ? &row->state : nullptr);
        return tell(stream, states, {});
    }

    Result<void> tell_folded(const StreamId& stream, const Folded<count>& folded) {
        States states;
        std::ranges::transform(folded.states, states.begin(), [](const task::State& state) {
            return state.exists() ? &state : nullptr;
        });
        return tell(stream, states, folded.causes);
    }

    Result<void> tell(
        const StreamId& stream, const States& states, const std::vector<Cause>& causes
    ) {
        const bool any = std::ranges::any_of(states, [](const auto* state) { return state; });
        stopped_ = any && !visit_(stream, states, causes);
        return {};
    }

    const Store& store_;
    const Queries<count> queries_;
    const Visit& visit_;
    const WalkLimits limits_;
    std::unordered_map<std::string, Folded<count>> unsettled_;
    std::size_t rows_ = 0;
    std::string until_;
    bool stopped_ = false;
};

}  // namespace dunghan::audit
