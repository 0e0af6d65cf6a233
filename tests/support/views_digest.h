// All views of a store in one number: equal when every row of every view is, octet for octet.
#pragma once

#include <gtest/gtest.h>
#include <string>

#include "engine/base/sha256.h"
#include "engine/port/store.h"

namespace dunghan::testing {

// Views are numbered from 1; a new one counts the day it is filled.
inline constexpr unsigned view_numbers_max = 32;

// SHA-256 over (view, 1 octet; key; value) in key order, each text after its length (u32 LE).
inline std::string views_digest(const Store& store) {
    std::string octets;
    const auto put = [&](std::string_view text) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            octets += static_cast<char>(text.size() >> shift & 0xffU);
        }
        octets += text;
    };
    for (unsigned number = 1; number <= view_numbers_max; ++number) {
        const auto scanned =
            store.scan(static_cast<View>(number), {}, {}, [&](auto key, auto value) {
                octets += static_cast<char>(number);
                put(key);
                put(value);
                return true;
            });
        EXPECT_TRUE(scanned) << scanned.error().detail;
    }
    return to_hex(sha256(octets));
}

}  // namespace dunghan::testing
