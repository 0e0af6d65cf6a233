// Keys whose octets sort like the values they hold.
#include <limits>

#include "engine/codec/ledger_rows.h"
#include "engine/codec/rows.h"

namespace dunghan {
namespace {

constexpr std::size_t instant_octets = 8;
// Moves the negative half below the positive one.
constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63U;

std::uint64_t ordered(Instant at) {
    return static_cast<std::uint64_t>(at.ms) ^ sign_bit;
}

void append_ordered(std::string& key, std::uint64_t number) {
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        key += static_cast<char>(number >> (shift - 8) & 0xFFU);
    }
}

tl::unexpected<Error> damaged(std::string_view what) {
    return fail(ErrorCode::corruption, "Expected " + std::string(what));
}

}  // namespace

std::string timed_key(Instant at, const StreamId& stream) {
    std::string key;
    key.reserve(instant_octets + stream.value.size());
    append_ordered(key, ordered(at));
    return key + stream.value;
}

Result<TimedKey> decode_timed_key(std::string_view key) {
    if (key.size() <= instant_octets) {
        return damaged(
            "an instant of 8 octets and a stream id, but the key has " +
            std::to_string(key.size()) + " octets"
        );
    }
    std::uint64_t number = 0;
    for (const char c : key.substr(0, instant_octets)) {
        number = number << 8U | static_cast<unsigned char>(c);
    }
    return TimedKey{
        Instant{static_cast<std::int64_t>(number ^ sign_bit)},
        StreamId{std::string(key.substr(instant_octets))}};
}

std::string first_key_of(std::string_view endpoint) {
    return std::string(endpoint) + '\0';
}

std::string end_of_keys_of(std::string_view endpoint) {
    return std::string(endpoint) + '\x01';
}

std::string call_key(std::string_view endpoint, std::uint64_t position) {
    std::string key = first_key_of(endpoint);
    append_ordered(key, position);
    return key;
}

std::string attempt_key(std::string_view endpoint, Instant started, std::uint64_t position) {
    std::string key = first_key_of(endpoint);
    append_ordered(key, ordered(started));
    append_ordered(key, position);
    return key;
}

std::string pending_key(std::string_view recipient, const StreamId& task) {
    std::string key(recipient);
    key += '\0';
    return key + task.value;
}

Result<PendingKey> decode_pending_key(std::string_view key) {
    const std::size_t end = key.find('\0');
    if (end == std::string_view::npos || end + 1 == key.size()) {
        return damaged("a recipient, NUL and a task's stream id, but the key lacks one of them");
    }
    return PendingKey{std::string(key.substr(0, end)), StreamId{std::string(key.substr(end + 1))}};
}

}  // namespace dunghan
