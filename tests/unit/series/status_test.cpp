#include "engine/series/status.h"

#include <gtest/gtest.h>

namespace dunghan::series {
namespace {

Instant at(const std::string& text) {
    return parse_instant(text, Zone{}).value();
}

const Instant due = at("2026-11-18");

Filing filing(const std::string& code, std::optional<Instant> filed_at = std::nullopt) {
    return {.code = code, .member = code, .due_before = due, .filed_at = filed_at};
}

TEST(FilingVerdict, TurnsAtTheDueInstantAndCountsWhenItWasHandedIn) {
    const Instant last = plus_ms(due, -1);
    EXPECT_EQ(verdict_of(filing("a"), last), FilingVerdict::awaited);
    EXPECT_EQ(verdict_of(filing("a"), due), FilingVerdict::missing);
    EXPECT_EQ(verdict_of(filing("a", last), due), FilingVerdict::on_time);
    EXPECT_EQ(verdict_of(filing("a", due), due), FilingVerdict::late);
    Filing cancelled = filing("a", due);
    cancelled.cancelled = true;
    EXPECT_EQ(verdict_of(cancelled, due), FilingVerdict::cancelled);
    Filing without_term = filing("a");
    without_term.due_before.reset();
    EXPECT_EQ(verdict_of(without_term, due), FilingVerdict::awaited);
}

TEST(SeriesStatus, CountsAndListsInTheOrderOfTheCodes) {
    std::vector<Filing> filings{
        filing("bc-10"),
        filing("bc-9"),
        filing("bc-2", at("2026-11-20")),
        filing("bc-1", at("2026-11-16"))};
    filings.push_back(filing("bc-3"));
    filings.back().cancelled = true;
    const Status status = series_status(filings, at("2026-11-21"));
    EXPECT_EQ(status.filed(), 2U);
    EXPECT_EQ(status.all(), 4U);
    ASSERT_EQ(status.missing.size(), 2U);
    EXPECT_EQ(status.missing[0].code, "bc-9");
    EXPECT_EQ(status.missing[1].code, "bc-10");
    EXPECT_EQ(status.on_time.at(0).code, "bc-1");
    EXPECT_EQ(status.late.at(0).code, "bc-2");
    EXPECT_EQ(status.cancelled.size(), 1U);
    EXPECT_TRUE(status.awaited.empty());
}

}  // namespace
}  // namespace dunghan::series
