#include "adapters/backup/manifest.h"

#include <algorithm>

#include "adapters/disk/file.h"
#include "adapters/disk/lines.h"

namespace dunghan::backup {
namespace {

constexpr disk::LinesForm form{"backup manifest", "dunghan backup ", 1};
constexpr std::uint64_t manifest_octets_max = std::uint64_t{64} << 20U;

std::string twelve_digits(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    return std::string(digits.size() < 12 ? 12 - digits.size() : 0, '0') + digits;
}

Segment segment_from(disk::Lines& lines, std::uint64_t due) {
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

Kept kept_from(disk::Lines& lines, std::string_view after) {
    Kept kept;
    kept.octets = lines.number(false);
    kept.sha256 = lines.hash(false);
    kept.path = lines.text(true);
    if (kept.path <= after || !may_be_kept(kept.path)) {
        lines.refuse();
    }
    return kept;
}

// Everything between the heading and the last line.
Manifest body_from(disk::Lines& lines) {
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
    std::string text;
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
    return disk::write_lines(form, text);
}

Result<Manifest> decode_manifest(std::string_view text) {
    Manifest manifest;
    return disk::read_lines(
               text, form, [&](disk::Lines& lines) { manifest = body_from(lines); }
    ).map([&] { return std::move(manifest); });
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
