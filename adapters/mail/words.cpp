#include "adapters/mail/words.h"

#include "engine/deadline/parse.h"

#include "adapters/mail/plain_text.h"

namespace dunghan::mail {
namespace {

using reminder::Item;
using task::Kind;

// "Từ tháng 7/2022" names the window; its end is "tháng 7/2022".
std::string without_from(const std::string& printed) {
    constexpr std::string_view from = "Từ ";
    return printed.starts_with(from) ? printed.substr(from.size()) : printed;
}

std::string without_full_stop(std::string text) {
    while (!text.empty() && (text.back() == '.' || text.back() == ' ')) {
        text.pop_back();
    }
    return text;
}

std::string heading_of(const Item& item) {
    std::string title = without_full_stop(one_line(item.title));
    switch (item.kind) {
        case Kind::plan_task: return one_line(item.code) + " – " + title;
        case Kind::dossier: return one_line("Hồ sơ đề xuất cấp độ " + item.level) + " – " + title;
        case Kind::report: return title;
    }
    return title;
}

std::string progress_of(const Item& item) {
    if (item.stage == "appraising") {
        return "đang thẩm định";
    }
    if (item.stage == "failed") {
        return "thẩm định chưa đạt";
    }
    if (item.stage == "not_submitted" || item.progress == "not_started") {
        return item.kind == Kind::plan_task ? "chưa thực hiện" : "chưa gửi";
    }
    if (!item.stage.empty()) {
        return one_line(item.stage);
    }
    return item.progress == "submitted" ? "đã trình" : "đang thực hiện";
}

std::string clock_of(const Item& item) {
    if (item.verdict == "overdue") {
        return ", quá hạn " + two_digits(item.days_late) + " ngày";
    }
    if (item.verdict == "start_missed") {
        return ", quá thời gian bắt đầu " + two_digits(item.days_late) + " ngày";
    }
    if (item.verdict == "missing") {
        return ", kỳ báo cáo đã kết thúc";
    }
    if (item.verdict == "undecided") {
        return ", chưa xác định được thời hạn";
    }
    if (item.verdict == "no_due_date") {
        return ", " + two_digits(item.days_silent) + " ngày chưa cập nhật";
    }
    return item.days_left <= 0 ? ", hôm nay là ngày cuối"
                               : ", còn " + two_digits(item.days_left) + " ngày";
}

// The printed deadline speaks of the term before any extension: where the day in force is another,
// it has to be said.
std::string moved_to(const Item& item) {
    const DeadlineOptions options;
    const auto milestones = parse_deadlines(item.deadline, options);
    if (item.due.empty() || milestones.size() != 1 || !milestones.front().due_before) {
        return "";
    }
    const Instant last = plus_ms(*milestones.front().due_before, -1);
    return to_iso(date_at(last, options.zone)) == item.due
               ? ""
               : ", nay đến hết ngày " + day_in_words(item.due);
}

std::string deadline_of(const Item& item) {
    const std::string printed = one_line(item.deadline);
    if (printed.empty()) {
        return item.due.empty() ? "" : "hạn: hết ngày " + day_in_words(item.due);
    }
    return item.verdict == "start_missed" ? "hạn bắt đầu: " + without_from(printed)
                                          : "hạn: " + printed + moved_to(item);
}

std::vector<std::string> remarks_of(const Item& item, const std::string& recipient_name) {
    std::vector<std::string> remarks;
    if (!item.extension_pending.empty()) {
        remarks.push_back(
            "đề nghị dời sang " + one_line(item.extension_pending) + " đang chờ ý kiến"
        );
    }
    if (item.waiting_on == recipient_name && !recipient_name.empty()) {
        remarks.push_back("đang chờ quý cơ quan xử lý");
    } else if (!item.waiting_on.empty()) {
        remarks.push_back("đang chờ " + one_line(item.waiting_on));
    }
    return remarks;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const std::string& part : parts) {
        text += text.empty() ? part : std::string(separator) + part;
    }
    return text;
}

std::vector<std::string> details_of(const Item& item, const std::string& recipient_name) {
    std::vector<std::string> details;
    const auto add = [&](std::string_view label, const std::string& text) {
        if (!text.empty()) {
            details.push_back(std::string(label) + one_line(text));
        }
    };
    if (item.item != item.title) {
        add("Thuộc: ", without_full_stop(item.item));
    }
    add("Phần việc: ", without_full_stop(item.milestone));
    if (item.holder != recipient_name) {
        add("Chủ trì: ", item.holder);
    }
    add("Gồm " + two_digits(static_cast<std::int64_t>(item.members.size())) + " thành viên: ",
        join(item.members, "; "));
    return details;
}

}  // namespace

Line line_of(const Item& item, const std::string& recipient_name) {
    return {
        heading_of(item),
        progress_of(item) + clock_of(item),
        deadline_of(item),
        remarks_of(item, recipient_name),
        details_of(item, recipient_name)};
}

std::string sentence_of(const Line& line) {
    std::string text = line.heading + ": " + line.status;
    if (!line.deadline.empty()) {
        text += " (" + line.deadline + ")";
    }
    for (const std::string& remark : line.remarks) {
        text += "; " + remark;
    }
    return text + ".";
}

}  // namespace dunghan::mail
