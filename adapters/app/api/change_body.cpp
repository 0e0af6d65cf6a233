#include "adapters/app/api/change_body.h"

#include <algorithm>

#include "adapters/app/api/caller.h"
#include "adapters/app/wish_line.h"

namespace dunghan::app::api {
namespace {

constexpr std::size_t key_octets_max = 200;

// What the request says already: its name, its action, its actor.
Result<void> check_unsaid(const Wish& wish, bool path_says_task) {
    for (const auto& [name, text] :
         {std::pair("id", &wish.id),
          std::pair("action", &wish.action),
          std::pair("actor", &wish.actor),
          std::pair("task", path_says_task ? &wish.task : &wish.id)}) {
        if (!text->empty()) {
            return fail(
                ErrorCode::invalid,
                std::string("Expected '") + name + "' to be left out, for the request says it"
            );
        }
    }
    return {};
}

}  // namespace

Result<std::optional<std::uint64_t>> expected_version(const http::Request& request) {
    const std::string_view tag = request.field("if-match");
    if (tag.empty() || tag == "*") {
        return std::nullopt;
    }
    const std::string digits(tag.substr(1, tag.size() > 2 ? tag.size() - 2 : 0));
    const bool number = !digits.empty() && digits.size() <= 18 &&
                        std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!tag.starts_with('"') || !tag.ends_with('"') || !number) {
        return fail(
            ErrorCode::invalid,
            "Expected If-Match to be the ETag of a task, like \"7\", but got another value"
        );
    }
    return std::stoull(digits);
}

Result<void> check_framing(const http::Request& request) {
    const std::string_view type = request.field("content-type");
    if (type.substr(0, type.find(';')) != "application/json") {
        return fail(ErrorCode::invalid, "Expected Content-Type to be application/json");
    }
    if (request.field("idempotency-key").size() > key_octets_max) {
        return fail(ErrorCode::invalid, "Expected an Idempotency-Key of at most 200 octets");
    }
    // The library's reader ends at a NUL and passes over a byte order mark.
    if (request.body.find('\0') != std::string::npos || request.body.starts_with("\xEF\xBB\xBF")) {
        return fail(
            ErrorCode::invalid, "Expected JSON in UTF-8 without a NUL or a byte order mark"
        );
    }
    return {};
}

Result<Wish> wish_of(const http::Request& request, std::string_view action) {
    WishLine body = read_wish(request.body);
    const auto place = request.places.find("task");
    const bool path_says_task = place != request.places.end();
    const auto framed = check_framing(request);
    const auto expected = expected_version(request);
    const auto unsaid = check_unsaid(body.wish, path_says_task);
    if (!framed || !expected) {
        return tl::unexpected(framed ? expected.error() : framed.error());
    }
    if (body.problem || !unsaid) {
        return tl::unexpected(body.problem ? *body.problem : unsaid.error());
    }
    Wish wish = std::move(body.wish);
    if (path_says_task) {
        wish.task = place->second;
    }
    const Visitor& visitor = visitor_of(request);
    if (const std::string_view key = request.field("idempotency-key"); !key.empty()) {
        wish.id = "api|" + visitor.token + "|" + std::string(key);
    }
    wish.action = action;
    wish.actor = visitor.caller.holder;
    if (*expected) {
        wish.expected = *expected;
    }
    return wish;
}

std::string field_in(std::string_view detail) {
    constexpr std::string_view begin = "Expected '";
    if (!detail.starts_with(begin)) {
        return "";
    }
    const std::string_view rest = detail.substr(begin.size());
    const std::string_view name = rest.substr(0, rest.find('\''));
    const bool known = std::ranges::count(wish_fields, name, &WishField::name) > 0;
    return known ? std::string(name) : "";
}

}  // namespace dunghan::app::api
