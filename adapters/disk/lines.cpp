#include "adapters/disk/lines.h"

#include <charconv>
#include <optional>

namespace dunghan::disk {
namespace {

constexpr std::string_view ending = "end ";

std::optional<unsigned> value_of(char digit) {
    if (digit >= '0' && digit <= '9') {
        return static_cast<unsigned>(digit - '0');
    }
    return digit >= 'a' && digit <= 'f' ? std::optional<unsigned>(digit - 'a' + 10) : std::nullopt;
}

tl::unexpected<Error> damaged(const LinesForm& form, const std::string& found) {
    return fail(
        ErrorCode::corruption, "Expected a whole " + std::string(form.noun) + ", but " + found
    );
}

}  // namespace

bool Lines::next(std::string_view word) {
    ++number_;
    const std::size_t end = rest_.find('\n');
    line_ = rest_.substr(0, end);
    if (end == std::string_view::npos || !line_.starts_with(word)) {
        return refuse();
    }
    rest_.remove_prefix(end + 1);
    line_.remove_prefix(word.size());
    return true;
}

bool Lines::skip(std::string_view word) {
    const bool there = line_.starts_with(word);
    line_.remove_prefix(there ? word.size() : 0);
    return there;
}

std::string_view Lines::text(bool last) {
    const std::size_t end = last ? line_.size() : line_.find(' ');
    if (end == std::string_view::npos) {
        refuse();
        return {};
    }
    const std::string_view field = line_.substr(0, end);
    line_.remove_prefix(last ? end : end + 1);
    return field;
}

std::uint64_t Lines::number(bool last) {
    const std::string_view field = text(last);
    std::uint64_t value = 0;
    const auto read = std::from_chars(field.data(), field.data() + field.size(), value);
    const bool whole = read.ec == std::errc{} && read.ptr == field.data() + field.size();
    if (!whole || std::to_string(value) != field) {
        refuse();
    }
    return value;
}

Sha256 Lines::hash(bool last) {
    const std::string_view field = text(last);
    Sha256 hash{};
    for (std::size_t i = 0; i < hash.size() && field.size() == 2 * hash.size(); ++i) {
        const auto high = value_of(field[2 * i]);
        const auto low = value_of(field[2 * i + 1]);
        if (!high || !low) {
            refuse();
        }
        hash[i] = static_cast<std::uint8_t>(high.value_or(0) << 4U | low.value_or(0));
    }
    if (field.size() != 2 * hash.size()) {
        refuse();
    }
    return hash;
}

bool Lines::refuse() {
    faulty_ = faulty_ == 0 ? number_ : faulty_;
    return false;
}

std::string write_lines(const LinesForm& form, std::string_view body) {
    std::string text(form.heading);
    text.append(std::to_string(form.format)).append("\n").append(body);
    const std::string sum = to_hex(sha256(text));
    return text.append(ending).append(sum).append("\n");
}

Result<void> read_lines(
    std::string_view text, const LinesForm& form, const std::function<void(Lines&)>& body
) {
    Lines lines(text);
    if (!lines.next(form.heading)) {
        return damaged(form, "its first line is not that of one");
    }
    const std::uint64_t format = lines.number(true);
    if (format == 0) {
        lines.refuse();
    }
    if (!lines.failed() && format > form.format) {
        return fail(
            ErrorCode::refused,
            "Expected a " + std::string(form.noun) + " of format " + std::to_string(form.format) +
                ", but this is " + std::to_string(format) +
                "; use the release that wrote it, or a newer one"
        );
    }
    body(lines);
    const std::size_t summed = text.size() - lines.left();
    lines.next(ending);
    const Sha256 stated = lines.hash(true);
    if (lines.failed()) {
        return damaged(
            form, "line " + std::to_string(lines.faulty()) + " is not as this release writes it"
        );
    }
    if (lines.left() != 0) {
        return damaged(form, std::to_string(lines.left()) + " octets follow its last line");
    }
    if (stated != sha256(text.substr(0, summed))) {
        return damaged(
            form,
            "octets 0 to " + std::to_string(summed) + " do not have the SHA-256 of its last line"
        );
    }
    return {};
}

}  // namespace dunghan::disk
