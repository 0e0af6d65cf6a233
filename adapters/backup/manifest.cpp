#include "adapters/backup/manifest.h"

#include <algorithm>
#include <charconv>

#include "adapters/disk/file.h"

namespace dunghan::backup {
namespace {

constexpr std::string_view heading = "dunghan backup ";
constexpr std::uint64_t manifest_format = 1;
constexpr std::uint64_t manifest_octets_max = std::uint64_t{64} << 20U;

std::string twelve_digits(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    return std::string(digits.size() < 12 ? 12 - digits.size() : 0, '0') + digits;
}

std::optional<unsigned> value_of(char digit) {
    if (digit >= '0' && digit <= '9') {
        return static_cast<unsigned>(digit - '0');
    }
    return digit >= 'a' && digit <= 'f' ? std::optional<unsigned>(digit - 'a' + 10) : std::nullopt;
}

// Reads the lines one after the other; the first failure sticks, and names its line.
class Lines {
 public:
    explicit Lines(std::string_view text) : rest_(text) {}

    // Goes to the next line; it must begin with `word` and a blank.
    bool next(std::string_view word) {
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

    [[nodiscard]] bool begins(std::string_view word) const { return rest_.starts_with(word); }

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    [[nodiscard]] std::size_t left() const { return rest_.size(); }

    // The next field of the line; only the last may hold blanks.
    std::string_view text(bool last) {
        const std::size_t end = last ? line_.size() : line_.find(' ');
        if (end == std::string_view::npos) {
            refuse();
            return {};
        }
        const std::string_view field = line_.substr(0, end);
        line_.remove_prefix(last ? end : end + 1);
        return field;
    }

    // One number has one spelling: no sign, no leading zero.
    std::uint64_t number(bool last) {
        const std::string_view field = text(last);
        std::uint64_t value = 0;
        const auto read = std::from_chars(field.data(), field.data() + field.size(), value);
        const bool whole = read.ec == std::errc{} && read.ptr == field.data() + field.size();
        if (!whole || std::to_string(value) != field) {
            refuse();
        }
        return value;
    }

    Sha256 hash(bool last) {
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

    bool refuse() {
        faulty_ = faulty_ == 0 ? number_ : faulty_;
        return false;
    }

    [[nodiscard]] bool failed() const { return faulty_ != 0; }

    [[nodiscard]] std::size_t faulty() const { return faulty_; }

 private:
    std::string_view rest_;
    std::string_view line_;
    std::size_t number_ = 0;
    std::size_t faulty_ = 0;
};

Segment segment_from(Lines& lines, std::uint64_t due) {
    Segment segment;
    segment.first = lines.number(false);
    segment.last = lines.number(false);
    segment.octets = lines.number(false);
    segment.sha256 = lines.hash(true);
    if (segment.first != due || segment.last < due) {
        lines.refuse();
    }
    return segment;
}

Kept kept_from(Lines& lines, std::string_view after) {
    Kept kept;
    kept.octets = lines.number(false);
    kept.sha256 = lines.hash(false);
    kept.path = lines.text(true);
    if (kept.path <= after || !may_be_kept(kept.path)) {
        lines.refuse();
    }
    return kept;
}

tl::unexpected<Error> damaged(const std::string& found) {
    return fail(ErrorCode::corruption, "Expected a whole manifest, but " + found);
}

// Everything between the heading and the last line.
Manifest body_from(Lines& lines) {
    Manifest manifest;
    lines.next("size ");
    manifest.head.size = lines.number(true);
    lines.next("root ");
    manifest.head.root = lines.hash(true);
    lines.next("taken ");
    const auto taken = parse_instant(lines.text(true), Zone{});
    taken ? void(manifest.taken = *taken) : void(lines.refuse());
    std::uint64_t due = 1;
    while (!lines.failed() && lines.begins("log ")) {
        lines.next("log ");
        manifest.segments.push_back(segment_from(lines, due));
        due = manifest.segments.back().last + 1;
    }
    if (due != manifest.head.size + 1) {
        lines.refuse();
    }
    while (!lines.failed() && lines.begins("kept ")) {
        lines.next("kept ");
        manifest.kept.push_back(
            kept_from(lines, manifest.kept.empty() ? "" : manifest.kept.back().path)
        );
    }
    return manifest;
}

}  // namespace

bool is_closed(const Segment& segment) {
    return segment.last - segment.first + 1 >= segment_records || segment.octets >= segment_octets;
}

std::string file_of(const Segment& segment) {
    return "log/" + twelve_digits(segment.first) + "-" + twelve_digits(segment.last);
}

std::string file_of(const Kept& kept) {
    return "kept/" + to_hex(kept.sha256);
}

bool may_be_kept(std::string_view path) {
    const bool has_place =
        path == "settings.yaml" || path.starts_with("audit/") || path.starts_with("keys/");
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (!has_place || path.size() > 1000 || std::ranges::any_of(path, is_control)) {
        return false;
    }
    const std::string between = "/" + std::string(path) + "/";
    return between.find("//") == std::string::npos && between.find("/../") == std::string::npos &&
           between.find("/./") == std::string::npos;
}

std::string encode_manifest(const Manifest& manifest) {
    std::string text(heading);
    text += std::to_string(manifest_format) + "\n";
    text += "size " + std::to_string(manifest.head.size) + "\n";
    text += "root " + to_hex(manifest.head.root) + "\n";
    text += "taken " + to_rfc3339(manifest.taken) + "\n";
    for (const Segment& segment : manifest.segments) {
        text += "log " + std::to_string(segment.first) + " " + std::to_string(segment.last) + " " +
                std::to_string(segment.octets) + " " + to_hex(segment.sha256) + "\n";
    }
    for (const Kept& kept : manifest.kept) {
        text += "kept " + std::to_string(kept.octets) + " " + to_hex(kept.sha256) + " " +
                kept.path + "\n";
    }
    return text + "end " + to_hex(sha256(text)) + "\n";
}

Result<Manifest> decode_manifest(std::string_view text) {
    Lines lines(text);
    if (!lines.next(heading)) {
        return damaged("its first line is not that of one");
    }
    const std::uint64_t format = lines.number(true);
    if (format == 0) {
        lines.refuse();
    }
    if (!lines.failed() && format > manifest_format) {
        return fail(
            ErrorCode::refused,
            "Expected a backup of format " + std::to_string(manifest_format) + ", but this is " +
                std::to_string(format) + "; use the release that wrote it, or a newer one"
        );
    }
    Manifest manifest = body_from(lines);
    const std::size_t signed_octets = text.size() - lines.left();
    lines.next("end ");
    const Sha256 stated = lines.hash(true);
    if (lines.failed()) {
        return damaged(
            "line " + std::to_string(lines.faulty()) + " is not as this release writes it"
        );
    }
    if (!lines.at_end()) {
        return damaged(std::to_string(lines.left()) + " octets follow its last line");
    }
    if (stated != sha256(text.substr(0, signed_octets))) {
        return damaged(
            "octets 0 to " + std::to_string(signed_octets) +
            " do not have the SHA-256 of its last line"
        );
    }
    return manifest;
}

Result<std::optional<Manifest>> read_manifest(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / manifest_name;
    const auto text = disk::find_file(path, manifest_octets_max);
    if (!text || !*text) {
        return text ? Result<std::optional<Manifest>>(std::nullopt) : tl::unexpected(text.error());
    }
    return decode_manifest(**text)
        .map([](Manifest manifest) { return std::optional(std::move(manifest)); })
        .map_error([&](const Error& error) {
            return Error{error.code, path.string() + ": " + error.detail};
        });
}

}  // namespace dunghan::backup
