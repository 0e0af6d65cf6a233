// Octets of records and rows: little-endian, bounds checked.
#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace dunghan {

class ByteWriter {
 public:
    // Fixed width, little-endian.
    template <std::integral T>
    void fixed(T value) {
        auto rest = static_cast<std::make_unsigned_t<T>>(value);
        char octets[sizeof(T)];
        for (char& octet : octets) {
            octet = static_cast<char>(rest & 0xFFU);
            rest = static_cast<decltype(rest)>(static_cast<std::uint64_t>(rest) >> 8U);
        }
        out_.append(octets, sizeof(T));
    }

    // LEB128: seven bits an octet, low ones first, the highest bit says that more follow.
    void compact(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7U) {
            out_ += static_cast<char>((value & 0x7FU) | 0x80U);
        }
        out_ += static_cast<char>(value);
    }

    void raw(std::string_view octets) { out_ += octets; }

    [[nodiscard]] const std::string& bytes() const { return out_; }

    [[nodiscard]] std::string take() { return std::move(out_); }

    void reserve(std::size_t octets) { out_.reserve(octets); }

 private:
    std::string out_;
};

// Reads what ByteWriter wrote. The first failure sticks: readings after it give zero and move
// nothing, so a caller may read on and ask once at the end. `field` names what is read, for the
// message; it must outlive the reader.
class ByteReader {
 public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

    template <std::integral T>
    [[nodiscard]] T fixed(std::string_view field) {
        const std::string_view octets = raw(sizeof(T), field);
        std::uint64_t value = 0;
        for (std::size_t i = octets.size(); i-- > 0;) {
            value = value << 8U | static_cast<unsigned char>(octets[i]);
        }
        return static_cast<T>(value);
    }

    // Refuses more octets than the value needs: one value has one encoding.
    [[nodiscard]] std::uint64_t compact(std::string_view field) {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint64_t octet = fixed<std::uint8_t>(field);
            const std::uint64_t bits = octet & 0x7FU;
            if ((shift == 63 && bits > 1) || (shift > 0 && octet == 0)) {
                break;
            }
            value |= bits << shift;
            if (octet < 0x80) {
                return value;
            }
        }
        refuse(field);
        return 0;
    }

    [[nodiscard]] std::string_view raw(std::size_t octets, std::string_view field) {
        if (octets > rest_.size() || failed()) {
            fail_with(" ends within '", field);
            return {};
        }
        const std::string_view taken = rest_.substr(0, octets);
        rest_.remove_prefix(octets);
        return taken;
    }

    // The octets were there, but no writer wrote them.
    void refuse(std::string_view field) { fail_with(" holds an impossible '", field); }

    [[nodiscard]] std::size_t left() const { return rest_.size(); }

    [[nodiscard]] bool failed() const { return !field_.empty(); }

    [[nodiscard]] bool done() const { return !failed() && rest_.empty(); }

    // "it ends within 'title'"; only after a failure or with octets left.
    [[nodiscard]] std::string problem() const {
        return failed() ? "it" + std::string(what_) + std::string(field_) + "'"
                        : std::to_string(rest_.size()) + " octets follow its end";
    }

 private:
    void fail_with(std::string_view what, std::string_view field) {
        if (!failed()) {
            what_ = what;
            field_ = field;
        }
    }

    std::string_view rest_;
    std::string_view what_;
    std::string_view field_;
};

}  // namespace dunghan
