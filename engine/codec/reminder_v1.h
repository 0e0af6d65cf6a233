// A reminder as releases up to 0.2.0 issued it: every rung was told to everybody named.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "engine/codec/schema.h"
#include "engine/codec/task_fields.h"

namespace dunghan {

namespace reminder_v1 {

struct Reached {
    std::string rung;
    std::uint32_t occurrence = 0;
    std::int32_t milestone = -1;
    Instant anchor;
    Instant planned;
};

struct Superseded {
    std::string rung;
    std::int32_t milestone = -1;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
};

struct Issued {
    Instant slot;
    std::string policy;
    std::vector<Reached> reached;
    std::vector<Superseded> superseded;
    std::vector<std::string> recipients;
};

}  // namespace reminder_v1

template <>
inline constexpr auto fields<reminder_v1::Reached> = std::tuple{
    field("anchor", &reminder_v1::Reached::anchor),
    field("milestone", &reminder_v1::Reached::milestone),
    field("occurrence", &reminder_v1::Reached::occurrence),
    field("planned", &reminder_v1::Reached::planned),
    field("rung", &reminder_v1::Reached::rung)};

template <>
inline constexpr auto fields<reminder_v1::Superseded> = std::tuple{
    field("from", &reminder_v1::Superseded::from),
    field("milestone", &reminder_v1::Superseded::milestone),
    field("rung", &reminder_v1::Superseded::rung),
    field("to", &reminder_v1::Superseded::to)};

template <>
inline constexpr auto fields<reminder_v1::Issued> = std::tuple{
    field("policy", &reminder_v1::Issued::policy),
    field("reached", &reminder_v1::Issued::reached),
    field("recipients", &reminder_v1::Issued::recipients),
    field("slot", &reminder_v1::Issued::slot),
    field("superseded", &reminder_v1::Issued::superseded)};

template <>
struct EventSchema<task::ReminderIssued> {
    static constexpr std::uint16_t newest = 2;
    using Older = reminder_v1::Issued;

    static task::ReminderIssued from_older(const Older& old) {
        task::ReminderIssued issued;
        issued.slot = old.slot;
        issued.policy = old.policy;
        for (const auto& each : old.reached) {
            task::RungReached reached{
                each.rung, each.occurrence, each.milestone, each.anchor, each.planned};
            reached.recipients = old.recipients;
            issued.reached.push_back(std::move(reached));
        }
        for (const auto& each : old.superseded) {
            issued.superseded.push_back({each.rung, each.milestone, each.from, each.to});
        }
        return issued;
    }
};

}  // namespace dunghan
