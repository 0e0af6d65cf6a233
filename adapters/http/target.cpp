#include "adapters/http/target.h"

#include <algorithm>
#include <optional>

#include "engine/base/text.h"

namespace dunghan::http {
namespace {

tl::unexpected<Error> refuse(const std::string& expected, const std::string& got) {
    return fail(ErrorCode::invalid, "Expected " + expected + ", but got " + got);
}

int digit_of(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// RFC 3986: unreserved, sub-delims, and what a segment and a query may hold besides.
bool may_stand(char c) {
    constexpr std::string_view marks = "-._~!$&'()*+,;=:@/?%";
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || marks.find(c) != std::string_view::npos;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

// `blanks`: of a query, where '+' is a blank.
Result<std::string> decoded(std::string_view text, bool blanks) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += blanks && text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? digit_of(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? digit_of(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            return refuse("two hexadecimal digits behind '%'", "'" + std::string(text) + "'");
        }
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    if (std::ranges::any_of(out, is_control) || !to_nfc(out)) {
        return refuse("printable UTF-8", "an escape that is none");
    }
    return out;
}

Result<std::vector<std::string>> path_of(std::string_view text) {
    std::vector<std::string> path;
    while (!text.empty()) {
        text.remove_prefix(1);  // the slash
        const std::string_view segment = text.substr(0, text.find('/'));
        text.remove_prefix(segment.size());
        auto plain = decoded(segment, false);
        if (!plain) {
            return tl::unexpected(plain.error());
        }
        if (plain->empty() && text.empty() && path.empty()) {
            break;  // "/" alone
        }
        if (plain->empty() || *plain == "." || *plain == ".." ||
            plain->find('/') != std::string::npos) {
            return refuse("a path of plain names", "the segment '" + std::string(segment) + "'");
        }
        path.push_back(std::move(*plain));
    }
    return path;
}

Result<void> add_parameter(std::map<std::string, std::string>& query, std::string_view text) {
    const auto equals = std::min(text.find('='), text.size());
    auto name = decoded(text.substr(0, equals), true);
    auto value = decoded(text.substr(std::min(equals + 1, text.size())), true);
    if (!name || !value) {
        return tl::unexpected(name ? value.error() : name.error());
    }
    if (name->empty()) {
        return refuse("name=value in the query", "'" + std::string(text) + "'");
    }
    const std::string shown = *name;
    if (query.size() == parameters_max ||
        !query.emplace(std::move(*name), std::move(*value)).second) {
        return refuse("each name of the query once, and few of them", "'" + shown + "' again");
    }
    return {};
}

}  // namespace

Result<Target> read_target(std::string_view target) {
    if (target.size() > target_octets_max) {
        return refuse(
            "a target of at most " + std::to_string(target_octets_max) + " octets",
            std::to_string(target.size())
        );
    }
    if (!target.starts_with('/') || !std::ranges::all_of(target, may_stand)) {
        return refuse("a target that begins with '/' and has only what a URL has", "another");
    }
    const auto mark = std::min(target.find('?'), target.size());
    Target read;
    auto path = path_of(target.substr(0, mark));
    if (!path) {
        return tl::unexpected(path.error());
    }
    read.path = std::move(*path);
    std::string_view rest = target.substr(std::min(mark + 1, target.size()));
    while (!rest.empty()) {
        const std::string_view part = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
        if (const auto added = add_parameter(read.query, part); !added) {
            return tl::unexpected(added.error());
        }
    }
    return read;
}

}  // namespace dunghan::http
