// The Vietnamese of a digest's lines: what one item is called, how it stands, until when.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/reminder/event.h"

namespace dunghan::mail {

// One item in words. Every text is one line, NFC, without control characters.
struct Line {
    std::string heading;   // "6.6#3 – Xây dựng ứng dụng hướng dẫn du lịch ảo"
    std::string status;    // "chưa thực hiện, quá thời gian bắt đầu 86 ngày"
    std::string deadline;  // "hạn bắt đầu: tháng 7/2022"; empty: none printed
    std::vector<std::string> remarks;  // "đang chờ Văn phòng UBND tỉnh"
    std::vector<std::string> details;  // "Chủ trì: Sở Nội vụ": what stands below the line
};

[[nodiscard]] Line line_of(const reminder::Item& item, const std::string& recipient_name);

// "6.6#3 – …: chưa thực hiện, … (hạn bắt đầu: tháng 7/2022); đề nghị dời … đang chờ ý kiến."
[[nodiscard]] std::string sentence_of(const Line& line);

// At least two digits, as offices write counts: 5 -> "05".
[[nodiscard]] std::string two_digits(std::int64_t number);

// "2022-10-25" -> "25/10/2022"; text that is no date comes back as it is.
[[nodiscard]] std::string day_in_words(const std::string& iso);

// One line of printable text: NFC, control characters and line ends as blanks, runs of blanks as
// one. Octets that are not UTF-8 become "?".
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace dunghan::mail
