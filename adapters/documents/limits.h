// Bounds on what a file may make us hold, each with its reason.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dunghan::documents::limits {

inline constexpr std::size_t part_octets_max = 32U << 20;   // one unpacked part of an archive
inline constexpr std::size_t total_octets_max = 64U << 20;  // all parts that are read
inline constexpr std::int64_t entries_max = 2'000;          // names in one archive
inline constexpr std::size_t ratio_max = 200;        // unpacked to packed: text stays far below
inline constexpr std::size_t ratio_from = 1U << 20;  // small parts may be as empty as they like
inline constexpr std::size_t tags_max = 4'000'000;   // a tag in memory is 16 times one in the file
inline constexpr int depth_max = 256;                // before anything recurses into the tree
inline constexpr std::size_t columns_max = 512;      // of a table
inline constexpr std::size_t covered_max = 1'000'000;  // cells that merges may cover in one sheet
inline constexpr std::size_t rows_max = 2'000'000;     // twice what a spreadsheet holds
inline constexpr std::size_t text_octets_max = 64U << 20;  // a .txt is held whole
inline constexpr std::size_t chunk_octets = 64U << 10;     // a .csv is read in pieces
inline constexpr std::size_t caption_rows_max = 12;        // lines above the headings

static_assert(part_octets_max <= total_octets_max);

}  // namespace dunghan::documents::limits
