#include "adapters/rocksdb/keys.h"

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
