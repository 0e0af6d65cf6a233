#include "engine/base/text.h"
#include "engine/intake/table_rows.h"

namespace dunghan::intake {
namespace {

using task::Progress;

// An unknown agency still has a code, so that its row is not lost.
std::string agency_of(const std::vector<Party>& holders) {
    const Party& holder = holders.front();
    return holder.kind == PartyKind::agency ? holder.id : slug(holder.id);
}

void read_mark(TableReading& reading, const Line& line, const PeriodColumn& period, Fact& fact) {
    const std::string& printed = line.cells[period.at].text;
    const std::string mark = fold(printed);
    if (!mark.empty() && mark != "x") {
        reading.set_aside(
            line,
            reading.layout().headings[period.at],
            printed,
            fact.code,
            "Expected X for a filed report or an empty cell, but this is neither: correct the cell"
        );
        return;
    }
    const bool filed = mark == "x";
    fact.progress.emplace();
    fact.progress->progress = filed ? Progress::completed : Progress::not_started;
    fact.progress->observed = true;
    fact.rating.emplace();
    fact.rating->code = filed ? "filed" : "missing";
}

}  // namespace

void read_report_rows(TableReading& reading, const std::vector<Line>& lines) {
    for (const Line& line : lines) {
        Fact agency = reading.fact_of(line, "");
        if (agency.description.holders.empty()) {
            continue;
        }
        for (const PeriodColumn& period : reading.layout().periods) {
            Fact fact = agency;
            fact.code = "bc-" + period.period + "-" + agency_of(agency.description.holders);
            fact.description.section = period.period;
            fact.description.title = "Báo cáo chuyển đổi số tháng " + period.printed;
            read_mark(reading, line, period, fact);
            reading.add(std::move(fact));
        }
    }
}

}  // namespace dunghan::intake
