// Listings of the rows of the ledger. The order is the order of the octets.
#pragma once

#include "engine/codec/fields.h"
#include "engine/endpoint/call.h"

namespace dunghan {

template <>
inline constexpr auto fields<endpoint::Call> = std::tuple{
    field("position", &endpoint::Call::position),
    field("stream", &endpoint::Call::stream),
    field("recorded", &endpoint::Call::recorded),
    field("attempts", &endpoint::Call::attempts),
    field("next", &endpoint::Call::next),
    field("replayed", &endpoint::Call::replayed)};

template <>
inline constexpr auto fields<endpoint::FailureStreak> = std::tuple{
    field("first", &endpoint::FailureStreak::first),
    field("latest", &endpoint::FailureStreak::latest)};

template <>
inline constexpr auto fields<endpoint::Standing> = std::tuple{
    field("cursor", &endpoint::Standing::cursor),
    field("streak", &endpoint::Standing::streak),
    field("forgiven", &endpoint::Standing::forgiven)};

template <>
inline constexpr auto fields<endpoint::Attempt> = std::tuple{
    field("started", &endpoint::Attempt::started),
    field("position", &endpoint::Attempt::position),
    field("number", &endpoint::Attempt::number),
    field("message", &endpoint::Attempt::message),
    field("type", &endpoint::Attempt::type),
    field("url", &endpoint::Attempt::url),
    field("outcome", &endpoint::Attempt::outcome),
    field("status", &endpoint::Attempt::status),
    field("latency_ms", &endpoint::Attempt::latency_ms),
    field("answer", &endpoint::Attempt::answer),
    field("error", &endpoint::Attempt::error),
    field("next", &endpoint::Attempt::next),
    field("dead", &endpoint::Attempt::dead)};

}  // namespace dunghan
