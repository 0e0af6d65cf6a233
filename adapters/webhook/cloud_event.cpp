#include "adapters/webhook/cloud_event.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/codec/canonical_json.h"
#include "engine/codec/event.h"

namespace dunghan::webhook {
namespace {

constexpr std::size_t source_octets_max = 500;
constexpr std::size_t sequence_digits = 20;  // of the largest position

// What RFC 3986 lets stand in a URI-reference; a blank or "<" would not.
bool is_uri_letter(char c) {
    const bool alphanumeric =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return alphanumeric || std::string_view("-._~:/?#[]@!$&'()*+,;=%").find(c) != std::string::npos;
}

// Receivers compare it as text; with all digits the order of texts is the order of numbers.
std::string sequence_of(Position position) {
    const std::string digits = std::to_string(position.value);
    return std::string(sequence_digits - digits.size(), '0') + digits;
}

// Some readers mangle what is not ASCII in an attribute. Reversible: "%" itself is encoded.
std::string subject_of(const StreamId& stream) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string subject;
    for (const char c : stream.value) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet > 0x20 && octet < 0x7F && c != '"' && c != '%') {
            subject += c;
        } else {
            subject.append({'%', hex[octet >> 4], hex[octet & 0xF]});
        }
    }
    return subject;
}

// Members in ascending order, as RFC 8785 wants them.
class Body {
 public:
    void add(std::string_view name, std::string_view text) {
        begin(name);
        append_json_text(octets_, text);
    }

    void add_json(std::string_view name, std::string_view json) {
        begin(name);
        octets_ += json;
    }

    [[nodiscard]] std::string finish() && { return std::move(octets_ += '}'); }

 private:
    void begin(std::string_view name) {
        octets_ += octets_.empty() ? '{' : ',';
        append_json_text(octets_, name);
        octets_ += ':';
    }

    std::string octets_;
};

std::string body_of(const Record& record, const CloudEventOrigin& origin, const CloudEvent& event) {
    const Envelope& envelope = record.envelope;
    Body body;
    body.add("correlation", to_hex(envelope.correlation));
    body.add_json("data", record.payload);
    body.add("datacontenttype", "application/json");
    body.add("id", event.id);
    body.add("recordedtime", to_rfc3339(envelope.recorded_at));
    body.add_json("schemaversion", std::to_string(envelope.schema));
    body.add("sequence", sequence_of(envelope.position));
    body.add("source", origin.source);
    body.add("specversion", "1.0");
    body.add("subject", subject_of(envelope.stream));
    body.add("time", to_rfc3339(envelope.occurred_at));
    body.add("type", event.type);
    return std::move(body).finish();
}

}  // namespace

Result<void> check(const CloudEventOrigin& origin) {
    if (!is_identifier(origin.log)) {
        return fail(
            ErrorCode::invalid, "log: Expected a-z, 0-9 and hyphens, but got \"" + origin.log + "\""
        );
    }
    const std::string& source = origin.source;
    if (source.empty() || source.size() > source_octets_max ||
        !std::ranges::all_of(source, is_uri_letter)) {
        return fail(
            ErrorCode::invalid,
            "source: Expected a URI or URI reference of 1 to 500 octets, but got \"" + source + "\""
        );
    }
    return {};
}

std::string cloud_event_type(EventType type) {
    std::string name(name_of(type));
    std::ranges::replace(name, '_', '.');
    return "vn.dunghan." + name;
}

Result<CloudEvent> cloud_event(const Record& record, const CloudEventOrigin& origin) {
    const std::string at = " at position " + std::to_string(record.envelope.position.value);
    if (name_of(record.envelope.type).empty()) {
        return fail(
            ErrorCode::corruption,
            "Expected an event type of the list, but got number " +
                std::to_string(static_cast<unsigned>(record.envelope.type)) + at
        );
    }
    if (!record.payload.starts_with('{') || !record.payload.ends_with('}')) {
        return fail(
            ErrorCode::corruption, "Expected a payload that is an object, but got other" + at
        );
    }
    CloudEvent event;
    event.id = origin.log + "-" + std::to_string(record.envelope.position.value);
    event.type = cloud_event_type(record.envelope.type);
    event.body = body_of(record, origin, event);
    return event;
}

}  // namespace dunghan::webhook
