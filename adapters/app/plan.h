// What publishing documents would do to the days ahead, under one hash: the plan that `preview`
// shows and `publish --plan` demands.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/forecast/changes.h"
#include "engine/forecast/staying.h"
#include "engine/runtime/publish.h"

namespace dunghan::app {

// Changes that concern one agency: whoever is told about the task.
struct AgencyChanges {
    std::vector<const forecast::DeadlineMoved*> deadlines;
    std::vector<const forecast::VerdictMoved*> verdicts;
    std::vector<const forecast::ReminderMoved*> reminders;
    std::vector<const forecast::Staying*> staying;
};

struct Plan {
    Position base;  // the last record it rests on
    Sha256 root;    // of the tree up to there
    forecast::Settings settings;
    std::vector<Publication> documents;
    forecast::Changes changes;
    std::vector<forecast::Staying> staying;  // of the definitions among the documents
    Directory directory;                     // with the change, for names
};

// By agency id.
[[nodiscard]] std::map<std::string, AgencyChanges> by_agency(const Plan& plan);

// Runs the days ahead with and without the documents, over a store that is only read. Errors: those
// of publish() and of the forecasts.
[[nodiscard]] Result<Plan> make_plan(
    const Store& base, std::vector<Publication> documents, const forecast::Settings& settings
);

// Canonical JSON, one line each: what it rests on and what is published, then each change, grouped
// by agency. Format: docs/formats/forecast.md
[[nodiscard]] std::vector<std::string> plan_lines(const Plan& plan);

// SHA-256 over those lines, each with its line end; 64 hex digits.
[[nodiscard]] std::string plan_hash(const std::vector<std::string>& lines);

}  // namespace dunghan::app
