// Keys whose octets sort like the values they hold.
#include <limits>

#include "engine/codec/rows.h"

namespace dunghan {
namespace {

constexpr std::size_t instant_octets = 8;
// Moves the negative half below the positive one.
constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63U;

tl::unexpected<Error> damaged(std::string_view what) {
    return fail(ErrorCode::corruption, "Expected " + std::string(what));
}

}  // namespace

std::string timed_key(Instant at, const StreamId& stream) {
    const std::uint64_t ordered = static_cast<std::uint64_t>(at.ms) ^ sign_bit;
    std::string key;
    key.reserve(instant_octets + stream.value.size());
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        key += static_cast<char>(ordered >> (shift - 8) & 0xFFU);
    }
    return key + stream.value;
}

Result<TimedKey> decode_timed_key(std::string_view key) {
    if (key.size() <= instant_octets) {
        return damaged(
            "an instant of 8 octets and a stream id, but the key has " +
            std::to_string(key.size()) + " octets"
        );
    }
    std::uint64_t ordered = 0;
    for (const char c : key.substr(0, instant_octets)) {
        ordered = ordered << 8U | static_cast<unsigned char>(c);
    }
    return TimedKey{
        Instant{static_cast<std::int64_t>(ordered ^ sign_bit)},
        StreamId{std::string(key.substr(instant_octets))}};
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
