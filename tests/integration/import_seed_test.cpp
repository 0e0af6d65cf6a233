// The report itself, in its three forms: what the office printed is what we read. The files are
// not ours to carry, so they lie beside the repository; without them these tests are skipped.
#include <filesystem>
#include <gtest/gtest.h>
#include <map>

#include "engine/intake/facts.h"

#include "adapters/config/directory_file.h"
#include "adapters/documents/read_document.h"

#include "tests/support/office_file.h"

namespace dunghan {
namespace {

using intake::Fact;
using intake::Facts;
using task::Kind;

const std::filesystem::path source_folder = DUNGHAN_SOURCE_DIR;

std::filesystem::path seed(std::string_view extension) {
    return source_folder / "../shared/seed" / ("bao-cao-3166." + std::string(extension));
}

Directory province() {
    const auto yaml = tests::read_file(source_folder / "config/directory.yaml");
    return Directory(read_directory(yaml, "directory.yaml").value());
}

Facts facts_in(const std::filesystem::path& path) {
    intake::ReadOptions options;
    options.appraiser = "so-thong-tin-va-truyen-thong";
    const auto facts =
        documents::read_document(path).and_then([&](const intake::Document& document) {
            return intake::facts_of(document, NameIndex(province()), options);
        });
    EXPECT_TRUE(facts.has_value()) << (facts ? "" : facts.error().detail);
    return facts.value_or(Facts{});
}

Facts demo_facts() {
    Facts all;
    for (const char* const file : {"nhiem-vu.csv", "ho-so.csv", "bao-cao.csv"}) {
        Facts facts = facts_in(source_folder / "config/demo" / file);
        EXPECT_TRUE(facts.undecided.empty()) << file;
        std::move(facts.facts.begin(), facts.facts.end(), std::back_inserter(all.facts));
    }
    return all;
}

using Counts = std::map<std::string, int>;

template <class Key>
Counts count(const Facts& facts, Kind kind, Key key) {
    Counts counts;
    for (const Fact& fact : facts.facts) {
        if (fact.kind == kind) {
            ++counts[key(fact)];
        }
    }
    return counts;
}

std::string section_number(const Fact& fact) {
    return fact.description.section.substr(0, 1);
}

std::string rating(const Fact& fact) {
    return fact.rating ? fact.rating->code : "";
}

std::string filing(const Fact& fact) {
    return fact.description.section + " " + rating(fact);
}

std::string stage(const Fact& fact) {
    return "level " + fact.description.level + " " + fact.progress->stage;
}

std::map<DeadlineForm, int> forms_of(const Facts& facts) {
    std::map<DeadlineForm, int> forms;
    for (const Fact& fact : facts.facts) {
        for (const Milestone& milestone : fact.milestones) {
            if (fact.kind == Kind::plan_task) {
                ++forms[milestone.form];
            }
        }
    }
    return forms;
}

const Fact& fact_with(const Facts& facts, std::string_view code) {
    static const Fact none;
    for (const Fact& fact : facts.facts) {
        if (fact.code == code) {
            return fact;
        }
    }
    ADD_FAILURE() << "no fact " << code;
    return none;
}

class ImportSeed : public testing::TestWithParam<const char*> {
 protected:
    void SetUp() override {
        if (!std::filesystem::exists(seed(GetParam()))) {
            GTEST_SKIP() << "the report is not here: put it at " << seed(GetParam());
        }
    }
};

TEST_P(ImportSeed, TellsThePlan) {
    const Facts facts = facts_in(seed(GetParam()));

    EXPECT_EQ(
        count(facts, Kind::plan_task, section_number),
        (Counts{{"1", 11}, {"2", 10}, {"3", 2}, {"4", 3}, {"5", 3}, {"6", 31}})
    );
    EXPECT_EQ(
        count(facts, Kind::plan_task, rating),
        (Counts{{"HT", 27}, {"ĐTH-Đ", 23}, {"ĐTH-T", 6}, {"CTH-T", 4}})
    );
    EXPECT_EQ(
        forms_of(facts),
        (std::map<DeadlineForm, int>{
            {DeadlineForm::month, 24},
            {DeadlineForm::start_month, 30},
            {DeadlineForm::year, 11},
            {DeadlineForm::yearly, 1},
            {DeadlineForm::external, 1}})
    );
}

TEST_P(ImportSeed, TellsTheDossiersAndReports) {
    const Facts facts = facts_in(seed(GetParam()));

    EXPECT_EQ(count(facts, Kind::dossier, rating), (Counts{{"Trễ hạn", 11}}));
    EXPECT_EQ(
        count(facts, Kind::dossier, stage),
        (Counts{
            {"level 1 not_submitted", 3},
            {"level 1 failed", 1},
            {"level 2 not_submitted", 5},
            {"level 2 appraising", 2}})
    );
    EXPECT_EQ(
        count(facts, Kind::report, filing),
        (Counts{
            {"2022-09 filed", 28},
            {"2022-09 missing", 2},
            {"2022-10 filed", 26},
            {"2022-10 missing", 4}})
    );
}

TEST_P(ImportSeed, LeavesNothingUndecidedAndNobodyUnresolved) {
    const Facts facts = facts_in(seed(GetParam()));

    EXPECT_TRUE(facts.undecided.empty());
    for (const Fact& fact : facts.facts) {
        for (const Party& holder : fact.description.holders) {
            EXPECT_NE(holder.kind, PartyKind::unresolved) << fact.code << " " << holder.id;
        }
    }
}

TEST_P(ImportSeed, KeepsSubRowsApartAndMilestonesTogether) {
    const Facts facts = facts_in(seed(GetParam()));

    const Fact& part = fact_with(facts, "6.6#3");
    EXPECT_EQ(
        part.description.title, "Xây dựng ứng dụng hướng dẫn du lịch ảo trên thiết bị di động"
    );
    EXPECT_EQ(part.milestones.at(0).raw, "Từ tháng 7/2022");
    EXPECT_EQ(part.description.holders.at(0).id, "so-du-lich");
    EXPECT_EQ(fact_with(facts, "6.5#9").rating->code, "HT");
    EXPECT_EQ(fact_with(facts, "6.7").milestones.size(), 3U);
    EXPECT_EQ(fact_with(facts, "6.8").milestones.size(), 2U);
}

TEST_P(ImportSeed, HasTheDigestOfTheDemo) {
    EXPECT_EQ(intake::digest_of(facts_in(seed(GetParam()))), intake::digest_of(demo_facts()));
}

INSTANTIATE_TEST_SUITE_P(, ImportSeed, testing::Values("docx", "xlsx", "txt"), [](const auto& of) {
    return std::string(of.param);
});

TEST(ImportSeedText, ContradictsTheClaimsOfItsOwnBody) {
    if (!std::filesystem::exists(seed("txt"))) {
        GTEST_SKIP() << "the report is not here: put it at " << seed("txt");
    }
    const Facts facts = facts_in(seed("txt"));

    ASSERT_EQ(facts.inconsistencies.size(), 2U);
    EXPECT_EQ(facts.inconsistencies[0].what, "ĐTH-T");
    EXPECT_EQ(facts.inconsistencies[0].claimed, 5);
    EXPECT_EQ(facts.inconsistencies[0].counted, 6);
    EXPECT_EQ(facts.inconsistencies[1].what, "CTH-T");
    EXPECT_EQ(facts.inconsistencies[1].counted, 4);
}

TEST(ImportDemo, SaysWhoHoldsTask27AndWhatWasAskedFor663) {
    const Facts facts = demo_facts();

    const Fact& waiting = fact_with(facts, "2.7");
    EXPECT_EQ(waiting.waiting_on->party->id, "van-phong-ubnd-tinh");
    EXPECT_EQ(waiting.evidence.at(0).number, "205/TTr-SLĐTBXH");
    EXPECT_EQ(waiting.evidence.at(0).date, "2022-06-09");
    EXPECT_EQ(fact_with(facts, "6.6#3").extension->until, "năm 2023");
}

TEST(ImportDemo, DatesThePlanAndTheDossiers) {
    const Facts facts = demo_facts();

    EXPECT_EQ(to_rfc3339(fact_with(facts, "1.1").assigned_at.value()), "2022-06-12T17:00:00.000Z");
    EXPECT_EQ(
        to_rfc3339(fact_with(facts, "hs-so-du-lich").assigned_at.value()),
        "2020-10-27T17:00:00.000Z"
    );
}

}  // namespace
}  // namespace dunghan
