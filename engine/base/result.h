// How the engine answers: a value, an Error (the world failed) or a Rejection (the domain said no).
//
// Errors are few and chosen by what the caller would do about them. A broken invariant is neither:
// it is a bug, see base/assert.h. The engine throws nothing; adapters catch what their libraries
// throw in the function that called them.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace dunghan {

enum class ErrorCode {
    not_found,  // what was named does not exist: correct the name
    invalid,    // input cannot be read as what it claims to be: correct the input
    conflict,   // the stream moved on: read again, decide again
    refused,    // a setting or a promise forbids it (wrong clock, wrong format): change the call
    limit_exceeded,  // a stated bound was crossed: send less
    unavailable,  // outcome UNKNOWN after a storage error: restart, repeat with the same command id
    timeout,      // no answer within the bound: repeat
    corruption,   // stored bytes are not what was written: never retried, never skipped
};

struct Error {
    ErrorCode code;
    std::string detail;  // what was expected, what came, where, and the way out
};

template <class T>
using Result = tl::expected<T, Error>;

// The domain's "no". `code` is stable and for programs, `detail` is a sentence for people in the
// shape "Expected to complete task 2.8, but it is cancelled".
struct Rejection {
    std::string code;
    std::string detail;
};

template <class T>
using Decision = tl::expected<T, Rejection>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string detail) {
    return tl::unexpected(Error{code, std::move(detail)});
}

[[nodiscard]] inline tl::unexpected<Rejection> reject(std::string code, std::string detail) {
    return tl::unexpected(Rejection{std::move(code), std::move(detail)});
}

[[nodiscard]] constexpr std::string_view to_text(ErrorCode code) {
    switch (code) {
        case ErrorCode::not_found: return "not_found";
        case ErrorCode::invalid: return "invalid";
        case ErrorCode::conflict: return "conflict";
        case ErrorCode::refused: return "refused";
        case ErrorCode::limit_exceeded: return "limit_exceeded";
        case ErrorCode::unavailable: return "unavailable";
        case ErrorCode::timeout: return "timeout";
        case ErrorCode::corruption: return "corruption";
    }
    return "?";
}

}  // namespace dunghan
