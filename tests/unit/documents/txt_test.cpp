// The text form: tables by tabs, remnants of other formats, cells cut by pages.
#include "adapters/documents/txt.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/documents/markup.h"

#include "tests/support/read_made.h"

namespace dunghan::documents {
namespace {

using tests::read_bytes;
using tests::texts_of;
using Texts = std::vector<std::string>;

TEST(Txt, FindsTablesBetweenRunningText) {
    const auto document =
        read_bytes(
            "# **Báo cáo**\n\nTổng số nhiệm vụ: 60\n\n**Phụ lục I**  \n*(Ban hành "
            "ngày 25/10/2022)*\n\nSTT\tNội dung\n1\tA\n\n\n\tvà B\n\nNơi nhận\n"
            "**Phụ lục II**\n\nTT\tTên\n1\tC\n",
            "bao-cao.txt"
        )
            .value();

    ASSERT_EQ(document.tables.size(), 2U);
    EXPECT_EQ(document.tables[0].name, "Phụ lục I");
    EXPECT_EQ(document.tables[0].caption, "Phụ lục I\n(Ban hành ngày 25/10/2022)");
    EXPECT_EQ(texts_of(document.tables[0]), (Texts{"STT|Nội dung", "1|A", "|và B"}));
    EXPECT_EQ(document.tables[0].rows[2].number, 12U);
    EXPECT_EQ(document.tables[1].name, "Phụ lục II");
    EXPECT_NE(document.body.find("Báo cáo\n"), std::string::npos);
    EXPECT_NE(document.body.find("Tổng số nhiệm vụ: 60"), std::string::npos);
    EXPECT_NE(document.body.find("Nơi nhận"), std::string::npos);
}

TEST(Txt, NamesTheLineThatIsNotUtf8) {
    const auto document = read_bytes("a\tb\nc\t\xFF\n", "bao-cao.txt");

    ASSERT_FALSE(document.has_value());
    EXPECT_NE(document.error().detail.find("bao-cao.txt, line 2, column 2"), std::string::npos);
}

TEST(Markup, LeavesTheTextOfTags) {
    EXPECT_EQ(without_markup("<b>Trễ hạn</b>"), "Trễ hạn");
    EXPECT_EQ(
        without_markup("<ul style=\"x\"> <li>- A.</li> <li>- B.</li> </ul>"),
        "\n \n- A.\n \n- B.\n \n"
    );
    EXPECT_EQ(without_markup("<a href=\"http://x\">trang</a> **đậm** A&amp;B"), "trang đậm A&B");
    EXPECT_EQ(without_markup("&amp;lt;b>"), "&lt;b>");
}

TEST(Markup, LeavesWhatOnlyLooksLikeATag) {
    EXPECT_EQ(without_markup("<https://x.vn> a < b > c <thead"), "<https://x.vn> a < b > c <thead");
    EXPECT_EQ(plain_line("#### **2.4. Tiến độ:**"), "2.4. Tiến độ:");
    EXPECT_EQ(plain_line("*\\*Ghi chú: X*"), "*Ghi chú: X");
}

RC_GTEST_PROP(Markup, SurvivesAnyOctets, (const std::string& octets)) {
    RC_ASSERT(plain_line(octets).size() <= octets.size() * 2);
    const auto document = read_txt(octets, "x.txt");
    RC_ASSERT(document.has_value() || !document.error().detail.empty());
}

}  // namespace
}  // namespace dunghan::documents
