// The limit: group commit of bare octets to a plain file, nothing decided and nothing indexed.
#pragma once

#include <condition_variable>
#include <fcntl.h>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <unistd.h>

#include "benchmarks/measure.h"

namespace dunghan::bench {

class FileLog {
 public:
    // `prewritten` octets are there before the first append, so that a sync writes data alone;
    // 0: the file grows, and each sync writes its new size as well.
    FileLog(const std::filesystem::path& path, std::size_t prewritten)
        : prewritten_(prewritten), file_(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600)) {
        insist(file_ >= 0, "to open " + path.string());
        const std::string zeros(std::size_t{1} << 20U, '\0');
        for (std::size_t at = 0; at < prewritten; at += zeros.size()) {
            write(zeros, at);
        }
        insist(::fsync(file_) == 0, "to sync " + path.string());
        thread_ = std::thread([this] { run(); });
    }

    FileLog(const FileLog&) = delete;
    FileLog& operator=(const FileLog&) = delete;

    ~FileLog() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        arrived_.notify_one();
        thread_.join();
        ::close(file_);
    }

    // Durable on return.
    void append(const std::string& octets) {
        std::unique_lock lock(mutex_);
        gathered_ += octets;
        const std::uint64_t mine = group_;
        arrived_.notify_one();
        done_.wait(lock, [&] { return durable_ >= mine; });
    }

 private:
    void run() {
        std::unique_lock lock(mutex_);
        std::string octets;
        while (true) {
            arrived_.wait(lock, [this] { return stopping_ || !gathered_.empty(); });
            if (gathered_.empty()) {
                return;
            }
            octets.clear();
            octets.swap(gathered_);
            const std::uint64_t taken = group_++;
            lock.unlock();
            commit(octets);
            lock.lock();
            durable_ = taken;
            done_.notify_all();
        }
    }

    void commit(const std::string& octets) {
        if (prewritten_ != 0 && end_ + octets.size() > prewritten_) {
            end_ = 0;
        }
        write(octets, end_);
        end_ += octets.size();
        insist(::fdatasync(file_) == 0, "fdatasync to succeed");
    }

    void write(const std::string& octets, std::size_t at) const {
        const ssize_t wrote = ::pwrite(file_, octets.data(), octets.size(), static_cast<off_t>(at));
        insist(wrote == static_cast<ssize_t>(octets.size()), "to write to the file");
    }

    std::size_t prewritten_;
    int file_;
    std::size_t end_ = 0;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::condition_variable done_;
    std::string gathered_;
    std::uint64_t group_ = 1;
    std::uint64_t durable_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace dunghan::bench
