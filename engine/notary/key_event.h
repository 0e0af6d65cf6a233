// How a log says which keys sign for it: events that name a key, endorsed by a key before it.
//
// An endorsement is a signed note of two lines, a sentence and the verifier key it is about. So an
// auditor who pinned the first key can follow the log to the present one.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "engine/notary/envelope.h"
#include "engine/notary/note.h"

namespace dunghan::notary {

// DO NOT CHANGE THESE VALUES: they are those of engine/event/event_type.h.
inline constexpr std::uint16_t key_added_type = 12;
inline constexpr std::uint16_t key_retired_type = 13;

[[nodiscard]] std::string added_text(const VerifierKey& key);
[[nodiscard]] std::string retired_text(const VerifierKey& key);

// Whether a row or payload that names a key says that it was retired. Says nothing of signatures.
[[nodiscard]] bool tells_of_retirement(std::string_view payload);

// A key and how far it speaks for the log: for heads of up to `until` records.
struct TermedKey {
    VerifierKey key;
    std::uint64_t until = std::numeric_limits<std::uint64_t>::max();
};

[[nodiscard]] std::vector<VerifierKey> speaking_at(
    const std::vector<TermedKey>& keys, std::uint64_t size
);

// Keys that follow one another, read from the log record by record.
class KeyChain {
 public:
    // Whose word counts for a key that the log adds.
    enum class Adds {
        endorsed,  // that of a key of the chain which speaks at that position
        any        // nobody's is needed: the chain is what the log says of itself
    };

    KeyChain(std::vector<TermedKey> keys, Adds adds) : keys_(std::move(keys)), adds_(adds) {}

    // A retired key, whose retirement another key of the chain signed, speaks for no head that
    // holds the record which says so, and endorses nothing after it.
    void take(const Envelope& record);

    [[nodiscard]] std::vector<VerifierKey> at(std::uint64_t size) const {
        return speaking_at(keys_, size);
    }

 private:
    void add(std::string_view payload, std::uint64_t position);
    void retire(std::string_view payload, std::uint64_t position);

    std::vector<TermedKey> keys_;
    Adds adds_;
};

}  // namespace dunghan::notary
