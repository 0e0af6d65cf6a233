#include "engine/codec/record.h"

#include <limits>

#include "engine/base/assert.h"
#include "engine/base/crc.h"
#include "engine/codec/bytes.h"

namespace dunghan {
namespace {

constexpr std::uint8_t record_format = 1;
constexpr std::size_t length_octets = 4;
constexpr std::size_t checksum_octets = 4;
constexpr std::size_t fixed_octets = 91;  // of a body, without its texts

template <std::unsigned_integral Length>
void put_text(ByteWriter& out, std::string_view text) {
    DUNGHAN_ASSERT(text.size() <= std::numeric_limits<Length>::max());
    out.fixed(static_cast<Length>(text.size()));
    out.raw(text);
}

// Into what may have room already: a reader of millions of records allocates for none of them.
template <std::unsigned_integral Length>
void text_from(ByteReader& in, std::string_view field, std::string& text) {
    text = in.raw(in.fixed<Length>(field), field);
}

void put_id(ByteWriter& out, const CommandId& id) {
    out.raw({reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
}

CommandId id_from(ByteReader& in, std::string_view field) {
    CommandId id;
    const std::string_view octets = in.raw(id.bytes.size(), field);
    std::copy(octets.begin(), octets.end(), id.bytes.begin());
    return id;
}

// What the checksum covers, in the order of docs/formats/event_log.md.
void put_body(ByteWriter& out, const Record& record) {
    const Envelope& envelope = record.envelope;
    out.fixed(record_format);
    out.fixed(static_cast<std::uint16_t>(envelope.type));
    out.fixed(envelope.schema);
    out.fixed(envelope.tenant);
    out.fixed(envelope.shard);
    out.fixed(envelope.position.value);
    out.fixed(envelope.recorded_at.ms);
    out.fixed(envelope.occurred_at.ms);
    put_id(out, envelope.command);
    out.fixed(envelope.causation.value);
    put_id(out, envelope.correlation);
    out.fixed(envelope.version.value);
    put_text<std::uint16_t>(out, envelope.stream.value);
    put_text<std::uint16_t>(out, envelope.actor);
    put_text<std::uint32_t>(out, record.payload);
}

void body_from(ByteReader& in, Record& record) {
    Envelope& envelope = record.envelope;
    envelope.type = static_cast<EventType>(in.fixed<std::uint16_t>("type"));
    envelope.schema = in.fixed<std::uint16_t>("schema");
    envelope.tenant = in.fixed<std::uint32_t>("tenant");
    envelope.shard = in.fixed<std::uint16_t>("shard");
    envelope.position.value = in.fixed<std::uint64_t>("position");
    envelope.recorded_at.ms = in.fixed<std::int64_t>("recorded_at");
    envelope.occurred_at.ms = in.fixed<std::int64_t>("occurred_at");
    envelope.command = id_from(in, "command");
    envelope.causation.value = in.fixed<std::uint64_t>("causation");
    envelope.correlation = id_from(in, "correlation");
    envelope.version.value = in.fixed<std::uint64_t>("version");
    text_from<std::uint16_t>(in, "stream", envelope.stream.value);
    text_from<std::uint16_t>(in, "actor", envelope.actor);
    text_from<std::uint32_t>(in, "payload", record.payload);
}

tl::unexpected<Error> damaged(const std::string& problem) {
    return fail(ErrorCode::corruption, "Expected a sound record, but " + problem);
}

// Length and checksum first: nothing else of a damaged record is worth believing.
Result<std::string_view> body_of(std::string_view bytes) {
    ByteReader in(bytes);
    const auto length = in.fixed<std::uint32_t>("length");
    const auto checksum = in.fixed<std::uint32_t>("checksum");
    if (in.failed()) {
        return damaged(in.problem());
    }
    if (length != bytes.size() - length_octets) {
        return damaged(
            "its length says " + std::to_string(length) + " octets and " +
            std::to_string(bytes.size() - length_octets) + " follow"
        );
    }
    const std::string_view body = bytes.substr(length_octets + checksum_octets);
    if (checksum != crc32(body)) {
        return damaged("its checksum does not match its octets");
    }
    return body;
}

}  // namespace

std::string encode_record(const Record& record) {
    ByteWriter body;
    body.reserve(
        fixed_octets + record.envelope.stream.value.size() + record.envelope.actor.size() +
        record.payload.size()
    );
    put_body(body, record);
    const std::size_t length = checksum_octets + body.bytes().size();
    DUNGHAN_ASSERT(length <= std::numeric_limits<std::uint32_t>::max());
    ByteWriter out;
    out.reserve(length_octets + length);
    out.fixed(static_cast<std::uint32_t>(length));
    out.fixed(crc32(body.bytes()));
    out.raw(body.bytes());
    return out.take();
}

Result<Record> decode_record(std::string_view bytes) {
    Record record;
    return decode_record(bytes, record).map([&] { return std::move(record); });
}

Result<void> decode_record(std::string_view bytes, Record& record) {
    const Result<std::string_view> body = body_of(bytes);
    if (!body) {
        return tl::unexpected(body.error());
    }
    ByteReader in(*body);
    const auto format = in.fixed<std::uint8_t>("format");
    if (format != record_format) {
        return damaged(
            "its format is " + std::to_string(format) + ": this release knows " +
            std::to_string(record_format)
        );
    }
    body_from(in, record);
    return in.done() ? Result<void>{} : damaged(in.problem());
}

}  // namespace dunghan
