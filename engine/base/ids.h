// Strong types for what could be swapped by mistake.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace dunghan {

// Place of an event in the whole log, from 1, without gaps. 0 means "before the first".
struct Position {
    std::uint64_t value = 0;
    auto operator<=>(const Position&) const = default;
};

// Place of an event in its stream, from 1. 0 means "no such stream yet".
struct StreamVersion {
    std::uint64_t value = 0;
    auto operator<=>(const StreamVersion&) const = default;
};

// Names one aggregate's history: "task/2.8", "dossier/hs-so-du-lich", "directory". NFC, 1 to 200
// octets, no control characters.
struct StreamId {
    std::string value;
    auto operator<=>(const StreamId&) const = default;
};

// The caller's name for one wish. Repeating a command with its id repeats the answer, not the act.
struct CommandId {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const CommandId&) const = default;
};

// First 16 octets of SHA-256 over `text`: the same wish always has the same id.
[[nodiscard]] CommandId command_id_from(std::string_view text);
[[nodiscard]] std::string to_hex(const CommandId& id);

}  // namespace dunghan
