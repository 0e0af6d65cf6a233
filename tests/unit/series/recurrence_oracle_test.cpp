// Thousands of random rules, asked of an independent implementation as well: Debian's dateutil.
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

#include "engine/series/recurrence.h"

#include "tests/support/chance.h"
#include "tests/support/temp_folder.h"

namespace dunghan::series {
namespace {

using dunghan::testing::Chance;

constexpr std::size_t rules = 5'000;
const std::vector<std::string> weekday_names{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

class AnyRule {
 public:
    explicit AnyRule(Chance& chance) : chance_(chance) {}

    std::string next() {
        static const std::vector<std::string> frequencies{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
        const std::uint64_t frequency = chance_.below(4);
        std::string rule = "FREQ=" + frequencies[frequency];
        rule += often() ? "" : ";INTERVAL=" + std::to_string(1 + chance_.below(7));
        const bool by_month = chance_.below(3) == 0;
        rule += by_month ? ";BYMONTH=" + list([&] { return std::to_string(1 + chance_.below(12)); })
                         : "";
        if (frequency != 1 && chance_.below(3) == 0) {
            rule += ";BYMONTHDAY=" + list([&] { return signed_number(31); });
        }
        if (chance_.below(2) == 0) {
            rule += ";BYDAY=" + weekdays(frequency, by_month);
        }
        return rule + end();
    }

 private:
    bool often() { return chance_.below(2) == 0; }

    std::string signed_number(std::uint64_t max) {
        return (chance_.below(3) == 0 ? "-" : "") + std::to_string(1 + chance_.below(max));
    }

    template <class Each>
    std::string list(const Each& each) {
        std::string text = each();
        for (std::uint64_t more = chance_.below(3); more > 0; --more) {
            text += "," + each();
        }
        return text;
    }

    std::string weekdays(std::uint64_t frequency, bool by_month) {
        const bool counted = frequency >= 2 && often();
        const std::uint64_t max = frequency == 3 && !by_month ? 53 : 5;
        return list([&] {
            return (counted ? signed_number(max) : "") + weekday_names[chance_.below(7)];
        });
    }

    std::string end() {
        switch (chance_.below(4)) {
            case 0: return ";COUNT=" + std::to_string(1 + chance_.below(12));
            case 1: return ";UNTIL=" + std::to_string(2026 + chance_.below(3)) + "0630";
            default: return "";
        }
    }

    Chance& chance_;
};

TEST(Recurrence, FallsOnTheSameDaysAsAnIndependentImplementation) {
    if (std::system("/usr/bin/python3 -c 'import dateutil' 2>/dev/null") != 0) {
        GTEST_SKIP() << "needs Debian's python3-dateutil";
    }
    Chance chance(20261115);
    AnyRule any(chance);
    const tests::TempFolder folder;
    const std::string file = (folder.path() / "rules").string();
    std::ofstream out(file);
    std::size_t days = 0;
    std::size_t never = 0;
    for (std::size_t i = 0; i < rules; ++i) {
        const std::string text = any.next();
        const auto rule = parse_recurrence(text);
        ASSERT_TRUE(rule) << text << ": " << rule.error().detail;
        const Date start =
            next_day(parse_date("2024-01-01").value(), static_cast<int>(chance.below(900)));
        const Date from = next_day(start, static_cast<int>(chance.below(200)) - 100);
        const Date to = next_day(from, static_cast<int>(chance.below(1'500)));
        out << text << '\t' << to_iso(start) << '\t' << to_iso(from) << '\t' << to_iso(to) << '\t';
        const auto found = occurrences(*rule, start, from, to, 10'000);
        for (const Date day : found) {
            out << to_iso(day) << ' ';
        }
        out << '\n';
        days += found.size();
        never += found.empty() ? 1U : 0U;
    }
    out.close();
    EXPECT_GT(days, rules * 10);
    EXPECT_GT(rules, never * 2);
    const std::string command =
        "/usr/bin/python3 " DUNGHAN_SOURCE_DIR "/tests/unit/series/recurrence_oracle.py " + file;
    EXPECT_EQ(std::system(command.c_str()), 0) << "see the lines above";
}

}  // namespace
}  // namespace dunghan::series
