// Canonical JSON -> events. The only file that knows simdjson.
#include <concepts>
#include <limits>
#include <optional>
#include <simdjson.h>
#include <type_traits>
#include <utility>

#include "engine/codec/access_fields.h"
#include "engine/codec/canonical_json.h"
#include "engine/codec/canonical_reader.h"
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

using simdjson::dom::element;

// The deepest payload (items and their members in a digest) has three levels.
constexpr std::size_t depth_max = 16;

// Walks a document and the listing of a struct side by side: canonical keys and listings are in
// the same order, so each key is looked at once. After a `false` the problem says where and why.
class PayloadReader {
 public:
    template <Listed T>
    bool read(T& out, element json) {
        simdjson::dom::object object;
        if (json.get(object) != simdjson::SUCCESS) {
            return expected("an object");
        }
        auto at = object.begin();
        const auto each = [&](const auto&... f) {
            return (read_field<T>(f.name, out.*f.member, at, object.end()) && ...);
        };
        return std::apply(each, fields<T>) && nothing_left<T>(at, object.end());
    }

    bool read(std::string& out, element json) {
        std::string_view text;
        if (json.get(text) != simdjson::SUCCESS) {
            return expected("a text");
        }
        out = text;
        return true;
    }

    bool read(bool& out, element json) {
        return json.get(out) == simdjson::SUCCESS || expected("true or false");
    }

    bool read(Instant& out, element json) {
        std::string_view text;
        if (json.get(text) != simdjson::SUCCESS || text.size() != instant_octets ||
            text.back() != 'Z') {
            return expected("an instant like \"2022-10-25T01:00:00.000Z\"");
        }
        const Result<Instant> at = parse_instant(text, Zone{});
        if (!at) {
            return expected("an instant like \"2022-10-25T01:00:00.000Z\"");
        }
        out = *at;
        return true;
    }

    template <std::integral T>
    bool read(T& out, element json) {
        std::int64_t value = 0;
        if (!json.is_int64() || json.get(value) != simdjson::SUCCESS) {
            return expected("an integer");
        }
        if (!std::in_range<T>(value) || value > json_integer_max || value < -json_integer_max) {
            return expected("an integer in range");
        }
        out = static_cast<T>(value);
        return true;
    }

    template <class E>
    requires std::is_enum_v<E>

    bool read(E& out, element json) {
        std::string_view text;
        if (json.get(text) != simdjson::SUCCESS) {
            return expected("a word");
        }
        const std::optional<E> value = from_stored_name<E>(text);
        if (!value) {
            return expected("a known word instead of '" + std::string(text) + "'");
        }
        out = *value;
        return true;
    }

    template <class T>
    bool read(std::vector<T>& out, element json) {
        simdjson::dom::array array;
        if (json.get(array) != simdjson::SUCCESS) {
            return expected("a list");
        }
        out.reserve(array.size());
        for (const element each : array) {
            if (!read(out.emplace_back(), each)) {
                return within("[" + std::to_string(out.size() - 1) + "]");
            }
        }
        return true;
    }

    // "code: expected a text": where, then what.
    [[nodiscard]] std::string problem() const {
        return (path_.empty() ? "" : path_ + ": ") + "expected " + expected_;
    }

 private:
    using Iterator = simdjson::dom::object::iterator;

    template <class S, class T>
    bool read_field(std::string_view name, T& out, Iterator& at, const Iterator& end) {
        if (at == end || at.key() != name) {
            return wrong_key<S>(name, at, end);
        }
        if (!read(out, at.value())) {
            return within(name);
        }
        ++at;
        return true;
    }

    template <class S, class T>
    bool read_field(
        std::string_view name, std::optional<T>& out, Iterator& at, const Iterator& end
    ) {
        out.reset();
        return at == end || at.key() != name || read_field<S>(name, out.emplace(), at, end);
    }

    template <class S>
    bool nothing_left(const Iterator& at, const Iterator& end) {
        return at == end || wrong_key<S>("", at, end);
    }

    // `name` was due (empty: the end of the object), something else came.
    template <class S>
    bool wrong_key(std::string_view name, const Iterator& at, const Iterator& end) {
        if (at != end) {
            constexpr auto names = names_of_fields<S>();
            const std::string_view key = at.key();
            const bool known = std::find(names.begin(), names.end(), key) != names.end();
            if (!known) {
                return expected("no field '" + std::string(key) + "'");
            }
            if (name.empty() || key < name) {
                return expected("field '" + std::string(key) + "' once and in ascending order");
            }
        }
        return expected("field '" + std::string(name) + "'");
    }

    bool expected(std::string what) {
        expected_ = std::move(what);
        return false;
    }

    // Called while unwinding: puts the outer name before the inner ones.
    bool within(std::string_view name) {
        const bool nested = !path_.empty() && path_.front() != '[';
        path_ = std::string(name) + (nested ? "." : "") + path_;
        return false;
    }

    std::string path_;
    std::string expected_;
};

std::string named(EventType type) {
    const std::string_view name = name_of(type);
    return name.empty() ? "event type " + std::to_string(static_cast<unsigned>(type))
                        : std::string(name);
}

tl::unexpected<Error> damaged(EventType type, const std::string& problem) {
    return fail(
        ErrorCode::corruption, "Expected a sound " + named(type) + " payload, but " + problem
    );
}

template <class T>
Result<Event> read_as(EventType type, std::uint16_t schema, element json) {
    if (schema == 0 || schema > EventSchema<T>::newest) {
        return damaged(
            type,
            "its schema " + std::to_string(schema) + " comes from the future: this release knows " +
                std::to_string(EventSchema<T>::newest) + "; read it with the release that wrote it"
        );
    }
    PayloadReader reader;
    T event;
    if constexpr (EventSchema<T>::newest > 1) {
        if (schema < EventSchema<T>::newest) {
            typename EventSchema<T>::Older older;
            return reader.read(older, json) ? Result<Event>(EventSchema<T>::from_older(older))
                                            : damaged(type, reader.problem());
        }
    }
    if (!reader.read(event, json)) {
        return damaged(type, reader.problem());
    }
    return Event(std::move(event));
}

Result<element> parse(EventType type, std::string_view json) {
    // Its buffers are kept from call to call: a replay parses millions of small documents.
    static thread_local simdjson::dom::parser parser;
    static thread_local const auto bounded = parser.allocate(4096, depth_max);
    if (bounded != simdjson::SUCCESS || json.empty()) {
        return damaged(type, "it is empty");
    }
    element root;
    if (const auto error = parser.parse(json.data(), json.size()).get(root)) {
        return damaged(type, std::string("it is not JSON: ") + simdjson::error_message(error));
    }
    return root;
}

template <class T, class... Alternative>
constexpr bool is_one_of(std::type_identity<std::variant<Alternative...>>) {
    return (std::is_same_v<T, Alternative> || ...);
}

template <class T, class Inner>
T& emplace_within(Event& event) {
    return std::get<T>(event.emplace<Inner>(std::in_place_type<T>));
}

// A fresh T where it stays: moving one up through two variants costs as much as reading it.
template <class T>
T& emplace_in(Event& event) {
    if constexpr (is_one_of<T>(std::type_identity<Event>{})) {
        return event.emplace<T>();
    } else if constexpr (is_one_of<T>(std::type_identity<task::Event>{})) {
        return emplace_within<T, task::Event>(event);
    } else if constexpr (is_one_of<T>(std::type_identity<reminder::Event>{})) {
        return emplace_within<T, reminder::Event>(event);
    } else if constexpr (is_one_of<T>(std::type_identity<person::Event>{})) {
        return emplace_within<T, person::Event>(event);
    } else {
        return emplace_within<T, endpoint::Event>(event);
    }
}

// What our own writer made, in one pass. False: let the careful reader see.
bool read_canonical(EventType type, std::uint16_t schema, std::string_view json, Event& event) {
    bool read = false;
    for_each_event([&]<class T>(const EventEntry<T>& entry) {
        if (entry.type == type && schema == EventSchema<T>::newest) {
            read = CanonicalReader(json).read_all(emplace_in<T>(event));
        }
    });
    return read && simdjson::validate_utf8(json.data(), json.size());
}

Result<Event> read_careful(EventType type, std::uint16_t schema, std::string_view json) {
    const Result<element> root = parse(type, json);
    if (!root) {
        return tl::unexpected(root.error());
    }
    std::optional<Result<Event>> event;
    for_each_event([&]<class T>(const EventEntry<T>& entry) {
        if (entry.type == type) {
            event = read_as<T>(type, schema, *root);
        }
    });
    if (!event) {
        return damaged(
            type, "this release does not know it; read it with the release that wrote it"
        );
    }
    return *std::move(event);
}

}  // namespace

Result<Event> decode_payload(EventType type, std::uint16_t schema, std::string_view json) {
    Result<Event> event;
    if (!read_canonical(type, schema, json, *event)) {
        event = read_careful(type, schema, json);
    }
    return event;
}

Result<Event> decode_payload_carefully(
    EventType type, std::uint16_t schema, std::string_view json
) {
    return read_careful(type, schema, json);
}

}  // namespace dunghan
