// Printed names in all their variants; what nobody knows stays as it was printed.
#include "engine/directory/resolve.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/base/text.h"

#include "tests/support/sample_directory.h"

namespace dunghan {
namespace {

const NameIndex names(tests::sample_directory());

// "so-y-te, [ubnd-cap-huyen], ?Phòng X": groups in brackets, unknown ones after a question mark.
std::string parties(std::string_view cell) {
    std::string text;
    for (const Party& party : names.parties_in(cell)) {
        text += text.empty() ? "" : ", ";
        switch (party.kind) {
            case PartyKind::agency: text += party.id; break;
            case PartyKind::group: text += "[" + party.id + "]"; break;
            case PartyKind::unresolved: text += "?" + party.id; break;
        }
    }
    return text;
}

TEST(NameIndex, FindsNamesInPrintedOrderWithoutRepeats) {
    EXPECT_EQ(parties("Sở Y tế; Sở Du lịch, Sở Y tế"), "so-y-te, so-du-lich");
    EXPECT_EQ(parties("Sở Y tế và Sở Du lịch."), "so-y-te, so-du-lich");
    EXPECT_EQ(parties("- Sở Y tế\n- Sở Du lịch"), "so-y-te, so-du-lich");
    EXPECT_EQ(parties(""), "");
    EXPECT_EQ(parties(" ;,. "), "");
}

TEST(NameIndex, LeavesCommasInsideNames) {
    EXPECT_EQ(
        parties("Các sở, ban, ngành, UBND cấp huyện; các cơ quan, đơn vị liên quan"),
        "[cac-so-ban-nganh], [ubnd-cap-huyen], [cac-co-quan-don-vi-lien-quan]"
    );
}

TEST(NameIndex, TakesTheLongestKnownName) {
    EXPECT_EQ(parties("các sở, ngành"), "[cac-so-ban-nganh]");
    EXPECT_EQ(parties("các sở, ngành, địa phương"), "[cac-so-nganh-dia-phuong]");
    EXPECT_EQ(parties("VP UBND"), "van-phong-ubnd-tinh");
    EXPECT_EQ(parties("VP UBND tỉnh"), "van-phong-ubnd-tinh");
}

TEST(NameIndex, KnowsTheVariantsOffSpellingAndCase) {
    for (const char* const variant :
         {"Ban Quản lý Khu kinh tế Vân Phong",
          "Ban Quản lý Khu kinh tế Vân phong",
          "BQL Khu kinh tế Vân Phong",
          "BQL KHU KINH TẾ VÂN PHONG."}) {
        EXPECT_EQ(parties(variant), "ban-quan-ly-khu-kinh-te-van-phong") << variant;
    }
    for (const char* const variant :
         {"Sở TTTT", "Sở TT&TT", "sở thông tin và truyền thông", "Sở Thông tin và Truyên thông"}) {
        EXPECT_EQ(parties(variant), "so-thong-tin-va-truyen-thong") << variant;
    }
    for (const char* const variant :
         {"Sở Lao động – Thương binh và Xã hội",
          "Sở Lao động - Thương binh và Xã hội",
          "Sở Lao động—Thương binh và Xã hội",
          "Sở Lao động-Thương binh và  Xã hội."}) {
        EXPECT_EQ(parties(variant), "so-lao-dong-thuong-binh-va-xa-hoi") << variant;
    }
    EXPECT_EQ(parties("VP Ủy ban nhân dân tỉnh"), "van-phong-ubnd-tinh");
}

TEST(NameIndex, DoesNotMindWhereTheToneMarkSits) {
    EXPECT_EQ(parties("UBND thị xã Ninh Hòa"), "ubnd-thi-xa-ninh-hoa");
    EXPECT_EQ(parties("UBND thị xã Ninh Hoà"), "ubnd-thi-xa-ninh-hoa");
    EXPECT_EQ(parties("UBND thi\u0323 xa\u0303 Ninh Ho\u0300a"), "ubnd-thi-xa-ninh-hoa");
}

TEST(NameIndex, MatchesWholeWordsAndWholeNamesOnly) {
    EXPECT_EQ(parties("Sở Y tếX"), "?Sở Y tếX");
    EXPECT_EQ(parties("Công an tỉnh Lâm Đồng"), "?Công an tỉnh Lâm Đồng");
    EXPECT_EQ(parties("Bệnh viện thuộc Sở Y tế"), "?Bệnh viện thuộc Sở Y tế");
}

TEST(NameIndex, KeepsWhatItDoesNotKnowAsPrinted) {
    EXPECT_EQ(parties("Sở  Ánh sáng; Sở Y tế"), "?Sở Ánh sáng, so-y-te");
    EXPECT_EQ(parties("Phòng A, B và C, Sở Y tế"), "?Phòng A, B và C, so-y-te");
    EXPECT_EQ(parties("Phòng A; Phòng B"), "?Phòng A, ?Phòng B");
}

TEST(NameIndex, ReadsNamesThatStandSideBySide) {
    EXPECT_EQ(parties("Các sở, ban, ngành UBND cấp huyện"), "[cac-so-ban-nganh], [ubnd-cap-huyen]");
}

TEST(NameIndex, OfAnEmptyDirectoryKnowsNobody) {
    EXPECT_EQ(NameIndex(Directory()).parties_in("Sở Y tế").front().kind, PartyKind::unresolved);
}

RC_GTEST_PROP(NameIndex, SurvivesAnyOctets, (const std::string& cell)) {
    for (const Party& party : names.parties_in(cell)) {
        RC_ASSERT(to_nfc(party.id).has_value());
        RC_ASSERT(!party.id.empty());
    }
}

RC_GTEST_PROP(NameIndex, FindsEveryNameOfTheDirectoryInAnyOrder, ()) {
    const auto agencies = tests::sample_directory().content().agencies;
    const auto picked =
        *rc::gen::unique<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, agencies.size())
        );
    std::string cell;
    std::vector<Party> expected;
    for (const std::size_t at : picked) {
        cell += agencies[at].name + *rc::gen::element<std::string>("; ", ", ", " và ", "\n");
        expected.push_back({PartyKind::agency, agencies[at].id});
    }

    RC_ASSERT(names.parties_in(cell) == expected);
}

}  // namespace
}  // namespace dunghan
