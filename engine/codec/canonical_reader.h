// Canonical octets -> structs in one pass, without a tree between. Replay reads millions of small
// payloads that our own writer made: each key stands where the listing says.
//
// Says only yes or no. Whatever is not written exactly as the writer writes it (a field of another
// schema, another escape, damage) is a no, and the careful reader in payload_reader.cpp decides and
// says why. A yes is the value that one would read; tests/unit/codec holds both together.
#pragma once

#include <charconv>
#include <concepts>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/instant.h"
#include "engine/codec/canonical_json.h"
#include "engine/codec/fields.h"
#include "engine/codec/names.h"

namespace dunghan {

inline constexpr std::size_t instant_octets = 24;  // "2022-10-25T05:00:00.000Z"

class CanonicalReader {
 public:
    // `json` must be UTF-8: that is asked of all of it at once, not text by text.
    explicit CanonicalReader(std::string_view json)
        : at_(json.data()), end_(json.data() + json.size()) {}

    template <Listed T>
    [[nodiscard]] bool read_all(T& out) {
        return read(out) && at_ == end_;
    }

 private:
    template <Listed T>
    bool read(T& out) {
        bool first = true;
        const auto each = [&](const auto&... f) {
            return (read_field(f.name, out.*f.member, first) && ...);
        };
        return take('{') && std::apply(each, fields<T>) && take('}');
    }

    bool read(std::string& out) {
        out.clear();
        if (!take('"')) {
            return false;
        }
        while (true) {
            const char* const plain = at_;
            while (at_ != end_ && !is_special(*at_)) {
                ++at_;
            }
            out.append(plain, at_);
            if (at_ == end_ || *at_ != '\\') {
                return take('"');
            }
            if (!read_escape(out)) {
                return false;
            }
        }
    }

    bool read(bool& out) {
        out = take("true");
        return out || take("false");
    }

    bool read(Instant& out) {
        static const Zone any_zone;  // the Z says which; making one would allocate
        const std::optional<std::string_view> text = read_word();
        if (!text || text->size() != instant_octets || text->back() != 'Z') {
            return false;
        }
        const Result<Instant> at = parse_instant(*text, any_zone);
        out = at.value_or(Instant{});
        return at.has_value();
    }

    template <std::integral T>
    bool read(T& out) {
        std::int64_t value = 0;
        const auto [next, error] = std::from_chars(at_, end_, value);
        const std::string_view digits(at_, static_cast<std::size_t>(next - at_));
        const bool shortest =
            !digits.starts_with("-0") && (digits == "0" || !digits.starts_with('0'));
        if (error != std::errc{} || !shortest || !std::in_range<T>(value) ||
            value > json_integer_max || value < -json_integer_max) {
            return false;
        }
        at_ = next;
        out = static_cast<T>(value);
        return true;
    }

    template <class E>
    requires std::is_enum_v<E>

    bool read(E& out) {
        const std::optional<std::string_view> word = read_word();
        const std::optional<E> value = word ? from_stored_name<E>(*word) : std::nullopt;
        out = value.value_or(E{});
        return value.has_value();
    }

    template <class T>
    bool read(std::vector<T>& out) {
        out.clear();
        if (!take('[')) {
            return false;
        }
        if (take(']')) {
            return true;
        }
        do {
            if (!read(out.emplace_back())) {
                return false;
            }
        } while (take(','));
        return take(']');
    }

    template <class T>
    bool read_field(std::string_view name, T& out, bool& first) {
        return take_key(name, first) && read(out);
    }

    template <class T>
    bool read_field(std::string_view name, std::optional<T>& out, bool& first) {
        out.reset();
        return !take_key(name, first) || read(out.emplace());
    }

    // `,"name":` as a whole or nothing. Names are plain words: the listing is ours.
    bool take_key(std::string_view name, bool& first) {
        const std::size_t comma = first ? 0 : 1;
        const std::size_t octets = comma + name.size() + 3;
        if (static_cast<std::size_t>(end_ - at_) < octets || (comma == 1 && *at_ != ',')) {
            return false;
        }
        const char* const key = at_ + comma;
        const bool same = key[0] == '"' && key[1 + name.size()] == '"' &&
                          key[2 + name.size()] == ':' &&
                          std::memcmp(key + 1, name.data(), name.size()) == 0;
        if (same) {
            at_ += octets;
            first = false;
        }
        return same;
    }

    // A text without escapes; the view is into the payload.
    std::optional<std::string_view> read_word() {
        if (!take('"')) {
            return std::nullopt;
        }
        const char* const begin = at_;
        while (at_ != end_ && !is_special(*at_)) {
            ++at_;
        }
        const std::string_view word(begin, static_cast<std::size_t>(at_ - begin));
        return take('"') ? std::optional(word) : std::nullopt;
    }

    // The two-letter escapes. Others (\u00xx) are rare enough for the careful reader.
    bool read_escape(std::string& out) {
        static constexpr std::string_view letters = "\"\\bfnrt";
        static constexpr std::string_view meant = "\"\\\b\f\n\r\t";
        const std::size_t which = end_ - at_ < 2 ? std::string_view::npos : letters.find(at_[1]);
        if (which == std::string_view::npos) {
            return false;
        }
        out += meant[which];
        at_ += 2;
        return true;
    }

    bool take(char c) {
        const bool same = at_ != end_ && *at_ == c;
        at_ += same ? 1 : 0;
        return same;
    }

    bool take(std::string_view word) {
        const bool same =
            std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(word);
        at_ += same ? word.size() : 0;
        return same;
    }

    // Ends a run of plain octets.
    static bool is_special(char c) {
        return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
    }

    const char* at_;
    const char* end_;
};

}  // namespace dunghan
