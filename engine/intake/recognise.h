// Which of the known tables a table is, by its headings: their order does not matter, other columns
// are passed over. Headings: docs/formats/documents.md
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/intake/table.h"
#include "engine/task/event.h"

namespace dunghan::intake {

enum class Column : std::uint8_t {
    number,      // STT
    content,     // Nội dung, nhiệm vụ
    holder,      // Đơn vị chủ trì; Đơn vị vận hành; Tên cơ quan, địa phương
    partner,     // Cơ quan phối hợp
    deadline,    // Thời gian thực hiện; Thời gian phê duyệt HSĐXCĐ
    result,      // Nêu rõ kết quả thực hiện
    code,        // Đánh giá mức độ thực hiện
    system,      // Tên hệ thống thông tin
    level,       // Cấp độ đề xuất
    note,        // Ghi chú
    waiting_on,  // Đang chờ
    waiting_reason,   // Lý do chờ
    extension,        // Đề nghị gia hạn đến
    document_number,  // Văn bản số
    document_date,    // Ngày văn bản
};
inline constexpr std::size_t column_count = 15;

// "Thực hiện báo cáo chuyển đổi số tháng 9/2022": one period of the report table.
struct PeriodColumn {
    std::size_t at = 0;
    std::string period;   // "2022-09"
    std::string printed;  // "9/2022"
};

struct Layout {
    task::Kind kind = task::Kind::plan_task;
    std::size_t heading_row = 0;        // index in Table::rows
    std::vector<std::string> headings;  // as printed
    std::array<std::optional<std::size_t>, column_count> columns;
    std::vector<PeriodColumn> periods;

    [[nodiscard]] std::optional<std::size_t> at(Column column) const {
        return columns[static_cast<std::size_t>(column)];
    }

    // The printed heading; empty when the table has no such column.
    [[nodiscard]] std::string heading(Column column) const;
};

[[nodiscard]] std::optional<Layout> recognise(const Table& table);

// For the error when no table is recognised.
[[nodiscard]] std::string known_headings();
[[nodiscard]] std::string headings_found(const Document& document);

}  // namespace dunghan::intake
