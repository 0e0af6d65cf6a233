#include <gtest/gtest.h>

#include "tests/support/intake_table.h"

namespace dunghan::intake {
namespace {

using tests::codes_of;
using tests::facts_of;
using tests::table_of;
using Codes = std::vector<std::string>;

const std::string dossiers =
    "TT | Tên hệ thống thông tin | Đơn vị vận hành | Cấp độ đề xuất | Thời gian phê duyệt HSDXCĐ "
    "(theo Công văn số 2540/STTTT-CNTT ngày 28/10/2020 của Sở Thông tin và Truyền thông) | Ghi chú";

const std::string reports =
    "STT | Tên cơ quan, địa phương | Thực hiện báo cáo chuyển đổi số tháng 9/2022 | Thực hiện báo "
    "cáo chuyển đổi số tháng 10/2022";

TEST(DossierRows, TellWhereADossierStands) {
    const Facts facts = facts_of(
        {table_of(
            {dossiers,
             "1. | Hệ thống thông tin Sở Du lịch | Sở Du lịch | 1 | Quý II/2021 | Trễ hạn",
             "2. | Hệ thống thông tin Sở Y tế | Sở Y tế | 2 | Quý II/2021 | Đang thẩm định Trễ hạn",
             "3. | Hệ thống thông tin huyện Cam Lâm | UBND huyện Cam Lâm | 2 | Quý II/2021 | Đã "
             "thẩm định, hồ sơ chưa đạt yêu cầu Trễ hạn",
             "4. | Hệ thống thông tin Sở Nội vụ | Sở Nội vụ | 1 | Năm 2023 | "}
        )},
        {{}, "so-thong-tin-va-truyen-thong"}
    );

    EXPECT_EQ(
        codes_of(facts), (Codes{"hs-so-du-lich", "hs-so-y-te", "hs-huyen-cam-lam", "hs-so-noi-vu"})
    );
    EXPECT_TRUE(facts.undecided.empty());
    const auto stage = [&](std::size_t at) { return facts.facts[at].progress->stage; };
    EXPECT_EQ(stage(0), "not_submitted");
    EXPECT_EQ(stage(1), "appraising");
    EXPECT_EQ(stage(2), "failed");
    EXPECT_EQ(facts.facts[0].description.level, "1");
    EXPECT_EQ(facts.facts[0].rating->code, "Trễ hạn");
    EXPECT_FALSE(facts.facts[3].rating);
    EXPECT_EQ(to_rfc3339(facts.facts[0].assigned_at.value()), "2020-10-27T17:00:00.000Z");
}

TEST(DossierRows, WaitForTheAppraiserWhileAppraised) {
    const std::vector<std::string> rows{
        dossiers, "1. | Hệ thống thông tin Sở Y tế | Sở Y tế | 2 | Quý II/2021 | Đang thẩm định"};

    const Facts known = facts_of({table_of(rows)}, {{}, "so-noi-vu"});
    EXPECT_EQ(known.facts.at(0).waiting_on->party->id, "so-noi-vu");
    EXPECT_FALSE(facts_of({table_of(rows)}).facts.at(0).waiting_on);
}

TEST(DossierRows, LeaveANoteTheyDoNotKnowToAPerson) {
    const Facts facts = facts_of({table_of(
        {dossiers, "1. | Hệ thống thông tin Sở Y tế | Sở Y tế | 2 | Quý II/2021 | Gần xong Trễ hạn"}
    )});

    EXPECT_FALSE(facts.facts.at(0).progress);
    EXPECT_EQ(facts.facts[0].rating->code, "Trễ hạn");
    EXPECT_EQ(facts.undecided.at(0).column, "Ghi chú");
}

TEST(ReportRows, TellOneReportPerAgencyAndPeriod) {
    const Facts facts = facts_of({table_of(
        {reports,
         "I | Sở, ban, ngành | |",
         "1. | Sở Y tế | X | x",
         "2. | Sở Du lịch | X | ",
         "II | UBND huyện | |",
         "1. | UBND huyện Cam Lâm | | "}
    )});

    EXPECT_EQ(
        codes_of(facts),
        (Codes{
            "bc-2022-09-so-y-te",
            "bc-2022-10-so-y-te",
            "bc-2022-09-so-du-lich",
            "bc-2022-10-so-du-lich",
            "bc-2022-09-ubnd-huyen-cam-lam",
            "bc-2022-10-ubnd-huyen-cam-lam"})
    );
    const Fact& filed = facts.facts[0];
    EXPECT_EQ(filed.kind, task::Kind::report);
    EXPECT_EQ(filed.description.title, "Báo cáo chuyển đổi số tháng 9/2022");
    EXPECT_EQ(filed.description.section, "2022-09");
    EXPECT_EQ(filed.rating->code, "filed");
    EXPECT_EQ(filed.progress->progress, task::Progress::completed);
    EXPECT_TRUE(filed.milestones.empty());
    const Fact& missing = facts.facts[3];
    EXPECT_EQ(missing.rating->code, "missing");
    EXPECT_EQ(missing.progress->progress, task::Progress::not_started);
    EXPECT_TRUE(facts.undecided.empty());
}

TEST(ReportRows, LeaveAMarkTheyDoNotKnowToAPerson) {
    const Facts facts = facts_of({table_of({reports, "1. | Sở Y tế | X | gửi muộn"})});

    ASSERT_EQ(facts.facts.size(), 2U);
    EXPECT_FALSE(facts.facts[1].rating);
    EXPECT_EQ(facts.undecided.at(0).task, "bc-2022-10-so-y-te");
}

TEST(ReportRows, KeepAnAgencyNobodyKnows) {
    const Facts facts = facts_of({table_of({reports, "1. | Sở Ánh sáng | X | X"})});

    EXPECT_EQ(codes_of(facts), (Codes{"bc-2022-09-so-anh-sang", "bc-2022-10-so-anh-sang"}));
    EXPECT_EQ(facts.undecided.size(), 1U);
}

}  // namespace
}  // namespace dunghan::intake
