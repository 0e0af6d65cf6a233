// Listings of the events of endpoints.
#pragma once

#include "engine/codec/fields.h"
#include "engine/endpoint/event.h"

namespace dunghan {

template <>
inline constexpr auto fields<endpoint::Endpoint> = std::tuple{
    field("agency", &endpoint::Endpoint::agency),
    field("id", &endpoint::Endpoint::id),
    field("ordered", &endpoint::Endpoint::ordered),
    field("owner", &endpoint::Endpoint::owner),
    field("types", &endpoint::Endpoint::types),
    field("url", &endpoint::Endpoint::url)};

template <>
inline constexpr auto fields<endpoint::SecretMark> = std::tuple{
    field("id", &endpoint::SecretMark::id), field("public_key", &endpoint::SecretMark::public_key)};

template <>
inline constexpr auto fields<endpoint::EgressGrant> = std::tuple{
    field("expires", &endpoint::EgressGrant::expires),
    field("port", &endpoint::EgressGrant::port),
    field("range", &endpoint::EgressGrant::range)};

template <>
inline constexpr auto fields<endpoint::Created> =
    std::tuple{field("endpoint", &endpoint::Created::endpoint)};

template <>
inline constexpr auto fields<endpoint::Changed> =
    std::tuple{field("endpoint", &endpoint::Changed::endpoint)};

template <>
inline constexpr auto fields<endpoint::SecretRotated> = std::tuple{
    field("id", &endpoint::SecretRotated::id),
    field("older_until", &endpoint::SecretRotated::older_until),
    field("secret", &endpoint::SecretRotated::secret)};

template <>
inline constexpr auto fields<endpoint::EgressGranted> = std::tuple{
    field("grant", &endpoint::EgressGranted::grant),
    field("id", &endpoint::EgressGranted::id),
    field("reason", &endpoint::EgressGranted::reason)};

template <>
inline constexpr auto fields<endpoint::EgressWithdrawn> = std::tuple{
    field("id", &endpoint::EgressWithdrawn::id),
    field("port", &endpoint::EgressWithdrawn::port),
    field("range", &endpoint::EgressWithdrawn::range),
    field("reason", &endpoint::EgressWithdrawn::reason)};

template <>
inline constexpr auto fields<endpoint::Disabled> = std::tuple{
    field("cause", &endpoint::Disabled::cause),
    field("id", &endpoint::Disabled::id),
    field("reason", &endpoint::Disabled::reason)};

template <>
inline constexpr auto fields<endpoint::Enabled> =
    std::tuple{field("id", &endpoint::Enabled::id), field("reason", &endpoint::Enabled::reason)};

template <>
inline constexpr auto fields<endpoint::Removed> =
    std::tuple{field("id", &endpoint::Removed::id), field("reason", &endpoint::Removed::reason)};

template <>
inline constexpr auto fields<endpoint::Tested> = std::tuple{field("id", &endpoint::Tested::id)};

template <>
inline constexpr auto fields<endpoint::ReplayRequested> = std::tuple{
    field("id", &endpoint::ReplayRequested::id),
    field("reason", &endpoint::ReplayRequested::reason),
    field("since", &endpoint::ReplayRequested::since)};

}  // namespace dunghan
