#include "engine/intake/recognise.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/deadline/phrase.h"

namespace dunghan::intake {
namespace {

using task::Kind;

// A heading, slugged; some go on with a remark ("… (ghi rõ số, ký hiệu văn bản)").
struct Heading {
    Column column;
    std::string_view slug;
    bool goes_on = false;
    bool required = false;
};

constexpr std::array<Heading, 14> plan_headings{
    {{Column::number, "stt", false, true},
     {Column::number, "tt"},
     {Column::content, "noi-dung-nhiem-vu", false, true},
     {Column::holder, "don-vi-chu-tri", false, true},
     {Column::partner, "co-quan-phoi-hop"},
     {Column::deadline, "thoi-gian-thuc-hien", false, true},
     {Column::result, "neu-ro-ket-qua-thuc-hien", true},
     {Column::result, "ket-qua-thuc-hien", true},
     {Column::code, "danh-gia-muc-do-thuc-hien", false, true},
     {Column::waiting_on, "dang-cho"},
     {Column::waiting_reason, "ly-do-cho"},
     {Column::extension, "de-nghi-gia-han-den"},
     {Column::document_number, "van-ban-so"},
     {Column::document_date, "ngay-van-ban"}}};

constexpr std::array<Heading, 11> dossier_headings{
    {{Column::number, "tt", false, true},
     {Column::number, "stt"},
     {Column::system, "ten-he-thong-thong-tin", false, true},
     {Column::holder, "don-vi-van-hanh", false, true},
     {Column::level, "cap-do-de-xuat"},
     {Column::deadline, "thoi-gian-phe-duyet-hsdxcd", true, true},
     {Column::note, "ghi-chu", false, true},
     {Column::waiting_on, "dang-cho"},
     {Column::waiting_reason, "ly-do-cho"},
     {Column::document_number, "van-ban-so"},
     {Column::document_date, "ngay-van-ban"}}};

constexpr std::array<Heading, 3> report_headings{
    {{Column::number, "stt", false, true},
     {Column::number, "tt"},
     {Column::holder, "ten-co-quan-dia-phuong", false, true}}};

constexpr std::string_view period_heading = "thuc-hien-bao-cao-chuyen-doi-so-thang-";
constexpr std::size_t heading_rows_searched = 20;

bool fits(const Heading& heading, std::string_view slugged) {
    return heading.goes_on ? slugged.starts_with(heading.slug) : slugged == heading.slug;
}

template <class Headings>
bool place(const Headings& headings, const std::vector<std::string>& slugs, Layout& layout) {
    for (std::size_t at = 0; at < slugs.size(); ++at) {
        for (const Heading& heading : headings) {
            auto& column = layout.columns[static_cast<std::size_t>(heading.column)];
            if (!column && fits(heading, slugs[at])) {
                column = at;
            }
        }
    }
    return std::all_of(headings.begin(), headings.end(), [&](const Heading& heading) {
        return !heading.required || layout.at(heading.column);
    });
}

// "… tháng 9/2022" -> 2022-09
std::optional<PeriodColumn> period_of(std::size_t at, std::string_view heading) {
    const std::string folded = fold(heading);
    const std::size_t month_at = folded.rfind("thang ");
    if (month_at == std::string::npos) {
        return std::nullopt;
    }
    Phrase phrase(std::string_view(folded).substr(month_at));
    phrase.words("thang");
    const auto month = phrase.number(2);
    const auto year = phrase.of_year();
    if (!month || !year || *month < 1 || *month > 12 || !phrase.done()) {
        return std::nullopt;
    }
    const std::string digits = std::to_string(*month);
    const std::string in_year = std::to_string(*year);
    return PeriodColumn{at, in_year + (*month < 10 ? "-0" : "-") + digits, digits + "/" + in_year};
}

void place_periods(const std::vector<std::string>& slugs, Layout& layout) {
    for (std::size_t at = 0; at < slugs.size(); ++at) {
        if (slugs[at].starts_with(period_heading)) {
            if (auto period = period_of(at, layout.headings[at])) {
                layout.periods.push_back(*std::move(period));
            }
        }
    }
}

template <class Headings>
std::optional<Layout> try_kind(
    Kind kind, const Headings& headings, const std::vector<std::string>& slugs, Layout layout
) {
    layout.kind = kind;
    if (!place(headings, slugs, layout)) {
        return std::nullopt;
    }
    if (kind == Kind::report) {
        place_periods(slugs, layout);
    }
    return kind == Kind::report && layout.periods.empty() ? std::nullopt : std::optional(layout);
}

std::optional<Layout> recognise_row(const Row& row, std::size_t index) {
    Layout layout;
    layout.heading_row = index;
    std::vector<std::string> slugs;
    for (const Cell& cell : row.cells) {
        layout.headings.push_back(squeeze(cell.text));
        slugs.push_back(slug(cell.text));
    }
    if (auto plan = try_kind(Kind::plan_task, plan_headings, slugs, layout)) {
        return plan;
    }
    if (auto dossiers = try_kind(Kind::dossier, dossier_headings, slugs, layout)) {
        return dossiers;
    }
    return try_kind(Kind::report, report_headings, slugs, layout);
}

}  // namespace

std::string Layout::heading(Column column) const {
    return at(column) ? headings[*at(column)] : std::string();
}

std::optional<Layout> recognise(const Table& table) {
    const std::size_t rows = std::min(table.rows.size(), heading_rows_searched);
    for (std::size_t i = 0; i < rows; ++i) {
        if (auto layout = recognise_row(table.rows[i], i)) {
            return layout;
        }
    }
    return std::nullopt;
}

std::string known_headings() {
    return "of tasks (STT, Nội dung, nhiệm vụ, Đơn vị chủ trì, Thời gian thực hiện, Đánh giá mức "
           "độ thực hiện), of dossiers (TT, Tên hệ thống thông tin, Đơn vị vận hành, Thời gian "
           "phê duyệt HSĐXCĐ, Ghi chú) or of reports (STT, Tên cơ quan, địa phương, Thực hiện báo "
           "cáo chuyển đổi số tháng M/YYYY)";
}

std::string headings_found(const Document& document) {
    std::string found;
    for (const Table& table : document.tables) {
        found += found.empty() ? "" : "; ";
        found += table.name + ": ";
        for (const Cell& cell : table.rows.empty() ? std::vector<Cell>{} : table.rows[0].cells) {
            found += "[" + squeeze(cell.text).substr(0, 60) + "]";
        }
    }
    return found.empty() ? "no table" : found;
}

}  // namespace dunghan::intake
