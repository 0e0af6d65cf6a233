#include "adapters/rocksdb/options.h"

#include <rocksdb/cache.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/memtablerep.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>

#include "engine/base/ids.h"

#include "adapters/rocksdb/hints.h"

namespace dunghan::rocks {
namespace {

constexpr std::size_t octets_per_bucket = 512;
constexpr std::size_t mebibyte = std::size_t{1} << 20U;

rocksdb::ColumnFamilyOptions family_options(
    const std::shared_ptr<rocksdb::Cache>& cache, std::size_t memtable_octets
) {
    rocksdb::BlockBasedTableOptions table;
    table.format_version = 5;  // the highest of 7.8
    table.block_cache = cache;
    table.block_size = 16 * 1024;  // halves the time to scan a million rows
    // Most look-ups of command ids are for ids nobody has seen.
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    rocksdb::ColumnFamilyOptions options;
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    options.write_buffer_size = memtable_octets;
    options.max_write_buffer_number = 2;  // keeps away from the flush-retry faults of this line
    options.memtable_protection_bytes_per_key = 8;
    options.paranoid_file_checks = true;  // reads each new table back: little data, cheap
    options.force_consistency_checks = true;
    options.compression = rocksdb::kLZ4Compression;
    return options;
}

// What keeps acknowledged data, whatever happens to the machine.
void guard_data(rocksdb::DBOptions& options) {
    // The default, kPointInTimeRecovery, opens with half of the log after one flipped bit, and says
    // OK. This one refuses, and forgives only a tail that was never acknowledged.
    options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
    options.recycle_log_file_num = 0;
    options.manual_wal_flush = false;
    // Safe because SyncWAL() and FlushWAL() are never called here: in 7.8 they break it.
    options.track_and_verify_wals_in_manifest = true;
    options.atomic_flush = true;  // the families stay in step in the tables as well
    options.paranoid_checks = true;
    options.verify_sst_unique_id_in_manifest = true;
    options.flush_verify_memtable_count = true;
    options.best_efforts_recovery = false;
    options.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
    options.write_dbid_to_manifest = true;
    options.fail_if_options_file_error = true;
    options.max_bgerror_resume_count = 0;  // with Watch: no recovery in this process
    options.WAL_ttl_seconds = 0;           // archived logs fall to a clock that moves back
    options.WAL_size_limit_MB = 0;
}

// Fewer states than RocksDB could be in.
void keep_simple(rocksdb::DBOptions& options) {
    options.enable_pipelined_write = false;
    options.unordered_write = false;
    options.two_write_queues = false;
    options.allow_2pc = false;
    options.allow_concurrent_memtable_write = false;  // one writer; the bucket table asks for it
    options.stats_dump_period_sec = 0;
    options.stats_persist_period_sec = 0;
}

void bound_cost(rocksdb::DBOptions& options) {
    options.max_total_wal_size = 64 * mebibyte;  // bounds the replay at the next start
    options.avoid_flush_during_shutdown = true;  // stops at once: the write-ahead log holds it
    options.max_background_jobs = 2;
    options.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
    options.max_log_file_size = mebibyte;
    options.keep_log_file_num = 4;
}

}  // namespace

std::vector<rocksdb::ColumnFamilyDescriptor> families(std::size_t memtable_octets) {
    const auto cache = rocksdb::NewLRUCache(64 * mebibyte);
    rocksdb::ColumnFamilyOptions command = family_options(cache, memtable_octets);
    // Ids are looked up one by one and come in no order: in a table of buckets both cost a fifth of
    // what a skip list asks. Each id is a prefix of its own; whoever walks the family needs
    // total_order_seek (long_read has it).
    command.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(sizeof(CommandId::bytes)));
    command.memtable_factory.reset(
        rocksdb::NewHashLinkListRepFactory(memtable_octets / octets_per_bucket)
    );
    command.compression = rocksdb::kNoCompression;  // ids are hashes: nothing to gain
    const rocksdb::ColumnFamilyOptions usual = family_options(cache, memtable_octets);
    rocksdb::ColumnFamilyOptions stream = usual;
    stream.memtable_insert_with_hint_prefix_extractor = by_stream();
    rocksdb::ColumnFamilyOptions view = usual;
    view.memtable_insert_with_hint_prefix_extractor = by_state_row();
    rocksdb::ColumnFamilyOptions tree = family_options(cache, memtable_octets);
    tree.compression = rocksdb::kNoCompression;  // hashes
    return {
        {rocksdb::kDefaultColumnFamilyName, usual},
        {"log", usual},
        {"stream", stream},
        {"command", command},
        {"view", view},
        {"tree", tree}};
}

rocksdb::DBOptions database_options(std::shared_ptr<Watch> watch) {
    rocksdb::DBOptions options;
    guard_data(options);
    keep_simple(options);
    bound_cost(options);
    options.listeners.push_back(std::move(watch));
    return options;
}

void set_reading(rocksdb::DBOptions& options, LogReading reading) {
    options.wal_recovery_mode = reading == LogReading::strict
                                    ? rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords
                                    : rocksdb::WALRecoveryMode::kPointInTimeRecovery;
}

rocksdb::WriteOptions durable_write() {
    rocksdb::WriteOptions options;
    options.sync = true;  // the default loses recent writes with the machine
    options.protection_bytes_per_key = 8;
    return options;
}

rocksdb::WriteOptions anchored_write() {
    rocksdb::WriteOptions options = durable_write();
    options.sync = false;
    return options;
}

rocksdb::WriteOptions scratch_write() {
    rocksdb::WriteOptions options;
    options.disableWAL = true;
    return options;
}

rocksdb::ReadOptions long_read() {
    rocksdb::ReadOptions options;
    options.readahead_size = 2 * mebibyte;
    options.total_order_seek = true;
    options.fill_cache = false;  // would drive out what the next command needs
    return options;
}

}  // namespace dunghan::rocks
