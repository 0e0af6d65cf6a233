// A kind of work as data: states, transitions, terms. Published into the log whole, one version at
// a time; a running task stays on its version until it is migrated.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/deadline/term.h"
#include "engine/directory/role.h"

namespace dunghan {

// What the state means on the clock and in reports. The values are those of task::Progress.
enum class StateProgress : std::uint8_t {
    not_started = 1,
    in_progress = 2,
    submitted = 3,
    completed = 4,
    cancelled = 5,
};

// Silence for so long takes the transition by itself. It counts from entering the state, in a
// paused one too.
struct DeemedRule {
    Budget budget;
    Roll roll = Roll::next_working_day;
    std::string transition;  // empty: no such rule
    std::string basis;
    bool operator==(const DeemedRule&) const = default;
};

struct StateRule {
    std::string id;    // "appraising"
    std::string name;  // "Đang thẩm định"
    StateProgress progress = StateProgress::in_progress;
    // Who is waited for, and reminded, in this state; deputy and head are those of the holder.
    Role ball = Role::holder;
    // Ids of terms that begin when it is entered: one that runs already runs on, one that was met
    // begins anew.
    std::vector<std::string> terms;
    bool paused = false;  // running terms stand still in this state
    DeemedRule deemed;
    bool operator==(const StateRule&) const = default;
};

struct TransitionRule {
    std::string id;    // "submit"
    std::string name;  // "Gửi hồ sơ thẩm định"
    std::vector<std::string> from;
    std::string to;
    std::vector<Role> by;  // who may; empty: anybody, silence too
    // What it takes besides an actor.
    bool evidence = false;
    bool reason = false;
    bool basis = false;
    bool next_holder = false;        // to whom the ball goes: the appraiser of the states after it
    std::vector<std::string> meets;  // ids of terms it meets; their clocks stop
    bool operator==(const TransitionRule&) const = default;
};

struct ExtensionRule {
    std::int32_t max = 0;  // how many times; 0: never
    bool basis = true;     // a document must allow it
    bool operator==(const ExtensionRule&) const = default;
};

struct DefinitionPublished {
    std::string id;  // "security-dossier"
    std::uint32_t version = 1;
    std::string name;      // "Hồ sơ đề xuất cấp độ"
    std::string initial;   // the state of a new task
    std::string policy;    // of its reminders; empty: "default"
    std::string calendar;  // of its terms; empty: the holder's, else the policy's
    std::vector<StateRule> states;
    std::vector<TransitionRule> transitions;
    std::vector<TermRule> terms;
    ExtensionRule extension;
    bool operator==(const DefinitionPublished&) const = default;
};

using Definition = DefinitionPublished;

struct PublishDefinition {
    DefinitionPublished content;
};

}  // namespace dunghan
