#include "engine/intake/facts.h"

#include <algorithm>

#include "engine/intake/claims.h"
#include "engine/intake/reading.h"
#include "engine/intake/recognise.h"
#include "engine/intake/table_rows.h"

namespace dunghan::intake {
namespace {

void read_table(Reading& reading, const Table& table, const Layout& layout) {
    const std::vector<Line> lines = lines_of(table, layout, reading.facts().undecided);
    std::vector<Fact>& facts = reading.facts().facts;
    facts.reserve(facts.size() + lines.size() * std::max<std::size_t>(layout.periods.size(), 1));
    TableReading table_reading(reading, table, layout);
    switch (layout.kind) {
        case task::Kind::plan_task: read_plan_rows(table_reading, lines); break;
        case task::Kind::dossier: read_dossier_rows(table_reading, lines); break;
        case task::Kind::report: read_report_rows(table_reading, lines); break;
    }
}

}  // namespace

Result<Facts> facts_of(
    const Document& document, const NameIndex& names, const ReadOptions& options
) {
    Reading reading(names, options);
    bool recognised = false;
    for (const Table& table : document.tables) {
        if (const auto layout = recognise(table)) {
            recognised = true;
            read_table(reading, table, *layout);
        }
    }
    if (!recognised) {
        return fail(
            ErrorCode::invalid,
            document.file + ": Expected a table with the headings " + known_headings() +
                ", but found " + headings_found(document)
        );
    }
    Facts facts = std::move(reading.facts());
    facts.inconsistencies = contradicted_claims(document.body, facts.facts);
    return facts;
}

}  // namespace dunghan::intake
