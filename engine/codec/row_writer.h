// Structs -> row octets, by their listings. Format: docs/formats/key_layout.md
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "engine/codec/bytes.h"
#include "engine/codec/row_fields.h"

namespace dunghan {

// A change of any listing that rows use is a change of the rows: raise this, and stores of the
// older number rebuild their views from the log.
inline constexpr std::uint8_t row_format = 1;
// A row with what earlier releases did not know, which stands behind the rest: the course of a
// task, later fields. Rows without keep the shorter form that those releases wrote, octet for
// octet.
inline constexpr std::uint8_t row_format_with_more = 2;

class RowWriter {
 public:
    explicit RowWriter(std::uint8_t format = row_format) { out_.fixed(format); }

    template <Listed T>
    void put(const T& value) {
        static_assert(every_member_listed<T>, "a member is missing from the listing");
        constexpr auto listed = std::tuple_size_v<std::remove_cvref_t<decltype(fields<T>)>>;
        constexpr auto here = std::tuple_size_v<std::remove_cvref_t<decltype(row_fields<T>)>>;
        constexpr auto later = std::tuple_size_v<std::remove_cvref_t<decltype(later_fields<T>)>>;
        static_assert(here + later == listed, "a member has no place in the row");
        std::apply([&](const auto&... f) { (put(value.*f.member), ...); }, row_fields<T>);
    }

    template <Listed T>
    void put_later(const T& value) {
        std::apply([&](const auto&... f) { (put(value.*f.member), ...); }, later_fields<T>);
    }

    template <class T>
    void put_later(const std::vector<T>& list) {
        for (const T& element : list) {
            put_later(element);
        }
    }

    void put(const std::string& text) {
        out_.compact(text.size());
        out_.raw(text);
    }

    void put(Instant at) { out_.fixed(at.ms); }

    void put(StreamVersion version) { out_.compact(version.value); }

    template <std::unsigned_integral T>
    void put(T value) {
        out_.compact(value);
    }

    void put(const Boxed<task::Course>&) {}  // behind the row, see rows.cpp

    // Zigzag: small numbers of either sign stay small.
    template <std::signed_integral T>
    void put(T value) {
        const auto wide = static_cast<std::int64_t>(value);
        out_.compact(
            static_cast<std::uint64_t>(wide) << 1U ^ static_cast<std::uint64_t>(wide >> 63)
        );
    }

    template <class E>
    requires std::is_enum_v<E>

    void put(E value) { out_.fixed(static_cast<std::uint8_t>(value)); }

    template <class T>
    void put(const std::optional<T>& value) {
        put(value.has_value());
        if (value) {
            put(*value);
        }
    }

    // What was never stated has nothing to write but that.
    template <class T>
    void put(const task::Dated<T>& fact) {
        put(fact.version);
        if (fact.stated()) {
            put(fact.occurred_at);
            put(fact.value);
        }
    }

    template <class T>
    void put(const std::vector<T>& list) {
        out_.compact(list.size());
        for (const T& element : list) {
            put(element);
        }
    }

    template <class T>
    void put(const std::map<std::uint32_t, T>& map) {
        out_.compact(map.size());
        for (const auto& [key, value] : map) {
            put(key);
            put(value);
        }
    }

    [[nodiscard]] std::string take() { return out_.take(); }

 private:
    ByteWriter out_;
};

}  // namespace dunghan
