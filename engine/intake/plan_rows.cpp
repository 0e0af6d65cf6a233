#include "engine/base/text.h"
#include "engine/intake/printed_code.h"
#include "engine/intake/printed_date.h"
#include "engine/intake/row_shape.h"
#include "engine/intake/table_rows.h"

namespace dunghan::intake {
namespace {

// Lines of one item: the numbered one and those under it.
struct Item {
    std::size_t begin = 0;
    std::size_t end = 0;  // excluded

    [[nodiscard]] bool is_split() const { return end - begin > 1; }
};

std::vector<Item> items_of(const std::vector<Line>& lines) {
    std::vector<Item> items;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].sub || items.empty()) {
            items.push_back({i, i});
        }
        items.back().end = i + 1;
    }
    return items;
}

// "6.10." -> "6.10"
std::string item_number(std::string_view printed) {
    std::string number = squeeze(printed);
    if (number.ends_with('.')) {
        number.pop_back();
    }
    return number;
}

void read_assessment(TableReading& reading, const Line& line, Fact& fact) {
    const std::string& printed = reading.text(line, Column::code);
    const auto code = read_code(printed);
    if (!code) {
        reading.set_aside(
            line,
            Column::code,
            fact.code,
            "Expected HT, ĐTH-Đ, ĐTH-T, CTH-T or CTH-Đ, but this is none: rate the task by hand"
        );
        return;
    }
    fact.progress.emplace();
    fact.progress->progress = code->progress;
    fact.progress->note = reading.text(line, Column::result);
    fact.progress->observed = true;
    fact.rating.emplace();
    fact.rating->code = code->code;
}

void read_line(
    TableReading& reading,
    const Line& line,
    const std::string& code,
    bool split,
    std::optional<Instant> assigned_at
) {
    Fact fact = reading.fact_of(line, code);
    fact.assigned_at = assigned_at;
    fact.description.partners = reading.parties(line, Column::partner, code);
    fact.milestones = reading.deadlines(line, code);
    fact.description.title = squeeze(reading.text(line, Column::content));
    if (split) {
        // What is assessed is the part; the numbered item is what it belongs to.
        fact.description.item = fact.description.title;
        const std::string& part = fact.milestones.front().label;
        fact.description.title = part.empty() ? fact.description.item : part;
    }
    read_assessment(reading, line, fact);
    read_extra_columns(reading, line, fact);
    reading.add(std::move(fact));
}

}  // namespace

void read_plan_rows(TableReading& reading, const std::vector<Line>& lines) {
    std::optional<Instant> assigned_at;
    if (const auto date = document_date(reading.table().caption, "ke hoach so")) {
        assigned_at = start_of(*date, reading.options().deadlines.zone);
    }
    for (const Item& item : items_of(lines)) {
        const Line& first = lines[item.begin];
        const std::string number = item_number(reading.text(first, Column::number));
        if (!is_item_number(number)) {
            reading.set_aside(
                first,
                Column::number,
                "",
                "Expected a number like 6.10, but this is none: number the row, it was left out"
            );
            continue;
        }
        for (std::size_t i = item.begin; i < item.end; ++i) {
            const std::string part = '#' + std::to_string(i - item.begin + 1);
            read_line(
                reading,
                lines[i],
                item.is_split() ? number + part : number,
                item.is_split(),
                assigned_at
            );
        }
    }
}

}  // namespace dunghan::intake
