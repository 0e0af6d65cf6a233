// An endpoint: another system that is told what happens to tasks, by signed calls over HTTP.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/directory/directory.h"

namespace dunghan::endpoint {

inline constexpr std::size_t url_octets_max = 2'000;
inline constexpr std::size_t types_max = 64;
inline constexpr std::size_t grants_max = 64;
inline constexpr std::size_t secrets_max = 10;  // of one endpoint, good at the same time
inline constexpr std::int64_t overlap_ms_max = 7 * ms_per_day;

// Whose tasks and which events, where to, and in which order.
struct Endpoint {
    std::string id;                  // as a pseudonym is (engine/person/stream.h), never used again
    std::string url;                 // the program that makes the wish has checked its form
    std::string owner;               // a mail address of an office, or "person:ID"
    std::string agency;              // agency id: that one's tasks alone; empty: all tasks
    std::vector<std::string> types;  // of events of tasks: "deadline_set", ascending; empty: all
    bool ordered = false;  // event n+1 of a task is not sent before n was taken or given up
    bool operator==(const Endpoint&) const = default;
};

// A secret its calls are signed with. What it says is kept in a file of its own (adapters/webhook).
struct SecretMark {
    std::string id;          // as a pseudonym is: the file's name
    std::string public_key;  // "whpk_…"; empty: the receiver holds the same secret
    bool operator==(const SecretMark&) const = default;
};

// Opens a range of addresses on one port to this endpoint alone.
struct EgressGrant {
    std::string range;  // "10.0.0.0/8"; the program that makes the wish has checked it
    std::uint16_t port = 443;
    Instant expires;  // exclusive
    bool operator==(const EgressGrant&) const = default;
};

// DO NOT CHANGE THE VALUES OR NAMES: events hold the names; numbers are never reused.
enum class DisableCause : std::uint8_t {
    gone = 1,     // it answered 410
    silent = 2,   // nothing but failures for as long as our patience lasts
    by_hand = 3,  // somebody switched it off
};

// "gone". A value outside: "".
[[nodiscard]] std::string_view name_of(DisableCause cause);

// Rejection: bad_endpoint, naming the member. It does not repeat the owner. Whether `types` are
// events of tasks is for the writer to ask, which knows the list.
[[nodiscard]] Decision<void> check_endpoint(const Endpoint& endpoint, const Directory& directory);

}  // namespace dunghan::endpoint
