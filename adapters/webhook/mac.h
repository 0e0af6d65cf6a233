// HMAC-SHA256 with one key, by OpenSSL, which uses the processor's instructions for it. Internal to
// the room.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

struct evp_mac_ctx_st;

namespace dunghan::webhook {

class Mac {
 public:
    explicit Mac(std::span<const unsigned char> key);

    // Of `head` and `body`, one after the other. From any thread.
    [[nodiscard]] std::array<unsigned char, 32> sum(std::string_view head, std::string_view body)
        const;

 private:
    struct Free {
        void operator()(evp_mac_ctx_st* mac) const;  // wipes the key
    };

    std::unique_ptr<evp_mac_ctx_st, Free> keyed_;
};

}  // namespace dunghan::webhook
