// One function per kind of table: its lines become facts. Rules: docs/formats/documents.md
#pragma once

#include <vector>

#include "engine/intake/reading.h"

namespace dunghan::intake {

void read_plan_rows(TableReading& reading, const std::vector<Line>& lines);
void read_dossier_rows(TableReading& reading, const std::vector<Line>& lines);
void read_report_rows(TableReading& reading, const std::vector<Line>& lines);

// The columns that any of the tables may have besides: whom it waits for, which document proves it.
void read_extra_columns(TableReading& reading, const Line& line, Fact& fact);

}  // namespace dunghan::intake
