// Listings of a person's events.
#pragma once

#include "engine/codec/fields.h"
#include "engine/person/event.h"

namespace dunghan {

template <>
inline constexpr auto fields<person::Described> = std::tuple{
    field("agency", &person::Described::agency),
    field("person", &person::Described::person),
    field("reachable", &person::Described::reachable),
    field("sealed", &person::Described::sealed)};

template <>
inline constexpr auto fields<person::Erased> = std::tuple{
    field("basis", &person::Erased::basis),
    field("person", &person::Erased::person),
    field("reason", &person::Erased::reason)};

}  // namespace dunghan
