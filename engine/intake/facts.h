// What a document says, in the engine's words: facts to be compared with what the log knows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/deadline/parse.h"
#include "engine/directory/resolve.h"
#include "engine/intake/table.h"
#include "engine/task/event.h"

namespace dunghan::intake {

// A cell that could not be read. It waits for a person; the rest of its row goes in.
struct Undecided {
    std::string table;
    std::uint32_t row = 0;
    std::string column;  // the heading
    std::string text;    // raw
    std::string why;     // what was expected, and what to do
    std::string task;    // code of the row it belongs to; may be empty
    bool operator==(const Undecided&) const = default;
};

// All that one row says about one task. Absent: the document does not speak of it.
struct Fact {
    task::Kind kind = task::Kind::plan_task;
    std::string code;
    std::optional<Instant> assigned_at;  // the plan's own date, where the file states it
    task::Description description;
    std::vector<Milestone> milestones;
    std::optional<task::ProgressReported> progress;
    std::optional<task::Rated> rating;
    std::optional<task::WaitingOnSet> waiting_on;
    std::optional<task::ExtensionRequested> extension;
    std::vector<task::Evidence> evidence;
    std::string table;
    std::uint32_t row = 0;
};

// A number the running text claims and the rows contradict.
struct Inconsistency {
    std::string what;  // "CTH-T", "tasks"
    std::int64_t claimed = 0;
    std::int64_t counted = 0;
};

struct Facts {
    std::vector<Fact> facts;
    std::vector<Undecided> undecided;
    std::vector<Inconsistency> inconsistencies;
};

struct ReadOptions {
    DeadlineOptions deadlines;
    std::string appraiser;  // agency id that appraises dossiers; empty: unknown
};

// Recognises the tables by their headings (any order of columns), inherits merged cells, joins
// continuation rows, counts sub-rows. Pure. Error: invalid when no table is recognised, saying
// which headings are known and which were found.
[[nodiscard]] Result<Facts> facts_of(
    const Document& document, const NameIndex& names, const ReadOptions& options
);

// SHA-256 in hex over codes, kinds, holders, milestones, progress and ratings of all facts, in
// code order: two files that state the same plan have the same digest, however they are laid out.
[[nodiscard]] std::string digest_of(const Facts& facts);

}  // namespace dunghan::intake
