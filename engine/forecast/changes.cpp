#include "engine/forecast/changes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/codec/rows.h"
#include "engine/forecast/ends_ahead.h"
#include "engine/forecast/gather.h"
#include "engine/forecast/row_cursor.h"

namespace dunghan::forecast {
namespace {

Result<void> within_limit(const Changes& changes) {
    const std::size_t count =
        changes.deadlines.size() + changes.verdicts.size() + changes.reminders.size();
    if (count <= changes_max) {
        return {};
    }
    return fail(
        ErrorCode::limit_exceeded,
        "Expected a change that moves at most " + std::to_string(changes_max) +
            " deadlines, verdicts and reminders, but got more; look at fewer days"
    );
}

// The tasks of both sides, judged at one instant by the rules of each.
class CompareTasks {
 public:
    CompareTasks(const Side& before, const Side& after, Instant now, Changes& changes)
        : before_{before.store, before.forecast.engine().views()},
          after_{after.store, after.forecast.engine().views()},
          now_(now),
          changes_(changes),
          same_judge_(
              before_.policy.zone == after_.policy.zone &&
              before_.policy.due_soon_days == after_.policy.due_soon_days
          ) {}

    Result<void> run() {
        for (;;) {
            const auto left = before_.cursor.row();
            const auto right = after_.cursor.row();
            if (!left || !right) {
                return tl::unexpected(left ? right.error() : left.error());
            }
            if (!*left && !*right) {
                return {};
            }
            const bool on_left = *left && (!*right || (*left)->first <= (*right)->first);
            const bool on_right = *right && (!*left || (*right)->first <= (*left)->first);
            const auto compared =
                compare(on_left ? *left : nullptr, on_right ? *right : nullptr).and_then([&] {
                    return within_limit(changes_);
                });
            if (!compared) {
                return compared;
            }
            if (on_left) {
                before_.cursor.advance();
            }
            if (on_right) {
                after_.cursor.advance();
            }
        }
    }

 private:
    struct Reader {
        Reader(const Store& store, const Projector& projector)
            : cursor(store, View::task),
              views(projector),
              policy(projector.policy().value_or(Policy{})) {}

        RowCursor cursor;
        const Projector& views;
        Policy policy;
    };

    using Ends = std::map<std::pair<Anchor, std::int32_t>, Instant>;

    static Result<std::optional<task::State>> state_of(const RowCursor::Row* row) {
        if (!row) {
            return std::nullopt;
        }
        return decode_task_row(row->second).map([](TaskRow found) {
            return std::optional(std::move(found.state));
        });
    }

    static Ends ends_of(const std::optional<task::State>& state) {
        Ends ends;
        for (const auto& anchor :
             state ? escalation::anchors_of(*state) : std::vector<escalation::AnchorAt>{}) {
            if (anchor.kind == Anchor::due || anchor.kind == Anchor::start) {
                ends[{anchor.kind, anchor.milestone}] = anchor.at;
            }
        }
        return ends;
    }

    Result<void> compare(const RowCursor::Row* left, const RowCursor::Row* right) {
        if (left && right && left->second == right->second && same_judge_) {
            return {};
        }
        const auto before = state_of(left);
        const auto after = state_of(right);
        if (!before || !after) {
            return tl::unexpected(before ? after.error() : before.error());
        }
        const StreamId stream{(right ? right : left)->first};
        const TaskName task = *after ? name_of(stream, **after, after_.views, now_)
                                     : name_of(stream, **before, before_.views, now_);
        compare_ends(task, *before, *after);
        compare_verdicts(task, *before, *after);
        return {};
    }

    void compare_ends(
        const TaskName& task,
        const std::optional<task::State>& before,
        const std::optional<task::State>& after
    ) {
        const Ends left = ends_of(before);
        const Ends right = ends_of(after);
        std::set<Ends::key_type> both;
        for (const Ends& ends : {left, right}) {
            for (const auto& [key, at] : ends) {
                both.insert(key);
            }
        }
        const auto in = [](const Ends& ends, const Ends::key_type& key) {
            const auto found = ends.find(key);
            return found == ends.end() ? std::nullopt : std::optional(found->second);
        };
        for (const auto& key : both) {
            if (in(left, key) != in(right, key)) {
                const task::State& shown = after ? *after : *before;
                changes_.deadlines.push_back(
                    {task,
                     key.first,
                     key.second,
                     label_of(shown, key.second),
                     in(left, key),
                     in(right, key)}
                );
            }
        }
    }

    void compare_verdicts(
        const TaskName& task,
        const std::optional<task::State>& before,
        const std::optional<task::State>& after
    ) {
        const auto left = judged(before, before_.policy);
        const auto right = judged(after, after_.policy);
        if (left.has_value() != right.has_value() || (left && left->verdict != right->verdict)) {
            changes_.verdicts.push_back({task, left, right});
        }
    }

    [[nodiscard]] std::optional<task::Judgement> judged(
        const std::optional<task::State>& state, const Policy& policy
    ) const {
        return state ? std::optional(task::judge(*state, now_, policy.zone, policy.due_soon_days))
                     : std::nullopt;
    }

    Reader before_;
    Reader after_;
    Instant now_;
    Changes& changes_;
    bool same_judge_;
};

// What makes a reminder the same one on both sides. The policy's number is no part of it: that is
// what a new policy always changes.
using Key = std::tuple<std::string, StreamId, std::int32_t, Instant, std::string, std::uint32_t>;

std::map<Key, ReminderMoved> by_recipient(const Day& day, bool goes) {
    std::map<Key, ReminderMoved> reminders;
    for (const Reminder& each : day.reminders) {
        const task::RungReached& rung = each.rung;
        for (const std::string& recipient : each.recipients) {
            const Key key{
                recipient, each.task, rung.milestone, rung.anchor, rung.rung, rung.occurrence};
            reminders[key] = {goes, recipient, each.task, each.code, rung, each.slot};
        }
    }
    return reminders;
}

void add_missing(
    const std::map<Key, ReminderMoved>& here,
    const std::map<Key, ReminderMoved>& there,
    Changes& changes
) {
    for (const auto& [key, reminder] : here) {
        const auto same = there.find(key);
        if (same == there.end() || same->second.slot != reminder.slot) {
            changes.reminders.push_back(reminder);
        }
    }
}

Result<void> compare_days(
    const Side& before, const Side& after, Changes& changes, const std::function<void(Date)>& told
) {
    for (;;) {
        const auto left = before.forecast.next();
        const auto right = after.forecast.next();
        if (!left || !right) {
            return tl::unexpected(left ? right.error() : left.error());
        }
        if (!*left || !*right) {
            return {};
        }
        const auto withdrawn = by_recipient(**left, false);
        const auto going = by_recipient(**right, true);
        add_missing(withdrawn, going, changes);
        add_missing(going, withdrawn, changes);
        if (const auto within = within_limit(changes); !within) {
            return within;
        }
        told((*left)->day);
    }
}

}  // namespace

Result<Changes> compare(
    const Side& before, const Side& after, Instant now, const std::function<void(Date)>& told
) {
    Changes changes;
    return before.forecast.settle()
        .and_then([&] { return after.forecast.settle(); })
        .and_then([&] { return CompareTasks(before, after, now, changes).run(); })
        .and_then([&] { return compare_days(before, after, changes, told); })
        .map([&] { return std::move(changes); });
}

}  // namespace dunghan::forecast
