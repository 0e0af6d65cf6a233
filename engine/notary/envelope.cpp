#include "engine/notary/envelope.h"

#include <algorithm>

#include "engine/base/crc.h"
#include "engine/codec/bytes.h"

namespace dunghan::notary {
namespace {

constexpr std::uint8_t record_format = 1;
constexpr std::size_t stream_octets_max = 200;

tl::unexpected<Error> damaged(const std::string& problem) {
    return fail(ErrorCode::corruption, "Expected a sound record, but " + problem);
}

Envelope fields_from(ByteReader& in) {
    Envelope envelope;
    envelope.type = in.fixed<std::uint16_t>("type");
    envelope.schema = in.fixed<std::uint16_t>("schema");
    static_cast<void>(in.raw(6, "tenant and shard"));
    envelope.position = in.fixed<std::uint64_t>("position");
    envelope.recorded_at = in.fixed<std::int64_t>("recorded_at");
    envelope.occurred_at = in.fixed<std::int64_t>("occurred_at");
    static_cast<void>(in.raw(16, "command"));
    envelope.causation = in.fixed<std::uint64_t>("causation");
    static_cast<void>(in.raw(16, "correlation"));
    envelope.version = in.fixed<std::uint64_t>("version");
    envelope.stream = in.raw(in.fixed<std::uint16_t>("stream"), "stream");
    envelope.actor = in.raw(in.fixed<std::uint16_t>("actor"), "actor");
    envelope.payload = in.raw(in.fixed<std::uint32_t>("payload"), "payload");
    return envelope;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '\x7F';
}

// Nothing: it is one a writer may have written.
std::string impossible(const Envelope& envelope) {
    if (envelope.schema == 0) {
        return "its schema is 0";
    }
    if (envelope.causation >= std::max<std::uint64_t>(envelope.position, 1)) {
        return "its cause is not before it";
    }
    if (envelope.stream.empty() || envelope.stream.size() > stream_octets_max ||
        std::ranges::any_of(envelope.stream, is_control)) {
        return "its stream has an impossible name";
    }
    if (!envelope.payload.starts_with('{') || !envelope.payload.ends_with('}')) {
        return "its payload is not a JSON object";
    }
    return "";
}

}  // namespace

std::size_t record_octets(std::string_view octets) {
    ByteReader in(octets);
    const auto length = in.fixed<std::uint32_t>("length");
    return in.failed() ? 0 : sizeof length + length;
}

Result<Envelope> read_envelope(std::string_view record) {
    ByteReader in(record);
    const auto length = in.fixed<std::uint32_t>("length");
    const auto checksum = in.fixed<std::uint32_t>("checksum");
    if (in.failed() || length != record.size() - sizeof length) {
        return damaged("its length is not that of its octets");
    }
    if (checksum != crc32(record.substr(sizeof length + sizeof checksum))) {
        return damaged("its checksum does not match its octets");
    }
    if (const auto format = in.fixed<std::uint8_t>("format"); format != record_format) {
        return damaged("its format is " + std::to_string(format));
    }
    const Envelope envelope = fields_from(in);
    if (!in.done()) {
        return damaged(in.problem());
    }
    const std::string problem = impossible(envelope);
    return problem.empty() ? Result<Envelope>(envelope) : damaged(problem);
}

}  // namespace dunghan::notary
