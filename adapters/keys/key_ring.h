// The keys of persons: one small file each, outside the log and the store, so that they can be
// destroyed. Format: docs/formats/personal_data.md
//
// Files are readable by their owner only, made durable before they are used, and never changed.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/base/sha256.h"

namespace dunghan {

using PersonKey = std::array<std::uint8_t, 32>;

class KeyRing {
 public:
    // In `folder`, made when the first key is.
    explicit KeyRing(std::filesystem::path folder);

    // Makes a random key where there is none; durable on return. Error: unavailable, corruption.
    [[nodiscard]] Result<PersonKey> make(const std::string& person);

    // Nothing: there is no such key. Errors: corruption, refused (others may read it), unavailable;
    // each names the file.
    [[nodiscard]] Result<std::optional<PersonKey>> find(const std::string& person) const;

    // The file's octets, for a copy of it; otherwise like find().
    [[nodiscard]] Result<std::optional<std::string>> read(const std::string& person) const;

    // SHA-256 of the file's octets, whoever may read it; nothing: there is none, or it is damaged.
    [[nodiscard]] std::optional<Sha256> fingerprint(const std::string& person) const;

    // Overwrites the file, takes it out and makes both durable. None there: done already.
    // What the medium keeps behind the file system's back is beyond any program.
    [[nodiscard]] Result<void> destroy(const std::string& person);

    [[nodiscard]] std::filesystem::path file_of(const std::string& person) const;

 private:
    std::filesystem::path folder_;
};

}  // namespace dunghan
