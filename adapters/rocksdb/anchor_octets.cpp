#include "adapters/rocksdb/anchor_octets.h"

#include "engine/codec/bytes.h"

#include "adapters/rocksdb/crc32c.h"

namespace dunghan::rocks {
namespace {

// 0xFF is in no text, so no text of a group can look like the beginning of an entry.
constexpr std::string_view magic(
    "\xFF"
    "dhanch"
    "\x01",
    8
);
constexpr std::size_t checksum_octets = 4;
constexpr std::size_t checked_from = magic.size() + checksum_octets;

// CRC-32C, most significant octet first.
std::string checksum_of(std::string_view octets) {
    const std::uint32_t sum = crc32c(octets);
    std::string checksum;
    for (unsigned shift = 32; shift > 0; shift -= 8) {
        checksum += static_cast<char>(sum >> (shift - 8) & 0xFFU);
    }
    return checksum;
}

void write(ByteWriter& out, const merkle::TreeHead& head) {
    out.fixed(head.size);
    out.raw({reinterpret_cast<const char*>(head.root.data()), head.root.size()});
}

merkle::TreeHead read_head(ByteReader& in) {
    merkle::TreeHead head;
    head.size = in.fixed<std::uint64_t>("size");
    const std::string_view root = in.raw(head.root.size(), "root");
    std::copy(root.begin(), root.end(), head.root.begin());
    return head;
}

}  // namespace

void encode_entry(const AnchorEntry& entry, std::string_view group, std::string& out) {
    ByteWriter fields;
    fields.fixed(entry.turn);
    fields.fixed(static_cast<std::uint32_t>(group.size()));
    write(fields, entry.before);
    write(fields, entry.after);
    fields.fixed(entry.manifest.number);
    fields.fixed(entry.manifest.octets);
    const std::size_t begin = out.size();
    out.append(magic).append(checksum_octets, '\0').append(fields.bytes()).append(group);
    const std::string checksum = checksum_of(std::string_view(out).substr(begin + checked_from));
    out.replace(begin + magic.size(), checksum_octets, checksum);
    out.resize(begin + entry_octets(group.size()));
}

std::optional<AnchorEntry> decode_entry(std::string_view octets) {
    if (octets.size() < entry_fields || !octets.starts_with(magic)) {
        return std::nullopt;
    }
    ByteReader in(octets.substr(checked_from));
    AnchorEntry entry;
    entry.turn = in.fixed<std::uint64_t>("turn");
    const auto length = in.fixed<std::uint32_t>("length");
    entry.before = read_head(in);
    entry.after = read_head(in);
    entry.manifest.number = in.fixed<std::uint64_t>("manifest");
    entry.manifest.octets = in.fixed<std::uint64_t>("manifest octets");
    const std::size_t whole = entry_fields + length;
    if (whole > octets.size() || checksum_of(octets.substr(checked_from, whole - checked_from)) !=
                                     octets.substr(magic.size(), checksum_octets)) {
        return std::nullopt;
    }
    entry.group = octets.substr(entry_fields, length);
    entry.end = entry_octets(length);
    return entry;
}

}  // namespace dunghan::rocks
