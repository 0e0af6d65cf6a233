// Codes and titles of duties: text with {placeholders}.
//
//   {period}       id of the period               2026-11
//   {member}       id of the agency               so-du-lich
//   {name}         its printed name               Sở Du lịch
//   {month}        of the period's last day       11/2026
//   {year}                                        2026
//   {from}, {to}   its first and last day         15/10/2026
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/series/period.h"

namespace dunghan::series {

struct Values {
    const Period& period;
    std::string_view member;
    std::string_view name;
};

// The first placeholder that is none of the above, or a brace without its other half.
[[nodiscard]] std::optional<std::string> unknown_placeholder(std::string_view text);

[[nodiscard]] bool has_placeholder(std::string_view text, std::string_view name);

// What is no placeholder stays as it is.
[[nodiscard]] std::string filled(std::string_view text, const Values& values);

}  // namespace dunghan::series
