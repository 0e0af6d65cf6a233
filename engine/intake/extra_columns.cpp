#include "engine/base/text.h"
#include "engine/intake/printed_date.h"
#include "engine/intake/table_rows.h"

namespace dunghan::intake {
namespace {

// Nobody can be reminded of two balls at once: one name, and one the directory knows.
void read_waiting_on(TableReading& reading, const Line& line, Fact& fact) {
    const auto parties = reading.parties(line, Column::waiting_on, fact.code);
    if (parties.size() > 1) {
        reading.set_aside(
            line,
            Column::waiting_on,
            fact.code,
            "Expected one name, but there are " + std::to_string(parties.size()) +
                ": name the one who holds it now"
        );
        return;
    }
    if (!parties.empty()) {
        fact.waiting_on = task::WaitingOnSet{
            parties.front(), squeeze(reading.text(line, Column::waiting_reason))};
    }
}

void read_extension(TableReading& reading, const Line& line, Fact& fact) {
    if (std::string until = squeeze(reading.text(line, Column::extension)); !until.empty()) {
        fact.extension.emplace();
        fact.extension->until = std::move(until);
    }
}

void read_evidence(TableReading& reading, const Line& line, Fact& fact) {
    task::Evidence evidence;
    evidence.number = squeeze(reading.text(line, Column::document_number));
    if (evidence.number.empty()) {
        return;
    }
    const std::string& printed = reading.text(line, Column::document_date);
    if (const auto date = read_date(printed)) {
        evidence.date = to_iso(*date);
    } else if (!printed.empty()) {
        reading.set_aside(
            line,
            Column::document_date,
            fact.code,
            "Expected a day like 09/6/2022, but this is none: correct the cell"
        );
    }
    fact.evidence.push_back(std::move(evidence));
}

}  // namespace

void read_extra_columns(TableReading& reading, const Line& line, Fact& fact) {
    read_waiting_on(reading, line, fact);
    read_extension(reading, line, fact);
    read_evidence(reading, line, fact);
}

}  // namespace dunghan::intake
