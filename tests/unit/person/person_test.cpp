// A person's record: what may be written of it, and what stands after.
#include <algorithm>
#include <gtest/gtest.h>

#include "engine/person/decide.h"
#include "engine/person/evolve.h"
#include "engine/person/stream.h"

namespace dunghan::person {
namespace {

Described described(std::string sealed = "AAAA") {
    return {"cb-017", "so-du-lich", true, std::move(sealed)};
}

Envelope at(std::int64_t occurred, std::uint64_t version) {
    Envelope envelope;
    envelope.occurred_at = {occurred};
    envelope.version = {version};
    return envelope;
}

State after(std::vector<std::pair<Envelope, Event>> history) {
    State state;
    for (const auto& [envelope, event] : history) {
        evolve(state, envelope, event);
    }
    return state;
}

std::string code_of(const Decision<std::vector<Event>>& decision) {
    return decision ? "" : decision.error().code;
}

TEST(PersonId, IsAPseudonymOfPlainLettersAndDigits) {
    EXPECT_TRUE(is_id("cb-017"));
    for (const auto* bad : {"", "-a", "a-", "Nguyễn", "a b", "a@b", "A"}) {
        EXPECT_FALSE(is_id(bad)) << bad;
    }
    EXPECT_TRUE(is_id(std::string(64, 'a')));
    EXPECT_FALSE(is_id(std::string(65, 'a')));
}

TEST(PersonReference, IsToldFromAnAddress) {
    EXPECT_EQ(referred_to(reference_to("cb-017")), "cb-017");
    EXPECT_EQ(referred_to("sdl@khanhhoa.example"), std::nullopt);
}

TEST(PersonDecide, DescribesOnceWhatIsSaidTwice) {
    const State known = after({{at(1, 1), described()}});

    EXPECT_EQ(decide({}, Describe{described()})->size(), 1U);
    EXPECT_TRUE(decide(known, Describe{described()})->empty());
    EXPECT_EQ(decide(known, Describe{described("BBBB")})->size(), 1U);
}

TEST(PersonDecide, NeverTakesANameForAPseudonymNorAnythingUnsealed) {
    Described named = described();
    named.person = "Nguyễn Văn A";

    EXPECT_EQ(code_of(decide({}, Describe{named})), "bad_person");
    EXPECT_EQ(code_of(decide({}, Describe{described("")})), "bad_person");
}

TEST(PersonDecide, ErasesOnceOnAStatedBasis) {
    const State known = after({{at(1, 1), described()}});
    const State gone = after({{at(1, 1), described()}, {at(2, 2), Erased{"cb-017", "đơn", ""}}});

    EXPECT_EQ(code_of(decide({}, Erase{{"cb-017", "đơn", ""}})), "no_such_person");
    EXPECT_EQ(code_of(decide(known, Erase{{"cb-017", "", ""}})), "basis_missing");
    EXPECT_EQ(decide(known, Erase{{"cb-017", "đơn", ""}})->size(), 1U);
    EXPECT_TRUE(decide(gone, Erase{{"cb-017", "đơn", ""}})->empty());
    EXPECT_EQ(code_of(decide(gone, Describe{described()})), "erased");
}

TEST(PersonEvolve, KeepsNothingSealedOfWhoIsErased) {
    const State gone = after({{at(1, 1), described()}, {at(2, 2), Erased{"cb-017", "đơn", ""}}});

    EXPECT_TRUE(gone.erased);
    EXPECT_TRUE(gone.sealed.empty());
    EXPECT_FALSE(gone.reachable);
    EXPECT_EQ(gone.basis, "đơn");
}

TEST(PersonEvolve, FoldsToOneStateInAnyOrder) {
    std::vector<std::pair<Envelope, Event>> history{
        {at(10, 1), described("AAAA")},
        {at(5, 2), described("BBBB")},
        {at(10, 3), described("CCCC")},
        {at(11, 4), Erased{"cb-017", "đơn", ""}}};
    for (const std::size_t events : {3U, 4U}) {
        history.resize(events);
        const auto order = [](const auto& a, const auto& b) {
            return a.first.version < b.first.version;
        };
        std::ranges::sort(history, order);
        const State in_order = after(history);
        do {
            ASSERT_EQ(after(history), in_order);
        } while (std::ranges::next_permutation(history, order).found);
        history.push_back({at(11, 4), Erased{"cb-017", "đơn", ""}});
    }
    history.resize(3);
    EXPECT_EQ(after({history[0], history[1], history[2]}).sealed, "CCCC");
}

}  // namespace
}  // namespace dunghan::person
