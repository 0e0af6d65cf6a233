#include "adapters/mail/digest_text.h"

#include <cmath>
#include <gtest/gtest.h>
#include <regex>

#include "adapters/mail/words.h"

#include "tests/unit/mail/sample_digest.h"

namespace dunghan::mail {
namespace {

using reminder::Item;
using tests::late_dossier;
using tests::late_task;
using tests::sample_digest;

const DigestWords words{"Chuyển đổi số", ""};

std::string sentence(const Item& item, const std::string& recipient = "Sở Du lịch") {
    return sentence_of(line_of(item, recipient));
}

std::string subject_of(const std::vector<Item>& items) {
    reminder::DigestIssued digest = sample_digest();
    digest.items = items;
    return digest_text(digest, words).value().subject;
}

Item with(Item item, const std::string& verdict, const std::string& progress) {
    item.verdict = verdict;
    item.progress = progress;
    item.stage.clear();
    item.extension_pending.clear();
    return item;
}

Item due_soon(std::int64_t days) {
    Item item = with(late_task(), "due_soon", "in_progress");
    item.deadline = "Tháng 10/2022";
    item.due = "2022-10-31";
    item.days_late = 0;
    item.days_left = days;
    return item;
}

Item missing_report() {
    Item item;
    item.kind = task::Kind::report;
    item.code = "bc-2022-10-so-du-lich";
    item.title = "Báo cáo chuyển đổi số tháng 10/2022";
    item.holder = "Sở Du lịch";
    item.verdict = "missing";
    item.progress = "not_started";
    return item;
}

Item group_task() {
    Item item = with(late_task(), "overdue", "in_progress");
    item.holder = "Các sở, ban, ngành";
    item.members = {"Sở Xây dựng", "Sở Y tế"};
    return item;
}

TEST(DigestLine, SaysWhatIsLateAsTheModelDoes) {
    EXPECT_EQ(
        sentence(late_task()),
        "6.6#3 – Xây dựng ứng dụng hướng dẫn du lịch ảo trên thiết bị di động: chưa thực hiện, quá "
        "thời gian bắt đầu 86 ngày (hạn bắt đầu: tháng 7/2022); đề nghị dời sang năm 2023 đang chờ "
        "ý kiến."
    );
    EXPECT_EQ(
        sentence(late_dossier()),
        "Hồ sơ đề xuất cấp độ 1 – Hệ thống thông tin Sở Du lịch: chưa gửi, quá hạn 482 ngày (hạn: "
        "Quý II/2021)."
    );
}

TEST(DigestLine, CountsTheDaysLeft) {
    EXPECT_NE(
        sentence(due_soon(7)).find("đang thực hiện, còn 07 ngày (hạn: Tháng 10/2022)."),
        std::string::npos
    );
    EXPECT_NE(sentence(due_soon(0)).find("hôm nay là ngày cuối"), std::string::npos);
}

TEST(DigestLine, SaysWhoHoldsTheBall) {
    Item item = with(late_task(), "overdue", "submitted");
    item.waiting_on = "Văn phòng UBND tỉnh";
    EXPECT_NE(sentence(item).find("; đang chờ Văn phòng UBND tỉnh."), std::string::npos);
    EXPECT_NE(
        sentence(item, "Văn phòng UBND tỉnh").find("; đang chờ quý cơ quan xử lý."),
        std::string::npos
    );
    EXPECT_EQ(
        line_of(item, "Văn phòng UBND tỉnh").details,
        std::vector<std::string>{"Chủ trì: Sở Du lịch"}
    );
}

TEST(DigestLine, NamesTheMembersOfAGroup) {
    const std::vector<std::string> expected{
        "Chủ trì: Các sở, ban, ngành", "Gồm 02 thành viên: Sở Xây dựng; Sở Y tế"};
    EXPECT_EQ(line_of(group_task(), "Sở Thông tin và Truyền thông").details, expected);
}

TEST(DigestLine, SaysWhereTheTermIsNotThePrintedOne) {
    Item item = due_soon(3);
    item.due = "2022-12-31";
    EXPECT_NE(
        sentence(item).find("(hạn: Tháng 10/2022, nay đến hết ngày 31/12/2022)"), std::string::npos
    );
}

TEST(DigestLine, HasWordsForEveryStateAndVerdict) {
    Item item = late_dossier();
    item.stage = "appraising";
    EXPECT_NE(sentence(item).find(": đang thẩm định, quá hạn 482 ngày"), std::string::npos);
    item.stage = "failed";
    EXPECT_NE(sentence(item).find(": thẩm định chưa đạt, quá hạn"), std::string::npos);
    EXPECT_EQ(
        sentence(missing_report()),
        "Báo cáo chuyển đổi số tháng 10/2022: chưa gửi, kỳ báo cáo đã kết thúc."
    );
    Item silent = with(late_task(), "no_due_date", "in_progress");
    silent.days_silent = 5;
    EXPECT_NE(sentence(silent).find("đang thực hiện, 05 ngày chưa cập nhật"), std::string::npos);
    const Item unread = with(late_task(), "undecided", "not_started");
    EXPECT_NE(sentence(unread).find("chưa xác định được thời hạn"), std::string::npos);
}

TEST(DigestLine, ShowsTheItemASubRowStandsUnderAndThePartMeant) {
    Item item = late_task();
    item.item = "Du lịch thông minh.";
    item.milestone = "Lập đề án";
    const std::vector<std::string> expected{"Thuộc: Du lịch thông minh", "Phần việc: Lập đề án"};
    EXPECT_EQ(line_of(item, "Sở Du lịch").details, expected);
}

TEST(DigestSubject, CountsEachKind) {
    EXPECT_EQ(
        subject_of({late_task(), late_dossier()}),
        "[Chuyển đổi số] Sở Du lịch: 01 nhiệm vụ trễ hạn, 01 hồ sơ cấp độ trễ hạn (đến 25/10/2022)"
    );
    const Item silent = with(late_task(), "no_due_date", "in_progress");
    EXPECT_EQ(
        subject_of({late_task(), late_task(), missing_report(), due_soon(3), silent, group_task()}),
        "[Chuyển đổi số] Sở Du lịch: 02 nhiệm vụ trễ hạn, 01 báo cáo chưa gửi, 01 nhiệm vụ sắp đến "
        "hạn, 01 nhiệm vụ chưa cập nhật, 01 nhiệm vụ của nhóm (đến 25/10/2022)"
    );
}

TEST(DigestSubject, CountsWhatTheMailHasNoRoomFor) {
    reminder::DigestIssued digest = sample_digest();
    digest.omitted = 12;
    const DigestText text = digest_text(digest, words).value();
    EXPECT_NE(text.subject.find(", 12 việc khác (đến"), std::string::npos);
    EXPECT_NE(text.text.find("Còn 12 việc khác"), std::string::npos);
    EXPECT_NE(text.html.find("Còn 12 việc khác"), std::string::npos);
}

TEST(DigestSubject, CountsAGroupsTaskAsOwnWhereTheRecipientHoldsItToo) {
    Item item = group_task();
    item.holder = "Sở Du lịch; Các sở, ban, ngành";
    EXPECT_NE(subject_of({item}).find("01 nhiệm vụ trễ hạn"), std::string::npos);
}

TEST(DigestText, SaysOnTopWhyItGoesElsewhere) {
    reminder::DigestIssued digest = sample_digest();
    digest.redirected = "Sở Du lịch chưa có địa chỉ thư trong danh bạ";
    const DigestText text = digest_text(digest, words).value();
    for (const std::string& part : {text.text, text.html}) {
        const std::size_t why = part.find(digest.redirected);
        ASSERT_NE(why, std::string::npos);
        EXPECT_LT(why, part.find("6.6#3"));
    }
}

TEST(DigestText, KeepsTheLinesOfASectionTogether) {
    reminder::DigestIssued digest = sample_digest();
    Item sub_row = late_task();
    sub_row.item = "Du lịch thông minh";
    digest.items = {late_task(), sub_row, sub_row};
    const std::string text = digest_text(digest, words).value().text;
    const std::string line = "- " + sentence(sub_row) + "\n";
    const std::string detail = "  Thuộc: Du lịch thông minh\n";
    EXPECT_NE(text.find(":\n" + line + line + detail + line + detail + "\n--"), std::string::npos)
        << text;
}

TEST(DigestText, RefusesADigestWithoutTasks) {
    reminder::DigestIssued digest = sample_digest();
    digest.items.clear();
    EXPECT_FALSE(digest_text(digest, words));
}

TEST(DigestText, EscapesMarkupInTheHtmlAndNotInTheText) {
    reminder::DigestIssued digest = sample_digest();
    digest.items.front().title = "<script>alert('x')</script> & \"{{subject}}\"";
    const DigestText text = digest_text(digest, words).value();
    EXPECT_NE(text.text.find("<script>alert('x')</script> & \"{{subject}}\""), std::string::npos);
    EXPECT_EQ(text.html.find("<script"), std::string::npos);
    EXPECT_NE(text.html.find("&lt;script&gt;"), std::string::npos);
    EXPECT_NE(text.html.find("{{subject}}"), std::string::npos);
}

TEST(DigestText, TellsInTheTextAllThatTheHtmlTells) {
    reminder::DigestIssued digest = sample_digest();
    digest.items = {late_task(), late_dossier(), missing_report(), due_soon(3), group_task()};
    const DigestText text = digest_text(digest, words).value();
    for (const Item& item : digest.items) {
        const Line line = line_of(item, digest.recipient_name);
        std::vector<std::string> told{line.heading, line.status, line.deadline};
        told.insert(told.end(), line.remarks.begin(), line.remarks.end());
        told.insert(told.end(), line.details.begin(), line.details.end());
        for (const std::string& words_told : told) {
            EXPECT_NE(text.html.find(words_told), std::string::npos) << words_told;
            EXPECT_NE(text.text.find(words_told), std::string::npos) << words_told;
        }
    }
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) {
        ++found;
    }
    return found;
}

double luminance(const std::string& hex) {
    double sum = 0;
    constexpr double weights[]{0.2126, 0.7152, 0.0722};
    for (std::size_t i = 0; i < 3; ++i) {
        const double part = std::stoi(hex.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
        sum +=
            weights[i] * (part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

TEST(DigestHtml, CanBeHeardAsWellAsSeen) {
    const std::string html = digest_text(sample_digest(), words).value().html;
    EXPECT_NE(html.find("<html lang=\"vi\">"), std::string::npos);
    EXPECT_NE(html.find("<main lang=\"vi\""), std::string::npos);
    EXPECT_EQ(count(html, "<h1"), 1U);
    EXPECT_EQ(count(html, "<table"), count(html, "<caption"));
    EXPECT_EQ(count(html, "<th "), count(html, "<th scope="));
    EXPECT_EQ(count(html, "<img") + count(html, "<script") + count(html, "http"), 0U);
}

TEST(DigestHtml, IsLegible) {
    const std::string html = digest_text(sample_digest(), words).value().html;
    const std::regex size("(?:font-size: |font: )([0-9]+)px");
    for (std::sregex_iterator it(html.begin(), html.end(), size), end; it != end; ++it) {
        EXPECT_GE(std::stoi((*it)[1]), 14);
    }
    const std::regex ink("[; \"]color: (#[0-9a-f]{6})");
    const std::regex paper("background: (#[0-9a-f]{6})");
    for (std::sregex_iterator it(html.begin(), html.end(), ink), end; it != end; ++it) {
        for (std::sregex_iterator on(html.begin(), html.end(), paper); on != end; ++on) {
            EXPECT_GE((luminance((*on)[1]) + 0.05) / (luminance((*it)[1]) + 0.05), 4.5);
        }
    }
}

}  // namespace
}  // namespace dunghan::mail
