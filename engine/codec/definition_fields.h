// Listings of a kind of work.
#pragma once

#include "engine/codec/fields.h"
#include "engine/codec/term_fields.h"
#include "engine/definition/definition.h"

namespace dunghan {

template <>
inline constexpr auto fields<DeemedRule> = std::tuple{
    field("basis", &DeemedRule::basis),
    field("budget", &DeemedRule::budget),
    field("roll", &DeemedRule::roll),
    field("transition", &DeemedRule::transition)};

template <>
inline constexpr auto fields<StateRule> = std::tuple{
    field("ball", &StateRule::ball),
    field("deemed", &StateRule::deemed),
    field("id", &StateRule::id),
    field("name", &StateRule::name),
    field("paused", &StateRule::paused),
    field("progress", &StateRule::progress),
    field("terms", &StateRule::terms)};

template <>
inline constexpr auto fields<TransitionRule> = std::tuple{
    field("basis", &TransitionRule::basis),
    field("by", &TransitionRule::by),
    field("evidence", &TransitionRule::evidence),
    field("from", &TransitionRule::from),
    field("id", &TransitionRule::id),
    field("meets", &TransitionRule::meets),
    field("name", &TransitionRule::name),
    field("next_holder", &TransitionRule::next_holder),
    field("reason", &TransitionRule::reason),
    field("to", &TransitionRule::to)};

template <>
inline constexpr auto fields<ExtensionRule> =
    std::tuple{field("basis", &ExtensionRule::basis), field("max", &ExtensionRule::max)};

template <>
inline constexpr auto fields<DefinitionPublished> = std::tuple{
    field("calendar", &DefinitionPublished::calendar),
    field("extension", &DefinitionPublished::extension),
    field("id", &DefinitionPublished::id),
    field("initial", &DefinitionPublished::initial),
    field("name", &DefinitionPublished::name),
    field("policy", &DefinitionPublished::policy),
    field("states", &DefinitionPublished::states),
    field("terms", &DefinitionPublished::terms),
    field("transitions", &DefinitionPublished::transitions),
    field("version", &DefinitionPublished::version)};

}  // namespace dunghan
