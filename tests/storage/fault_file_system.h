// A file system that fails on demand: the N-th call, once or for ever, and the power of the
// machine.
#pragma once

#include <limits>
#include <mutex>
#include <rocksdb/file_system.h>

#include "tests/storage/disk_model.h"

namespace dunghan::tests {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

enum class FaultKind { io_error, no_space, short_write, crash };

struct Fault {
    FaultKind kind = FaultKind::io_error;
    std::uint64_t at = std::numeric_limits<std::uint64_t>::max();  // 1: the first call
    bool for_ever = false;
};

// Thread-safe. Syncs reach the model alone: no test waits for a disk.
class FaultFileSystem final : public rocksdb::FileSystemWrapper {
 public:
    explicit FaultFileSystem(Fault fault = {})
        : FileSystemWrapper(rocksdb::FileSystem::Default()), fault_(fault) {}

    [[nodiscard]] const char* Name() const override { return "FaultFileSystem"; }

    // Calls so far that change something.
    [[nodiscard]] std::uint64_t calls() const {
        const std::lock_guard lock(mutex_);
        return calls_;
    }

    // Nothing works from now on, and the files are as the disk has them.
    void lose_power(PowerLoss how, std::uint32_t seed) {
        const std::lock_guard lock(mutex_);
        dead_ = true;
        disk_.lose_power(how, seed);
    }

    // Nothing works from now on; the files are as the kernel has them: a process was killed.
    void kill() {
        const std::lock_guard lock(mutex_);
        dead_ = true;
    }

    // Whether this call fails, and how; a short write does half of its work first.
    IOStatus next(bool* half = nullptr) {
        const std::lock_guard lock(mutex_);
        ++calls_;
        if (dead_) {
            return IOStatus::IOError("the machine is gone");
        }
        if (calls_ != fault_.at && !(fault_.for_ever && calls_ > fault_.at)) {
            return IOStatus::OK();
        }
        switch (fault_.kind) {
            case FaultKind::no_space: return IOStatus::NoSpace("injected");
            case FaultKind::crash: dead_ = true; break;
            case FaultKind::short_write:
                if (half != nullptr) {
                    *half = true;
                }
                break;
            case FaultKind::io_error: break;
        }
        return IOStatus::IOError("injected");
    }

    // Notes in the model what the file system has done.
    template <class Note>
    IOStatus done(const IOStatus& status, const Note& note) {
        if (status.ok()) {
            const std::lock_guard lock(mutex_);
            if (!dead_) {
                note(disk_);
            }
        }
        return status;
    }

    IOStatus NewWritableFile(
        const std::string& name,
        const rocksdb::FileOptions& options,
        std::unique_ptr<rocksdb::FSWritableFile>* file,
        IODebugContext* debug
    ) override;
    IOStatus NewRandomRWFile(
        const std::string& name,
        const rocksdb::FileOptions& options,
        std::unique_ptr<rocksdb::FSRandomRWFile>* file,
        IODebugContext* debug
    ) override;
    IOStatus NewDirectory(
        const std::string& name,
        const IOOptions& options,
        std::unique_ptr<rocksdb::FSDirectory>* folder,
        IODebugContext* debug
    ) override;

    IOStatus
    ReopenWritableFile(const std::string&, const rocksdb::FileOptions&, std::unique_ptr<rocksdb::FSWritableFile>*, IODebugContext*)
        override {
        return IOStatus::NotSupported("not modelled");
    }

    IOStatus
    ReuseWritableFile(const std::string&, const std::string&, const rocksdb::FileOptions&, std::unique_ptr<rocksdb::FSWritableFile>*, IODebugContext*)
        override {
        return IOStatus::NotSupported("not modelled");
    }

    // A process that failed holds its lock for ever; here the next one is in the same process.
    IOStatus
    LockFile(const std::string&, const IOOptions&, rocksdb::FileLock** lock, IODebugContext*)
        override {
        *lock = new rocksdb::FileLock();
        return IOStatus::OK();
    }

    IOStatus UnlockFile(rocksdb::FileLock* lock, const IOOptions&, IODebugContext*) override {
        delete lock;
        return IOStatus::OK();
    }

    IOStatus LinkFile(const std::string&, const std::string&, const IOOptions&, IODebugContext*)
        override {
        return IOStatus::NotSupported("not modelled");
    }

    IOStatus RenameFile(
        const std::string& from,
        const std::string& to,
        const IOOptions& options,
        IODebugContext* debug
    ) override {
        const IOStatus failed = next();
        return failed.ok() ? done(
                                 target()->RenameFile(from, to, options, debug),
                                 [&](DiskModel& disk) { disk.renamed(from, to); }
                             )
                           : failed;
    }

    IOStatus DeleteFile(const std::string& name, const IOOptions& options, IODebugContext* debug)
        override {
        const IOStatus failed = next();
        if (!failed.ok()) {
            return failed;
        }
        const std::lock_guard lock(mutex_);
        const IOStatus status = target()->DeleteFile(name, options, debug);
        if (status.ok()) {
            disk_.removed(name);
        }
        return status;
    }

    IOStatus CreateDirIfMissing(
        const std::string& name, const IOOptions& options, IODebugContext* debug
    ) override {
        const IOStatus failed = next();
        return failed.ok() ? target()->CreateDirIfMissing(name, options, debug) : failed;
    }

 private:
    Fault fault_;
    mutable std::mutex mutex_;
    DiskModel disk_;
    std::uint64_t calls_ = 0;
    bool dead_ = false;
};

// A file that is appended to.
class FaultWritableFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
    FaultWritableFile(
        std::unique_ptr<rocksdb::FSWritableFile> file, FaultFileSystem& files, fs::path path
    )
        : FSWritableFileOwnerWrapper(std::move(file)), files_(files), path_(std::move(path)) {}

    IOStatus Append(const rocksdb::Slice& data, const IOOptions& options, IODebugContext* debug)
        override {
        bool half = false;
        const IOStatus failed = files_.next(&half);
        if (failed.ok() || half) {
            const rocksdb::Slice part(data.data(), half ? data.size() / 2 : data.size());
            const IOStatus written = target()->Append(part, options, debug);
            return failed.ok() ? written : failed;
        }
        return failed;
    }

    IOStatus Append(
        const rocksdb::Slice& data,
        const IOOptions& options,
        const rocksdb::DataVerificationInfo&,
        IODebugContext* debug
    ) override {
        return Append(data, options, debug);
    }

    IOStatus Truncate(std::uint64_t size, const IOOptions& options, IODebugContext* debug)
        override {
        const IOStatus failed = files_.next();
        return failed.ok() ? target()->Truncate(size, options, debug) : failed;
    }

    IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
        const IOStatus failed = files_.next();
        return failed.ok() ? files_.done(
                                 target()->Flush(options, debug),
                                 [&](DiskModel& disk) { disk.synced(path_); }
                             )
                           : failed;
    }

    IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
        return Sync(options, debug);
    }

    IOStatus RangeSync(std::uint64_t, std::uint64_t, const IOOptions&, IODebugContext*) override {
        return IOStatus::OK();  // promises nothing
    }

 private:
    FaultFileSystem& files_;
    fs::path path_;
};

// A file that is written in place.
class FaultRandomFile final : public rocksdb::FSRandomRWFileOwnerWrapper {
 public:
    FaultRandomFile(
        std::unique_ptr<rocksdb::FSRandomRWFile> file, FaultFileSystem& files, fs::path path
    )
        : FSRandomRWFileOwnerWrapper(std::move(file)), files_(files), path_(std::move(path)) {}

    IOStatus Write(
        std::uint64_t offset,
        const rocksdb::Slice& data,
        const IOOptions& options,
        IODebugContext* debug
    ) override {
        bool half = false;
        const IOStatus failed = files_.next(&half);
        if (failed.ok() || half) {
            const rocksdb::Slice part(data.data(), half ? data.size() / 2 : data.size());
            const IOStatus written = target()->Write(offset, part, options, debug);
            return failed.ok() ? written : failed;
        }
        return failed;
    }

    IOStatus Sync(const IOOptions&, IODebugContext*) override {
        const IOStatus failed = files_.next();
        return files_.done(failed, [&](DiskModel& disk) { disk.synced(path_); });
    }

    IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
        return Sync(options, debug);
    }

 private:
    FaultFileSystem& files_;
    fs::path path_;
};

class FaultFolder final : public rocksdb::FSDirectoryWrapper {
 public:
    FaultFolder(std::unique_ptr<rocksdb::FSDirectory> folder, FaultFileSystem& files, fs::path path)
        : FSDirectoryWrapper(std::move(folder)), files_(files), path_(std::move(path)) {}

    IOStatus Fsync(const IOOptions&, IODebugContext*) override {
        const IOStatus failed = files_.next();
        return files_.done(failed, [&](DiskModel& disk) { disk.folder_synced(path_); });
    }

    IOStatus
    FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug, const rocksdb::DirFsyncOptions&)
        override {
        return Fsync(options, debug);
    }

 private:
    FaultFileSystem& files_;
    fs::path path_;
};

inline IOStatus FaultFileSystem::NewWritableFile(
    const std::string& name,
    const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* file,
    IODebugContext* debug
) {
    const IOStatus failed = next();
    if (!failed.ok()) {
        return failed;
    }
    std::unique_ptr<rocksdb::FSWritableFile> real;
    const IOStatus status = target()->NewWritableFile(name, options, &real, debug);
    if (status.ok()) {
        *file = std::make_unique<FaultWritableFile>(std::move(real), *this, name);
    }
    return done(status, [&](DiskModel& disk) { disk.created(name); });
}

inline IOStatus FaultFileSystem::NewRandomRWFile(
    const std::string& name,
    const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSRandomRWFile>* file,
    IODebugContext* debug
) {
    const IOStatus failed = next();
    if (!failed.ok()) {
        return failed;
    }
    std::unique_ptr<rocksdb::FSRandomRWFile> real;
    const IOStatus status = target()->NewRandomRWFile(name, options, &real, debug);
    if (status.ok()) {
        *file = std::make_unique<FaultRandomFile>(std::move(real), *this, name);
    }
    // What an earlier process left is on the disk by now.
    return done(status, [&](DiskModel& disk) { disk.found(name); });
}

inline IOStatus FaultFileSystem::NewDirectory(
    const std::string& name,
    const IOOptions& options,
    std::unique_ptr<rocksdb::FSDirectory>* folder,
    IODebugContext* debug
) {
    const IOStatus failed = next();
    if (!failed.ok()) {
        return failed;
    }
    std::unique_ptr<rocksdb::FSDirectory> real;
    const IOStatus status = target()->NewDirectory(name, options, &real, debug);
    if (status.ok()) {
        *folder = std::make_unique<FaultFolder>(std::move(real), *this, name);
    }
    return status;
}

}  // namespace dunghan::tests
