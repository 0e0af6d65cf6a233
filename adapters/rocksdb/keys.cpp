#include "adapters/rocksdb/keys.h"

#include <algorithm>

#include "engine/codec/bytes.h"

namespace dunghan::rocks {
namespace {

constexpr std::uint8_t receipt_format = 1;

}  // namespace

std::string octets_of(std::uint64_t number) {
    std::string octets;
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        octets += static_cast<char>(number >> (shift - 8) & 0xFFU);
    }
    return octets;
}

std::optional<std::uint64_t> number_from(std::string_view octets) {
    if (octets.size() != sizeof(std::uint64_t)) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    for (const char c : octets) {
        number = number << 8U | static_cast<unsigned char>(c);
    }
    return number;
}

std::string stream_prefix(const StreamId& stream) {
    return stream.value + '\0';
}

std::string stream_key(const StreamId& stream, StreamVersion version) {
    return stream_prefix(stream) + octets_of(version.value);
}

std::string view_key(View view, std::string_view key) {
    return std::string(1, static_cast<char>(view)).append(key);
}

std::string view_end(View view) {
    return std::string(1, static_cast<char>(static_cast<std::uint8_t>(view) + 1));
}

std::string encode_head(const merkle::TreeHead& head) {
    return octets_of(head.size).append(head.root.begin(), head.root.end());
}

std::optional<merkle::TreeHead> head_from(std::string_view octets) {
    if (octets.size() != sizeof(std::uint64_t) + sizeof(Sha256)) {
        return std::nullopt;
    }
    merkle::TreeHead head;
    head.size = *number_from(octets.substr(0, sizeof(std::uint64_t)));
    std::copy_n(octets.end() - sizeof(Sha256), sizeof(Sha256), head.root.begin());
    return head;
}

std::string tile_key(const merkle::TileId& id) {
    return std::string(1, static_cast<char>(id.level)).append(octets_of(id.index));
}

std::string encode_hashes(const std::vector<Sha256>& hashes) {
    std::string octets;
    octets.reserve(hashes.size() * sizeof(Sha256));
    for (const Sha256& hash : hashes) {
        octets.append(hash.begin(), hash.end());
    }
    return octets;
}

std::optional<std::vector<Sha256>> hashes_from(std::string_view octets) {
    if (octets.size() % sizeof(Sha256) != 0) {
        return std::nullopt;
    }
    std::vector<Sha256> hashes(octets.size() / sizeof(Sha256));
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        std::copy_n(
            octets.begin() + static_cast<std::ptrdiff_t>(i * sizeof(Sha256)),
            sizeof(Sha256),
            hashes[i].begin()
        );
    }
    return hashes;
}

std::string command_key(const CommandId& id) {
    return {id.bytes.begin(), id.bytes.end()};
}

std::string encode_receipt(const CommandReceipt& receipt) {
    ByteWriter out;
    out.fixed(receipt_format);
    out.fixed(receipt.first.value);
    out.fixed(receipt.count);
    out.fixed(receipt.version.value);
    return out.take();
}

Result<CommandReceipt> decode_receipt(const CommandId& id, std::string_view bytes) {
    ByteReader in(bytes);
    const auto format = in.fixed<std::uint8_t>("format");
    CommandReceipt receipt;
    receipt.id = id;
    receipt.first.value = in.fixed<std::uint64_t>("first");
    receipt.count = in.fixed<std::uint32_t>("count");
    receipt.version.value = in.fixed<std::uint64_t>("version");
    if (!in.done() || format != receipt_format) {
        return fail(
            ErrorCode::corruption,
            "Expected the receipt of command " + to_hex(id) +
                " in format 1, but its octets are not that"
        );
    }
    return receipt;
}

}  // namespace dunghan::rocks
