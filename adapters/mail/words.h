// The Vietnamese of a digest's lines: what one item is called, how it stands, until when.
#pragma once

#include <string>
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

}  // namespace dunghan::mail
