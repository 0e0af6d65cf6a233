// Listings of terms and of what they came to: definitions and tasks hold both.
#pragma once

#include "engine/codec/fields.h"
#include "engine/deadline/term.h"

namespace dunghan {

template <>
inline constexpr auto fields<Budget> =
    std::tuple{field("amount", &Budget::amount), field("unit", &Budget::unit)};

template <>
inline constexpr auto fields<TermRule> = std::tuple{
    field("basis", &TermRule::basis),
    field("budget", &TermRule::budget),
    field("id", &TermRule::id),
    field("label", &TermRule::label),
    field("printed", &TermRule::printed),
    field("roll", &TermRule::roll)};

template <>
inline constexpr auto fields<Pause> =
    std::tuple{field("from", &Pause::from), field("until", &Pause::until)};

template <>
inline constexpr auto fields<Reckoning> = std::tuple{
    field("anchor", &Reckoning::anchor),
    field("calendar", &Reckoning::calendar),
    field("due_before", &Reckoning::due_before),
    field("pauses", &Reckoning::pauses),
    field("provisional", &Reckoning::provisional)};

}  // namespace dunghan
