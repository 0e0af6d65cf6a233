// Any value of any stored struct, for RapidCheck: made from the same listings that the codec walks,
// so that a new member is generated the day it is stored.
//
// Use inside a property: `const auto row = generate::any<TaskRow>();`
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <rapidcheck.h>
#include <string>
#include <vector>

#include "engine/codec/access_fields.h"
#include "engine/codec/canonical_json.h"
#include "engine/codec/event_list.h"
#include "engine/codec/names.h"
#include "engine/codec/person_fields.h"
#include "engine/codec/published_fields.h"
#include "engine/codec/reminder_fields.h"
#include "engine/codec/row_fields.h"
#include "engine/event/envelope.h"

namespace dunghan::generate {

inline constexpr std::int64_t year_1_ms = -62'135'596'800'000;
inline constexpr std::int64_t year_9999_ms = 253'402'300'799'999;

// Pieces that have broken writers of JSON and of tables before.
inline std::string text() {
    static const std::vector<std::string> pieces{
        "",  "a",      "Z",  "9",          " ",      "\"",     "\\",         "/",
        ",", "\n",     "\t", "\r",         "\b",     "\f",     "\x01",       "\x1F",
        "<", "\x7F",   "đ",  "Sở Du lịch", "ử",      "\u2028", "\u2029",     "€",
        "😀", "\uFFFD", "{",  "]",          "\u0301", "\uFEFF", "\U0010FFFF", "\u0080"};
    std::string joined;
    for (const std::string& piece :
         *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces))) {
        joined += piece;
    }
    return *rc::gen::element(joined, joined + std::string(1, '\0') + joined);
}

class Fill {
 public:
    template <Listed T>
    void operator()(T& value) const {
        std::apply([&](const auto&... f) { ((*this)(value.*f.member), ...); }, fields<T>);
    }

    // Half of the time there is one.
    template <class T>
    void operator()(Boxed<T>& value) const {
        if (*rc::gen::arbitrary<bool>()) {
            (*this)(value.edit());
        }
    }

    void operator()(std::string& value) const { value = text(); }

    void operator()(bool& value) const { value = *rc::gen::arbitrary<bool>(); }

    void operator()(Instant& at) const {
        at.ms = *rc::gen::inRange<std::int64_t>(year_1_ms, year_9999_ms + 1);
    }

    void operator()(StreamVersion& version) const {
        version.value = *rc::gen::arbitrary<std::uint64_t>();
    }

    template <std::integral T>
    void operator()(T& value) const {
        constexpr auto low = std::numeric_limits<T>::min();
        constexpr auto high = std::numeric_limits<T>::max();
        if constexpr (sizeof(T) == sizeof(std::int64_t)) {
            value = *rc::gen::inRange<T>(-json_integer_max, json_integer_max + 1);
        } else {
            value = *rc::gen::oneOf(rc::gen::arbitrary<T>(), rc::gen::element(T{low}, T{high}));
        }
    }

    template <class E>
    requires std::is_enum_v<E>

    void operator()(E& value) const {
        static const std::vector<E> all = enumerators<E>();
        value = *rc::gen::elementOf(all);
    }

    template <class T>
    void operator()(std::optional<T>& value) const {
        value.reset();
        if (*rc::gen::arbitrary<bool>()) {
            (*this)(value.emplace());
        }
    }

    template <class T>
    void operator()(std::vector<T>& list) const {
        list.clear();
        list.resize(*rc::gen::inRange<std::size_t>(0, 4));
        for (T& element : list) {
            (*this)(element);
        }
    }

    template <class T>
    void operator()(std::map<std::uint32_t, T>& map) const {
        map.clear();
        for (const std::uint32_t key : *rc::gen::arbitrary<std::vector<std::uint32_t>>()) {
            (*this)(map[key]);
        }
    }

    // What was never stated is empty.
    template <class T>
    void operator()(task::Dated<T>& fact) const {
        fact = {};
        if (*rc::gen::arbitrary<bool>()) {
            fact.version.value = *rc::gen::inRange<std::uint64_t>(1, 1'000'000);
            (*this)(fact.occurred_at);
            (*this)(fact.value);
        }
    }

 private:
    template <class E>
    static std::vector<E> enumerators() {
        std::vector<E> all;
        for (unsigned value = 0; value < enumerators_max; ++value) {
            if (const auto each = static_cast<E>(value); !stored_name(each).empty()) {
                all.push_back(each);
            }
        }
        return all;
    }
};

template <class T>
[[nodiscard]] T any() {
    T value;
    Fill{}(value);
    return value;
}

// An event of one given type, or of any.
[[nodiscard]] inline Event any_event(EventType type) {
    std::optional<Event> event;
    for_each_event([&]<class T>(const EventEntry<T>& entry) {
        if (entry.type == type) {
            event = any<T>();
        }
    });
    return *std::move(event);
}

[[nodiscard]] inline std::vector<EventType> event_types() {
    std::vector<EventType> types;
    for_each_event([&](const auto& entry) { types.push_back(entry.type); });
    return types;
}

[[nodiscard]] inline Event any_event() {
    return any_event(*rc::gen::elementOf(event_types()));
}

[[nodiscard]] inline CommandId any_command_id() {
    CommandId id;
    for (std::uint8_t& octet : id.bytes) {
        octet = *rc::gen::arbitrary<std::uint8_t>();
    }
    return id;
}

[[nodiscard]] inline Record any_record() {
    Record record;
    Envelope& envelope = record.envelope;
    envelope.position.value = *rc::gen::arbitrary<std::uint64_t>();
    envelope.stream.value = text();
    envelope.version.value = *rc::gen::arbitrary<std::uint64_t>();
    envelope.type = *rc::gen::elementOf(event_types());
    envelope.schema = *rc::gen::arbitrary<std::uint16_t>();
    envelope.command = any_command_id();
    envelope.causation.value = *rc::gen::arbitrary<std::uint64_t>();
    envelope.correlation = any_command_id();
    envelope.actor = text();
    envelope.tenant = *rc::gen::arbitrary<std::uint32_t>();
    envelope.shard = *rc::gen::arbitrary<std::uint16_t>();
    envelope.recorded_at.ms = *rc::gen::arbitrary<std::int64_t>();
    envelope.occurred_at.ms = *rc::gen::arbitrary<std::int64_t>();
    record.payload = text();
    return record;
}

}  // namespace dunghan::generate
