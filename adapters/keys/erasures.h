// The list of who was erased, beside the keys: DIR/keys/erased. It names no person and opens
// nothing; whoever restores a backup older than an erasure learns from it which keys must not come
// back. Format: docs/formats/personal_data.md
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/base/sha256.h"

namespace dunghan {

struct Erasure {
    Instant at;  // when it happened
    std::string basis;
    // SHA-256 of the key's file, its name in a backup; nothing: the key was gone before.
    std::optional<Sha256> key;
    bool operator==(const Erasure&) const = default;
};

// By the person's id.
using Erasures = std::map<std::string, Erasure>;

// Line ends and runs of blanks in a basis become one blank.
[[nodiscard]] std::string encode_erasures(const Erasures& erasures);

// Errors: corruption, naming the line; refused, when a newer release wrote it.
[[nodiscard]] Result<Erasures> decode_erasures(std::string_view text);

// Empty where there is no such file. Errors: those of decode_erasures() with the file, unavailable.
[[nodiscard]] Result<Erasures> read_erasures(const std::filesystem::path& file);

// Makes its folder; durable on return. Error: unavailable.
[[nodiscard]] Result<void> write_erasures(
    const std::filesystem::path& file, const Erasures& erasures
);

// Puts `more` into `into`. Error: refused, when they name different keys for one person: the two
// are lists of different logs.
[[nodiscard]] Result<void> merge(Erasures& into, const Erasures& more);

// Whether the key file `octets` of `person` is one that was destroyed. Error: refused, when the
// person was erased with another key: the list is another log's.
[[nodiscard]] Result<bool> was_destroyed(
    const Erasures& erasures, const std::string& person, std::string_view octets
);

}  // namespace dunghan
