#include "engine/intake/reading.h"

#include <algorithm>

#include "engine/base/text.h"

namespace dunghan::intake {
namespace {

constexpr std::size_t remembered_cells_max = 4'096;

template <class Value, class Read>
const Value& remembered(std::map<std::string, Value>& known, const std::string& cell, Read read) {
    if (const auto found = known.find(cell); found != known.end()) {
        return found->second;
    }
    if (known.size() == remembered_cells_max) {
        known.clear();
    }
    return known.emplace(cell, read(cell)).first->second;
}

}  // namespace

void Reading::add(Fact fact) {
    if (!seen_.emplace(fact.kind, fact.code).second) {
        facts_.undecided.push_back(
            {fact.table,
             fact.row,
             "",
             fact.description.title,
             "Expected each number once, but " + fact.code +
                 " stands here a second time: number the rows anew",
             fact.code}
        );
        return;
    }
    facts_.facts.push_back(std::move(fact));
}

const std::vector<Party>& Reading::parties_in(const std::string& cell) {
    return remembered(parties_, cell, [&](const std::string& text) {
        return names_.parties_in(text);
    });
}

const std::vector<Milestone>& Reading::deadlines_in(const std::string& cell) {
    return remembered(deadlines_, cell, [&](const std::string& text) {
        return parse_deadlines(text, options_.deadlines);
    });
}

Fact TableReading::fact_of(const Line& line, std::string code) {
    Fact fact;
    fact.kind = layout_.kind;
    fact.table = table_.name;
    fact.row = line.row;
    fact.description.section = line.section;
    fact.description.holders = parties(line, Column::holder, code);
    if (fact.description.holders.empty() && !line.sub) {
        set_aside(line, Column::holder, code, "Expected who is responsible, but the cell is empty");
    }
    fact.code = std::move(code);
    return fact;
}

std::vector<Party> TableReading::parties(const Line& line, Column column, const std::string& task) {
    std::vector<Party> parties = reading_.parties_in(text(line, column));
    std::string unknown;
    for (const Party& party : parties) {
        if (party.kind == PartyKind::unresolved) {
            unknown += (unknown.empty() ? "'" : ", '") + party.id + "'";
        }
    }
    // A cell handed down to sub-rows is doubtful once, not once per sub-row.
    if (!unknown.empty() && !(line.sub && line.cells[*layout_.at(column)].covered)) {
        set_aside(
            line,
            column,
            task,
            "Expected names of the directory, but it does not know " + unknown +
                ": add the name or an alias to the directory, or correct the cell"
        );
    }
    return parties;
}

std::vector<Milestone> TableReading::deadlines(const Line& line, const std::string& task) {
    std::vector<Milestone> milestones = reading_.deadlines_in(text(line, Column::deadline));
    const bool doubtful =
        std::any_of(milestones.begin(), milestones.end(), [](const Milestone& milestone) {
            return milestone.form == DeadlineForm::undecided;
        });
    if (doubtful) {
        set_aside(
            line,
            Column::deadline,
            task,
            "Expected a deadline like 'Tháng 5/2022', 'Quý II/2022', 'Năm 2022', 'Từ tháng "
            "7/2022', 'trước ngày 20/10/2022', '20/10/2022' or 'Hàng năm', but this is none: set "
            "the deadline by hand"
        );
    }
    return milestones;
}

void TableReading::set_aside(
    const Line& line, Column column, const std::string& task, std::string why
) {
    set_aside(line, layout_.heading(column), text(line, column), task, std::move(why));
}

void TableReading::set_aside(
    const Line& line, std::string heading, std::string raw, const std::string& task, std::string why
) {
    reading_.facts().undecided.push_back(
        {table_.name, line.row, std::move(heading), std::move(raw), std::move(why), task}
    );
}

}  // namespace dunghan::intake
