// Listings of the digest's events and the values inside them.
#pragma once

#include "engine/codec/fields.h"
#include "engine/reminder/event.h"
#include "engine/reminder/outbox.h"

namespace dunghan {

template <>
inline constexpr auto fields<reminder::Item> = std::tuple{
    field("code", &reminder::Item::code),
    field("days_late", &reminder::Item::days_late),
    field("days_left", &reminder::Item::days_left),
    field("days_silent", &reminder::Item::days_silent),
    field("deadline", &reminder::Item::deadline),
    field("due", &reminder::Item::due),
    field("extension_pending", &reminder::Item::extension_pending),
    field("holder", &reminder::Item::holder),
    field("item", &reminder::Item::item),
    field("key", &reminder::Item::key),
    field("kind", &reminder::Item::kind),
    field("level", &reminder::Item::level),
    field("members", &reminder::Item::members),
    field("milestone", &reminder::Item::milestone),
    field("progress", &reminder::Item::progress),
    field("promise", &reminder::Item::promise),
    field("rung", &reminder::Item::rung),
    field("silent", &reminder::Item::silent),
    field("stage", &reminder::Item::stage),
    field("title", &reminder::Item::title),
    field("told", &reminder::Item::told),
    field("verdict", &reminder::Item::verdict),
    field("waiting_on", &reminder::Item::waiting_on)};

template <>
inline constexpr auto fields<reminder::DigestIssued> = std::tuple{
    field("address", &reminder::DigestIssued::address),
    field("as_of", &reminder::DigestIssued::as_of),
    field("dropped", &reminder::DigestIssued::dropped),
    field("items", &reminder::DigestIssued::items),
    field("message_id", &reminder::DigestIssued::message_id),
    field("notice", &reminder::DigestIssued::notice),
    field("omitted", &reminder::DigestIssued::omitted),
    field("policies", &reminder::DigestIssued::policies),
    field("recipient", &reminder::DigestIssued::recipient),
    field("recipient_name", &reminder::DigestIssued::recipient_name),
    field("redirected", &reminder::DigestIssued::redirected),
    field("slot", &reminder::DigestIssued::slot)};

template <>
inline constexpr auto fields<reminder::DeliveryClaimed> = std::tuple{
    field("attempt", &reminder::DeliveryClaimed::attempt),
    field("transport", &reminder::DeliveryClaimed::transport)};

template <>
inline constexpr auto fields<reminder::DeliverySent> = std::tuple{
    field("answer", &reminder::DeliverySent::answer),
    field("attempt", &reminder::DeliverySent::attempt),
    field("message_sha256", &reminder::DeliverySent::message_sha256)};

template <>
inline constexpr auto fields<reminder::DeliveryFailed> = std::tuple{
    field("answer", &reminder::DeliveryFailed::answer),
    field("attempt", &reminder::DeliveryFailed::attempt),
    field("permanent", &reminder::DeliveryFailed::permanent),
    field("retry_at", &reminder::DeliveryFailed::retry_at)};

template <>
inline constexpr auto fields<reminder::DeliveryUncertain> = std::tuple{
    field("answer", &reminder::DeliveryUncertain::answer),
    field("attempt", &reminder::DeliveryUncertain::attempt),
    field("retry_at", &reminder::DeliveryUncertain::retry_at)};

template <>
inline constexpr auto fields<reminder::DeliveryWithdrawn> =
    std::tuple{field("reason", &reminder::DeliveryWithdrawn::reason)};

template <>
inline constexpr auto fields<reminder::OutboxHeld> = std::tuple{
    field("reason", &reminder::OutboxHeld::reason),
    field("root", &reminder::OutboxHeld::root),
    field("size", &reminder::OutboxHeld::size)};

template <>
inline constexpr auto fields<reminder::OutboxReleased> =
    std::tuple{field("reason", &reminder::OutboxReleased::reason)};

}  // namespace dunghan
