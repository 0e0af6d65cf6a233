#include <gtest/gtest.h>

#include "engine/definition/decide.h"

#include "tests/support/sample_definition.h"

namespace dunghan::testing {
namespace {

Definition version(std::uint32_t number, const std::string& name = "Công văn") {
    Definition definition = sample_definition();
    definition.version = number;
    definition.name = name;
    return definition;
}

Definitions versions_2_and_5() {
    Definitions known;
    known.add(version(2));
    known.add(version(5));
    return known;
}

std::string answer(const Definitions& known, const Definition& wished) {
    const auto events = decide(known, {"definition/letter"}, {wished});
    return events ? std::to_string(events->size()) : events.error().code;
}

TEST(PublishDefinition, TakesTheFirstAndEveryHigherVersion) {
    EXPECT_EQ(answer({}, version(1)), "1");
    EXPECT_EQ(answer({}, version(7)), "1");
    EXPECT_EQ(answer(versions_2_and_5(), version(6)), "1");
}

TEST(PublishDefinition, AddsNothingForAVersionTheLogHolds) {
    EXPECT_EQ(answer(versions_2_and_5(), version(5)), "0");
    EXPECT_EQ(answer(versions_2_and_5(), version(2)), "0");
}

TEST(PublishDefinition, NeverLetsOneVersionSayTwoThings) {
    EXPECT_EQ(answer(versions_2_and_5(), version(5, "Tờ trình")), "version_taken");
    EXPECT_EQ(answer(versions_2_and_5(), version(2, "Tờ trình")), "version_taken");
    EXPECT_EQ(answer(versions_2_and_5(), version(3)), "version_taken");
    const auto refused = decide(versions_2_and_5(), {"definition/letter"}, {version(3)});
    EXPECT_EQ(
        refused.error().detail,
        "Expected a version of definition letter above 5, the latest the log holds, but got 3 with "
        "another content; raise the version"
    );
}

TEST(PublishDefinition, RefusesWhatIsNotFitAndWhatGoesElsewhere) {
    Definition unfit = version(1);
    unfit.initial = "nowhere";
    EXPECT_EQ(answer({}, unfit), "bad_definition");
    const auto elsewhere = decide({}, {"definition/other"}, {version(1)});
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error().code, "bad_stream");
}

TEST(Definitions, KeepEveryVersionAndKnowTheLatest) {
    const Definitions known = versions_2_and_5();
    EXPECT_EQ(known.find("letter", 2)->version, 2U);
    EXPECT_EQ(known.find("letter", 3), nullptr);
    EXPECT_EQ(known.find("report", 2), nullptr);
    EXPECT_EQ(known.latest("letter")->version, 5U);
    EXPECT_EQ(known.latest("report"), nullptr);
}

}  // namespace
}  // namespace dunghan::testing
