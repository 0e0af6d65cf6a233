// Store formats: which one is there, who reads it, and how an earlier one becomes the present one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/base/result.h"

namespace dunghan::rocks {

// What a store says of itself.
struct StoreFormat {
    std::uint64_t number = 0;
    std::string release;  // the first that can open it; empty in format 1, which did not say
};

// Reads nothing but that, and changes nothing. Nothing: no store there, or one that was being made
// when the machine stopped. Errors: corruption, unavailable.
[[nodiscard]] Result<std::optional<StoreFormat>> format_in(const std::filesystem::path& directory);

// Refuses a store whose families are not those of the present format, before opening it could add
// any. Errors: refused, with the way out; those of format_in.
[[nodiscard]] Result<void> check_families(const std::filesystem::path& directory);

// The refusal of a format that is not the present one.
[[nodiscard]] tl::unexpected<Error> wrong_format(
    const std::filesystem::path& directory, const StoreFormat& found
);

// The release that brought a format.
[[nodiscard]] std::string release_of(std::uint64_t format);

}  // namespace dunghan::rocks
