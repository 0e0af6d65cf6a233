#include "engine/merkle/hash.h"

#include <array>

namespace dunghan::merkle {
namespace {

constexpr std::string_view leaf_prefix("\x00", 1);
constexpr char node_prefix = '\x01';

}  // namespace

Sha256 empty_root() {
    return sha256({});
}

Sha256 leaf_hash(std::string_view record) {
    return sha256(leaf_prefix, record);
}

Sha256 node_hash(const Sha256& left, const Sha256& right) {
    std::array<char, 1 + 2 * sizeof(Sha256)> octets{};
    octets[0] = node_prefix;
    auto* at = std::copy(left.begin(), left.end(), octets.begin() + 1);
    std::copy(right.begin(), right.end(), at);
    return sha256({octets.data(), octets.size()});
}

}  // namespace dunghan::merkle
