// Reminders and mails, foreseen and come true, in one shape that can be compared.
#pragma once

#include <set>
#include <tuple>

#include "engine/forecast/forecast.h"

#include "adapters/memory/overlay_store.h"

#include "tests/support/world.h"

namespace dunghan::testing {

// Task, rung, occurrence, milestone, anchor, recipients, slot.
using ReminderKey = std::tuple<
    std::string,
    std::string,
    std::uint32_t,
    std::int32_t,
    Instant,
    std::vector<std::string>,
    Instant>;

struct Told {
    std::multiset<ReminderKey> reminders;
    std::multiset<std::pair<std::string, std::string>> mails;  // recipient, Message-ID
    bool operator==(const Told&) const = default;
};

inline ReminderKey key_of(
    const StreamId& task,
    const task::RungReached& rung,
    const std::vector<std::string>& recipients,
    Instant slot
) {
    return {task.value, rung.rung, rung.occurrence, rung.milestone, rung.anchor, recipients, slot};
}

inline Told told_by(const forecast::Day& day) {
    Told told;
    for (const auto& each : day.reminders) {
        told.reminders.insert(key_of(each.task, each.rung, each.recipients, each.slot));
    }
    for (const auto& mail : day.mails) {
        told.mails.emplace(mail.recipient, mail.message_id);
    }
    return told;
}

// A forecast from the world's present, day by day, all of it.
inline std::vector<forecast::Day> foresee(const World& world, int days) {
    OverlayStore overlay = OverlayStore::over(world.store).value();
    forecast::Forecast ahead(overlay, {world.clock.now(), days, Zone{}});
    EXPECT_TRUE(ahead.open());
    std::vector<forecast::Day> foreseen;
    for (auto day = ahead.next();; day = ahead.next()) {
        EXPECT_TRUE(day) << (day ? "" : day.error().detail);
        if (!day || !*day) {
            return foreseen;
        }
        foreseen.push_back(std::move(**day));
        overlay.forget();
    }
}

// What the world's log and relay got since the last call.
class Happened {
 public:
    explicit Happened(const World& world) : world_(world) {}

    Told take() {
        Told told;
        EXPECT_TRUE(world_.store.read({seen_.value + 1}, [&](const Record& record) {
            seen_ = record.envelope.position;
            if (record.envelope.type == EventType::reminder_issued) {
                const auto event =
                    decode_payload(record.envelope.type, record.envelope.schema, record.payload)
                        .value();
                const auto& issued = std::get<task::ReminderIssued>(std::get<task::Event>(event));
                for (const auto& rung : issued.reached) {
                    if (!rung.recipients.empty()) {
                        told.reminders.insert(
                            key_of(record.envelope.stream, rung, rung.recipients, issued.slot)
                        );
                    }
                }
            }
            return true;
        }));
        for (; mails_ < world_.sender.sent.size(); ++mails_) {
            const auto& mail = world_.sender.sent[mails_];
            told.mails.emplace(mail.recipient, mail.message_id);
        }
        return told;
    }

 private:
    const World& world_;
    Position seen_;
    std::size_t mails_ = 0;
};

// The law of a day: on the evening before, `foreseen` (of two days) was looked ahead; at `next`, at
// any instant of the next day's slot, that is what comes. Returns what came.
inline Told expect_as_foreseen(
    const std::vector<forecast::Day>& foreseen, World& world, Happened& happened, Instant next
) {
    world.run_at(to_rfc3339(next));
    Told told = happened.take();
    EXPECT_EQ(foreseen.size(), 2U);
    EXPECT_EQ(told_by(foreseen.at(1)), told) << to_rfc3339(next);
    EXPECT_EQ(told_by(foreseen.at(0)), Told{}) << "the slot of the day before was over";
    return told;
}

}  // namespace dunghan::testing
