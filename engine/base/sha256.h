// SHA-256 (FIPS 180-4) by OpenSSL, which uses the processor's own instructions where it has them.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace dunghan {

using Sha256 = std::array<std::uint8_t, 32>;

[[nodiscard]] Sha256 sha256(std::string_view bytes);
// Of both, one after the other.
[[nodiscard]] Sha256 sha256(std::string_view first, std::string_view second);

// Over octets that come piece by piece.
class Sha256Sum {
 public:
    Sha256Sum();
    void add(std::string_view bytes);
    [[nodiscard]] Sha256 finish();  // and begins anew, with nothing

 private:
    void begin();

    struct Free {
        void operator()(void* context) const;
    };

    std::unique_ptr<void, Free> context_;
};

[[nodiscard]] std::string to_hex(const Sha256& digest);  // 64 lower-case digits

}  // namespace dunghan
