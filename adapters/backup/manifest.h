// What a backup consists of: the list that makes its files one. Format: docs/formats/backup.md
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/merkle/tree.h"

namespace dunghan::backup {

// A segment is closed, never to be written again, when it holds so many records or octets.
inline constexpr std::uint64_t segment_records = 65'536;
inline constexpr std::uint64_t segment_octets = std::uint64_t{32} << 20U;

// Stored octets of the records `first` to `last`, one after the other: log/<first>-<last>.
struct Segment {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t octets = 0;
    Sha256 sha256{};
    bool operator==(const Segment&) const = default;
};

// A file beside the log that a restored store needs: kept/<sha256>, named by what it holds.
struct Kept {
    std::string path;  // where it lies in the data directory: "settings.yaml", "keys/…"
    std::uint64_t octets = 0;
    Sha256 sha256{};
    bool operator==(const Kept&) const = default;
};

struct Manifest {
    merkle::TreeHead head;
    Instant taken;
    std::vector<Segment> segments;  // without gap, from position 1 to head.size
    std::vector<Kept> kept;         // ascending paths
    bool operator==(const Manifest&) const = default;
};

[[nodiscard]] bool is_closed(const Segment& segment);
[[nodiscard]] std::string file_of(const Segment& segment);  // in the backup's folder
[[nodiscard]] std::string file_of(const Kept& kept);

[[nodiscard]] std::string encode_manifest(const Manifest& manifest);

// Error: corruption, naming the line; refused, when a newer release wrote it.
[[nodiscard]] Result<Manifest> decode_manifest(std::string_view text);

// Whether a path may be kept: "settings.yaml", or a file under audit/ or keys/; without "..", control
// characters or empty parts.
[[nodiscard]] bool may_be_kept(std::string_view path);

inline constexpr std::string_view manifest_name = "MANIFEST";

// Nothing: no backup has been finished there. Errors: corruption naming the file, refused,
// unavailable.
[[nodiscard]] Result<std::optional<Manifest>> read_manifest(const std::filesystem::path& folder);

}  // namespace dunghan::backup
