#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "adapters/certificate/json.h"

#include "tests/support/any_calendar.h"
#include "tests/support/chance.h"
#include "tests/support/sample_certificate.h"

namespace dunghan {
namespace {

using testing::appraisal;
using testing::Chance;
using testing::sample_certificate;
using Json = nlohmann::ordered_json;

TEST(Certificate, HoldsWhatTheTermTouchesAndNothingElse) {
    const Certificate certificate = sample_certificate();
    EXPECT_EQ(certificate.calendar.label, "vn/1+khanh-hoa/2");
    ASSERT_EQ(certificate.calendar.days.size(), 1U);
    EXPECT_EQ(
        certificate.calendar.days.front(),
        (CertifiedDay{{"2026-11-24", DayKind::worked, "Trực", "CV 1/UBND"}, "khanh-hoa/2"})
    );
    ASSERT_EQ(certificate.calendar.years.size(), 1U);
    EXPECT_EQ(to_rfc3339(certificate.computed.due_before), "2026-11-26T17:00:00.000Z");
    EXPECT_EQ(to_rfc3339(certificate.due_before), "2026-12-04T17:00:00.000Z");
    EXPECT_EQ(faults_of(certificate), std::vector<std::string>{});
}

TEST(Certificate, IsReadAsItWasWritten) {
    const Certificate certificate = sample_certificate();
    const auto read = read_certificate(to_json(certificate));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(*read, certificate);
}

TEST(Certificate, OfAPrintedTermAndOfHoursHolds) {
    TermRule printed = appraisal(0, BudgetUnit::days);
    printed.printed = "Tháng 10/2026";
    EXPECT_EQ(faults_of(sample_certificate(printed)), std::vector<std::string>{});
    const Certificate hours = sample_certificate(appraisal(30, BudgetUnit::working_hours));
    EXPECT_EQ(faults_of(hours), std::vector<std::string>{});
}

struct Lie {
    std::string what;
    std::function<void(Certificate&)> tell;
    std::string fault;
};

TEST(Certificate, SaysWhatDiffersFromItsOwnFacts) {
    for (const Lie& lie : std::vector<Lie>{
             {"another end",
              [](auto& c) { c.computed.due_before.ms += ms_per_day; },
              "Expected the computed end to be 2026-11-26T17:00:00.000Z, but it says "
              "2026-11-27T17:00:00.000Z"},
             {"an end that no extension granted",
              [](auto& c) { c.extensions.clear(); },
              "Expected the end in force to be 2026-11-26T17:00:00.000Z, but it says "
              "2026-12-04T17:00:00.000Z"},
             {"surer than it is",
              [](auto& c) { c.calendar.years.front().provisional = true; },
              "Expected line 1 to be 2026-11-20 first_day 0, a weekday, provisional, but it says "
              "2026-11-20 first_day 0, a weekday"},
             {"a holiday that was dropped",
              [](auto& c) { c.calendar.days.front().says.kind = DayKind::holiday; },
              "Expected line 5 to be 2026-11-24 not_worked 1, a holiday (Trực, CV 1/UBND), but it "
              "says 2026-11-24 counted 2, a worked (Trực, CV 1/UBND)"},
             {"a pause nobody counts",
              [](auto& c) { c.pauses.clear(); },
              "Expected line 6 to be 2026-11-25 counted 3, a weekday, but it says 2026-11-25 "
              "paused "
              "2, a weekday"},
             {"another anchor",
              [](auto& c) { c.anchor.ms -= ms_per_day; },
              "Expected line 1 to be 2026-11-19 first_day 0, a weekday, but it says 2026-11-20 "
              "first_day 0, a weekday"},
             {"another zone",
              [](auto& c) { c.zone.offset_minutes = 0; },
              "Expected the computed end to be 2026-11-27T00:00:00.000Z, but it says "
              "2026-11-26T17:00:00.000Z"},
             {"a line less",
              [](auto& c) { c.lines.pop_back(); },
              "Expected line 7 to be 2026-11-26 counted 3, a weekday, but it says nothing"},
             {"a line more",
              [](auto& c) { c.lines.push_back(c.lines.back()); },
              "Expected line 8 to be absent: the term has ended, but it says 2026-11-26 counted 3, "
              "a "
              "weekday"},
             {"a day the term does not touch",
              [](auto& c) {
                  c.calendar.days.push_back(
                      {{"2026-12-24", DayKind::holiday, "x", "y"}, "khanh-hoa/2"}
                  );
              },
              "Expected the calendar to hold the days and years the term touches, but it holds "
              "others"},
             {"a day of no layer",
              [](auto& c) { c.calendar.days.front().layer = "vn/9"; },
              "Expected each day to be of a layer of 'vn/1+khanh-hoa/2', but one is not"},
             {"a calendar without a name",
              [](auto& c) { c.calendar.label = ""; },
              "Expected each day to be of a layer of '', but one is not"},
             {"a version that is no number",
              [](auto& c) {
                  c.calendar.label = "vn/x";
                  c.calendar.days.clear();
              },
              "Expected calendar 'vn' to have an id, a version from 1 and another calendar above "
              "it"},
             {"a pause that ends before it begins",
              [](auto& c) { std::swap(c.pauses.front().from, c.pauses.front().until); },
              "Expected each pause to be over after it began, but it says 2026-11-26T01:00:00.000Z "
              "to 2026-11-25T01:00:00.000Z"},
             {"a budget out of range",
              [](auto& c) { c.rule.budget.amount = 0; },
              "Expected term 'appraise' to take 1 to 10000, but got 0"}}) {
        Certificate certificate = sample_certificate();
        lie.tell(certificate);
        const auto faults = faults_of(certificate);
        ASSERT_FALSE(faults.empty()) << lie.what;
        EXPECT_EQ(faults.front(), lie.fault) << lie.what;
    }
}

// Every value in it says something that is held against the rest, or is read by nobody's sums.
TEST(Certificate, WithOneValueExchangedIsRefusedOrDiffersWhereItMatters) {
    const Json whole = Json::parse(to_json(sample_certificate()));
    const Json flat = whole.flatten();
    std::vector<std::string> free;
    for (const auto& [pointer, value] : flat.items()) {
        Json changed = whole;
        Json& place = changed[Json::json_pointer(pointer)];
        if (value.is_string()) {
            place = value.get<std::string>() + "x";
        } else if (value.is_boolean()) {
            place = !value.get<bool>();
        } else {
            place = value.get<std::int64_t>() + 1;
        }
        const auto read = read_certificate(changed.dump());
        if (read && faults_of(*read).empty()) {
            free.push_back(pointer);
        }
    }
    // Names and sources: what they say, only the log can contradict. Roll and hours play no part
    // in a term of working days.
    EXPECT_EQ(
        free,
        (std::vector<std::string>{
            "/subject",
            "/rule/id",
            "/rule/label",
            "/rule/basis",
            "/extensions/0/basis",
            "/zone/name",
            "/zone/tzdata",
            "/calendar/hours/0/from_minute",
            "/calendar/hours/0/until_minute",
            "/calendar/hours/1/from_minute",
            "/calendar/hours/1/until_minute",
            "/calendar/years/0/notice"})
    );
}

std::string problem(const std::string& text) {
    const auto read = read_certificate(text);
    return read ? "" : read.error().detail;
}

std::string problem_with(const std::string& pointer, const Json& value) {
    Json json = Json::parse(to_json(sample_certificate()));
    json[Json::json_pointer(pointer)] = value;
    return problem(json.dump());
}

TEST(Certificate, IsReadStrictly) {
    EXPECT_EQ(
        problem_with("/calendar/days/0/extra", 1),
        "Expected calendar.days[0] to be without members that are not part of a certificate, but "
        "it "
        "is not"
    );
    EXPECT_EQ(
        problem_with("/rule/unit", "moons"), "Expected rule.unit to be a known word, but it is not"
    );
    EXPECT_EQ(
        problem_with("/rule/amount", 1e300),
        "Expected rule.amount to be a whole number from 0 to 10000, but it is not"
    );
    EXPECT_EQ(
        problem_with("/rule/amount", 18'446'744'073'709'551'615U),
        "Expected rule.amount to be a whole number from 0 to 10000, but it is not"
    );
    EXPECT_EQ(
        problem_with("/anchor", "2026-11-20"),
        "Expected anchor to be an instant like 2026-11-26T17:00:00.000Z, but it is not"
    );
    EXPECT_EQ(
        problem_with("/format", "dunghan certificate 2"),
        "Expected format to be 'dunghan certificate 1', but it is not"
    );
    EXPECT_EQ(problem_with("/zone", Json()), "Expected zone to be an object, but it is not");
    EXPECT_EQ(problem("{}"), "Expected format to be there, but it is not");
    EXPECT_EQ(problem("[]"), "Expected the certificate to be an object, but it is not");
    EXPECT_NE(problem("{\"a\":1,\"a\":2}").find("'a' stands twice"), std::string::npos);
    EXPECT_NE(problem(std::string(100'000, '[')).find("deeper than 8"), std::string::npos);
    EXPECT_NE(problem("{\"a\":").find("parse error"), std::string::npos);
    EXPECT_EQ(
        read_certificate(std::string(certificate_octets_max + 1, ' ')).error().code,
        ErrorCode::limit_exceeded
    );
}

RC_GTEST_PROP(Certificate, OfAnyTermIsReadBackAndHolds, ()) {
    const Calendar calendar = testing::any_calendar();
    Chance chance(*rc::gen::arbitrary<std::uint64_t>());
    // Few: a calendar may work a minute a week, and then an hour takes a year of lines.
    TermRule rule = appraisal(1 + static_cast<std::int32_t>(chance.below(5)));
    rule.budget.unit = static_cast<BudgetUnit>(1 + chance.below(5));
    rule.roll = chance.below(2) == 0 ? Roll::none : Roll::next_working_day;
    const Zone zone;
    const auto offset = static_cast<std::int64_t>(chance.below(900 * ms_per_day));
    const Instant anchor = plus_ms(start_of(testing::day_of("2024-06-01"), zone), offset);
    const Instant from = plus_ms(anchor, static_cast<std::int64_t>(chance.below(9 * ms_per_day)));
    const Instant until = plus_ms(from, static_cast<std::int64_t>(chance.below(9 * ms_per_day)));
    const Certificate certificate =
        certificate_of("x", rule, anchor, {{from, until}}, {}, calendar, zone).value();
    const auto read = read_certificate(to_json(certificate));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == certificate);
    RC_ASSERT(faults_of(*read).empty());
}

}  // namespace
}  // namespace dunghan
