// RocksDB's settings, each with the reason why it is not left alone.
#pragma once

#include <array>
#include <memory>
#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <vector>

#include "adapters/rocksdb/watch.h"

namespace dunghan::rocks {

// The column families, in the order of their handles.
enum class Family : std::uint8_t { meta, log, stream, command, view, tree };
inline constexpr std::size_t family_count = 6;

[[nodiscard]] std::vector<rocksdb::ColumnFamilyDescriptor> families(
    std::size_t memtable_octets = std::size_t{32} << 20U
);
[[nodiscard]] rocksdb::DBOptions database_options(std::shared_ptr<Watch> watch);

// How RocksDB reads its log at the start: strictly, and refuses what it cannot explain as a tail
// that was never synced; or up to the first damage, for what the anchor says is enough.
enum class LogReading : std::uint8_t { strict, to_first_damage };
void set_reading(rocksdb::DBOptions& options, LogReading reading);

// For what is acknowledged when it returns; for what the anchor makes durable; for scratch stores.
[[nodiscard]] rocksdb::WriteOptions durable_write();
[[nodiscard]] rocksdb::WriteOptions anchored_write();
[[nodiscard]] rocksdb::WriteOptions scratch_write();

// For reading the whole log or a whole view once.
[[nodiscard]] rocksdb::ReadOptions long_read();

}  // namespace dunghan::rocks
