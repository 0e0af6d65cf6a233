// Live and rebuilt views are equal at every event count, over histories with every type of event.
#include "tests/support/history.h"

#include <gtest/gtest.h>
#include <map>
#include <rapidcheck.h>

#include "engine/audit/verify.h"

#include "tests/support/views_digest.h"

namespace dunghan {
namespace {

using testing::History;
using testing::views_digest;

// Digest of the live views, by the position they stood at.
using Live = std::map<std::uint64_t, std::string>;

// Folds the log from position 1 in pieces of `piece` events, each by a new process that finds only
// what the one before has stored; calls `visit` with the position and the store after each piece.
template <class Visit>
void fold_in_pieces(const Store& log, std::uint64_t piece, const Visit& visit) {
    MemoryStore views;
    auto projector = std::make_unique<Projector>(views);
    RC_ASSERT(projector->load().has_value());
    RC_ASSERT(log.read(
                     {1},
                     [&](const Record& record) {
                         const Envelope& envelope = record.envelope;
                         const auto event =
                             decode_payload(envelope.type, envelope.schema, record.payload);
                         RC_ASSERT(event.has_value());
                         RC_ASSERT(projector->apply(envelope, *event).has_value());
                         if (envelope.position.value % piece == 0 ||
                             envelope.position == log.head()) {
                             RC_ASSERT(views.append({{}, {}, projector->drain()}).has_value());
                             visit(envelope.position.value, views);
                             projector = std::make_unique<Projector>(views);
                             RC_ASSERT(projector->load().has_value());
                         }
                         return true;
                     }
    ).has_value());
}

// A rebuild from position 1 that stops after `count` events: one fold, written once.
std::string rebuilt_digest(const Store& log, std::uint64_t count) {
    MemoryStore prefix;
    Batch batch;
    RC_ASSERT(log.read(
                     {1},
                     [&](const Record& record) {
                         batch.records.push_back(record);
                         return batch.records.size() < count;
                     }
    ).has_value());
    RC_ASSERT(prefix.append(batch).has_value());
    MemoryStore scratch;
    RC_ASSERT(audit::verify_views(prefix, scratch, [](Position) {}, {.held_max = 0}).has_value());
    return views_digest(scratch);
}

Live live(MemoryStore& store, std::uint64_t seed, int steps, std::size_t tasks) {
    Live digests;
    History history(store, seed, {.tasks = tasks});
    for (int step = 0; step < steps; ++step) {
        history.step();
        digests[store.head().value] = views_digest(store);
    }
    return digests;
}

std::uint64_t any_seed() {
    return *rc::gen::resize(1000, rc::gen::arbitrary<std::uint64_t>());
}

// Of the whole range from the first try on.
int any_count(int least, int most) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, most + 1));
}

TEST(Histories, RebuiltViewsEqualLiveOnesAtEveryEventCount) {
    EXPECT_TRUE(rc::check("live = rebuilt, at each step and each event", [] {
        MemoryStore store;
        const Live digests = live(store, any_seed(), any_count(1, 50), 3);
        fold_in_pieces(store, 1, [&](std::uint64_t count, const Store& views) {
            const std::string folded = views_digest(views);
            RC_ASSERT(folded == rebuilt_digest(store, count));
            if (const auto at = digests.find(count); at != digests.end()) {
                RC_ASSERT(folded == at->second);
            }
        });
    }));
}

TEST(Histories, RebuiltViewsEqualLiveOnesAlongLongOnes) {
    EXPECT_TRUE(rc::check("live = rebuilt, in pieces of any size", [] {
        MemoryStore store;
        const Live digests = live(store, any_seed(), any_count(60, 200), 8);
        const auto piece = static_cast<std::uint64_t>(any_count(2, 200));
        fold_in_pieces(store, piece, [&](std::uint64_t count, const Store& views) {
            if (const auto at = digests.find(count); at != digests.end()) {
                RC_ASSERT(views_digest(views) == at->second);
            }
        });
        RC_ASSERT(rebuilt_digest(store, store.head().value) == digests.rbegin()->second);
    }));
}

// From one seed, so that a rare event cannot be missing by bad luck.
TEST(Histories, HoldEveryTypeOfEvent) {
    MemoryStore store;
    History history(store, 1, {.tasks = 8});
    std::vector<std::string> missing{"all"};
    for (int round = 0; round < 20 && !missing.empty(); ++round) {
        for (int step = 0; step < 100; ++step) {
            history.step();
        }
        missing = testing::types_missing(testing::types_in(store));
    }
    EXPECT_EQ(missing, std::vector<std::string>{}) << "never generated";
}

}  // namespace
}  // namespace dunghan
