// A wish in words, as a person types it or a program sends it: one shape for `dunghan act` and for
// a line of `dunghan commands`. Format: docs/formats/commands.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/directory/resolve.h"
#include "engine/task/command.h"

namespace dunghan::app {

// Empty text: not said.
struct Wish {
    std::string id;      // name of the wish: repeated, it is answered, not done again
    std::string task;    // "2.8"
    std::string action;  // one of wish_actions
    std::string actor;   // who says so
    std::string at;      // when it happened; not said: now
    std::optional<std::uint64_t> expected;  // version of the task the caller believes in
    std::string note;
    std::string reason;
    std::string basis;
    std::string party;
    std::string rating;
    std::string until;
    std::string issuer;
    std::string number;
    std::string date;
    std::optional<std::uint64_t> milestone;  // counted from 1, as people do; not said: 1
    std::string kind;
    std::string title;
    std::string holder;
    std::string deadline;
    std::string definition;  // "security-dossier", or "security-dossier/2"
    std::string state;
    std::string parent;  // code of a task
    std::string transition;
    std::string as;       // role: holder, deputy, head, coordinator, committee, appraiser
    std::string promise;  // a day: 2026-11-20
};

using WishMember = std::variant<std::string Wish::*, std::optional<std::uint64_t> Wish::*>;

// `name` is the key in a line; the option of `act` is the same with '-' for '_'.
struct WishField {
    std::string_view name;
    WishMember member;
    std::string_view help;
    bool common = false;  // belongs to every action
};

struct WishAction {
    std::string_view name;
    std::vector<std::string_view> fields;  // besides the common ones
};

extern const std::vector<WishField> wish_fields;
extern const std::vector<WishAction> wish_actions;

// "start, submit, complete, …".
[[nodiscard]] std::string wish_action_names();

// What the log tells a reader of words: names of parties, and the zone in which days end.
struct WishReader {
    const NameIndex& names;
    const Zone& zone;
};

// Error: invalid, naming the field: an unknown action, a field that the action does not read, a
// value that cannot be read.
[[nodiscard]] Result<task::Command> command_of(const Wish& wish, const WishReader& reader);

}  // namespace dunghan::app
