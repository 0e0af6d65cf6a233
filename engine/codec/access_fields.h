// Listings of the events of tokens.
#pragma once

#include "engine/access/event.h"
#include "engine/codec/fields.h"

namespace dunghan {

template <>
inline constexpr auto fields<access::Token> = std::tuple{
    field("agency", &access::Token::agency),
    field("expires", &access::Token::expires),
    field("holder", &access::Token::holder),
    field("id", &access::Token::id),
    field("role", &access::Token::role),
    field("secret_hash", &access::Token::secret_hash)};

template <>
inline constexpr auto fields<access::TokenCreated> =
    std::tuple{field("token", &access::TokenCreated::token)};

template <>
inline constexpr auto fields<access::TokenRevoked> = std::tuple{
    field("id", &access::TokenRevoked::id), field("reason", &access::TokenRevoked::reason)};

template <>
inline constexpr auto fields<access::AccessDenied> = std::tuple{
    field("code", &access::AccessDenied::code),
    field("operation", &access::AccessDenied::operation),
    field("target", &access::AccessDenied::target)};

}  // namespace dunghan
