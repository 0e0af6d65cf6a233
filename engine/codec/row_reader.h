// Row octets -> structs: RowWriter backwards. `status` decodes a million of these in a second, so
// nothing here allocates but the texts themselves.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/codec/bytes.h"
#include "engine/codec/names.h"
#include "engine/codec/row_fields.h"

namespace dunghan {

class RowReader {
 public:
    explicit RowReader(std::string_view bytes) : in_(bytes) {}

    template <Listed T>
    void get(T& value, std::string_view) {
        std::apply([&](const auto&... f) { (get(value.*f.member, f.name), ...); }, row_fields<T>);
    }

    template <Listed T>
    void get_later(T& value) {
        std::apply([&](const auto&... f) { (get(value.*f.member, f.name), ...); }, later_fields<T>);
    }

    // As many as the row has.
    template <class T>
    void get_later(std::vector<T>& list) {
        for (T& element : list) {
            get_later(element);
        }
    }

    void get(std::string& text, std::string_view field) {
        text = in_.raw(in_.compact(field), field);
    }

    void get(Boxed<task::Course>&, std::string_view) {}  // behind the row, see rows.cpp

    void get(Instant& at, std::string_view field) { at.ms = in_.fixed<std::int64_t>(field); }

    void get(StreamVersion& version, std::string_view field) { version.value = in_.compact(field); }

    void get(bool& value, std::string_view field) {
        const std::uint64_t octet = in_.compact(field);
        value = octet == 1;
        check(octet <= 1, field);
    }

    template <std::unsigned_integral T>
    void get(T& value, std::string_view field) {
        const std::uint64_t wide = in_.compact(field);
        value = static_cast<T>(wide);
        check(std::in_range<T>(wide), field);
    }

    template <std::signed_integral T>
    void get(T& value, std::string_view field) {
        const std::uint64_t zigzag = in_.compact(field);
        const auto wide = static_cast<std::int64_t>(zigzag >> 1U ^ (~(zigzag & 1U) + 1U));
        value = static_cast<T>(wide);
        check(std::in_range<T>(wide), field);
    }

    template <class E>
    requires std::is_enum_v<E>

    void get(E& value, std::string_view field) {
        value = static_cast<E>(in_.fixed<std::uint8_t>(field));
        check(!stored_name(value).empty(), field);
    }

    template <class T>
    void get(std::optional<T>& value, std::string_view field) {
        bool present = false;
        get(present, field);
        if (present) {
            get(value.emplace(), field);
        }
    }

    template <class T>
    void get(task::Dated<T>& fact, std::string_view field) {
        get(fact.version, field);
        if (fact.stated()) {
            get(fact.occurred_at, field);
            get(fact.value, field);
        }
    }

    template <class T>
    void get(std::vector<T>& list, std::string_view field) {
        list.resize(count(field));
        for (T& element : list) {
            get(element, field);
        }
    }

    template <class T>
    void get(std::map<std::uint32_t, T>& map, std::string_view field) {
        for (std::size_t left = count(field); left > 0; --left) {
            std::uint32_t key = 0;
            get(key, field);
            check(map.empty() || map.rbegin()->first < key, field);
            get(map.emplace_hint(map.end(), key, T{})->second, field);
        }
    }

    [[nodiscard]] ByteReader& bytes() { return in_; }

 private:
    // Each element takes an octet at least: a damaged count cannot ask for more than is there.
    std::size_t count(std::string_view field) {
        const std::uint64_t value = in_.compact(field);
        check(value <= in_.left(), field);
        return in_.failed() ? 0 : static_cast<std::size_t>(value);
    }

    void check(bool possible, std::string_view field) {
        if (!possible) {
            in_.refuse(field);
        }
    }

    ByteReader in_;
};

}  // namespace dunghan
