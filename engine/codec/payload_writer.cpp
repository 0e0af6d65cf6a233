// Events -> canonical JSON.
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/codec/access_fields.h"
#include "engine/codec/canonical_json.h"
#include "engine/codec/endpoint_fields.h"
#include "engine/codec/event.h"
#include "engine/codec/event_list.h"
#include "engine/codec/names.h"
#include "engine/codec/person_fields.h"
#include "engine/codec/published_fields.h"
#include "engine/codec/reminder_fields.h"
#include "engine/codec/task_fields.h"

namespace dunghan {
namespace {

class PayloadWriter {
 public:
    template <Listed T>
    void write(const T& value) {
        static_assert(fields_ascend<T>, "RFC 8785 wants the keys in ascending order");
        static_assert(every_member_listed<T>, "a member is missing from the listing");
        out_ += '{';
        bool first = true;
        const auto each = [&](const auto&... f) {
            (write_field(f.name, value.*f.member, first), ...);
        };
        std::apply(each, fields<T>);
        out_ += '}';
    }

    void write(const std::string& text) { append_json_text(out_, text); }

    void write(bool value) { out_ += value ? "true" : "false"; }

    void write(Instant at) { append_json_text(out_, to_rfc3339(at)); }

    template <std::integral T>
    void write(T value) {
        append_json_integer(out_, static_cast<std::int64_t>(value));
    }

    template <class E>
    requires std::is_enum_v<E>

    void write(E value) { append_json_text(out_, stored_name(value)); }

    template <class T>
    void write(const std::vector<T>& list) {
        out_ += '[';
        for (const T& element : list) {
            if (&element != &list.front()) {
                out_ += ',';
            }
            write(element);
        }
        out_ += ']';
    }

    [[nodiscard]] std::string take() { return std::move(out_); }

 private:
    template <class T>
    void write_field(std::string_view name, const T& value, bool& first) {
        if (!first) {
            out_ += ',';
        }
        first = false;
        append_json_text(out_, name);
        out_ += ':';
        write(value);
    }

    // Absent is told by absence: null would be a second way to say the same.
    template <class T>
    void write_field(std::string_view name, const std::optional<T>& value, bool& first) {
        if (value) {
            write_field(name, *value, first);
        }
    }

    std::string out_;
};

template <Listed T>
std::string payload_of(const T& event) {
    PayloadWriter writer;
    writer.write(event);
    return writer.take();
}

template <Listed T>
std::string document_of(const T& event) {
    if constexpr (requires { EventSchema<T>::to_older(event); }) {
        if (const auto older = EventSchema<T>::to_older(event)) {
            return payload_of(*older);
        }
    }
    return payload_of(event);
}

template <class... T>
std::string document_of(const std::variant<T...>& event) {
    return std::visit([](const auto& alternative) { return document_of(alternative); }, event);
}

template <class... T>
std::string payload_of(const std::variant<T...>& event) {
    return std::visit([](const auto& alternative) { return payload_of(alternative); }, event);
}

}  // namespace

std::string encode_payload(const Event& event) {
    return payload_of(event);
}

std::string encode_document(const Event& event) {
    return document_of(event);
}

}  // namespace dunghan
