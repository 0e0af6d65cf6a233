// Remembers the first storage error, and forbids RocksDB to recover from it behind our back.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <rocksdb/listener.h>
#include <string>

namespace dunghan::rocks {

// Thread-safe: RocksDB calls from its background threads.
class Watch final : public rocksdb::EventListener {
 public:
    // The first failure wins: what follows is its consequence.
    void poison(const std::string& why);
    [[nodiscard]] std::optional<std::string> poisoned() const;

    void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* error) override;
    // max_bgerror_resume_count = 0 does not stop the recovery from a full disk; this does.
    void OnErrorRecoveryBegin(
        rocksdb::BackgroundErrorReason reason, rocksdb::Status error, bool* auto_recovery
    ) override;

    // RocksDB's list of tables has changed since the last call.
    [[nodiscard]] bool take_new_tables() { return new_tables_.exchange(false); }

    void OnFlushCompleted(rocksdb::DB*, const rocksdb::FlushJobInfo&) override {
        new_tables_ = true;
    }

    void OnCompactionCompleted(rocksdb::DB*, const rocksdb::CompactionJobInfo&) override {
        new_tables_ = true;
    }

 private:
    std::atomic<bool> new_tables_ = true;
    mutable std::mutex mutex_;
    std::optional<std::string> why_;
};

}  // namespace dunghan::rocks
