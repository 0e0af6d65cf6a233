// What a disk remembers when the power goes: what was synced, and of the rest whatever it likes.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace dunghan::tests {

namespace fs = std::filesystem;

inline std::string octets_of_file(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    std::string octets(error ? 0 : size, '\0');
    std::ifstream in(path, std::ios::binary);
    in.read(octets.data(), static_cast<std::streamsize>(octets.size()));
    return octets;
}

inline void write_file(const fs::path& path, const std::string& octets) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << octets;
}

enum class PowerLoss {
    drop,    // nothing that was not synced is there
    prefix,  // each file keeps a part of what was appended; what was overwritten, in part
    tear,    // any page may be there or not, and the file is as long as it was
};

// Beside the real files, which are always as the program sees them, the durable ones.
class DiskModel {
 public:
    void created(const fs::path& path) {
        durable_[path];
        entries_.push_back({Entry::Kind::created, path, {}, {}});
    }

    // A file from before this model: it is durable as it is.
    void found(const fs::path& path) {
        if (!durable_.contains(path)) {
            synced(path);
        }
    }

    void synced(const fs::path& path) { durable_[path] = octets_of_file(path); }

    void renamed(const fs::path& from, const fs::path& to) {
        std::optional<std::string> replaced;
        if (durable_.contains(to)) {
            replaced = durable_[to];
        }
        entries_.push_back({Entry::Kind::renamed, to, from, replaced});
        durable_[to] = durable_[from];
        durable_.erase(from);
    }

    // What was made before this model is lost at once.
    void removed(const fs::path& path) {
        if (!durable_.contains(path)) {
            return;
        }
        entries_.push_back({Entry::Kind::removed, path, {}, durable_[path]});
        durable_.erase(path);
    }

    void folder_synced(const fs::path& folder) {
        std::erase_if(entries_, [&](const Entry& entry) {
            return entry.path.parent_path() == folder;
        });
    }

    // Leaves the real files as the disk has them.
    void lose_power(PowerLoss how, std::uint32_t seed) {
        std::mt19937 random(seed);
        for (const auto& [path, octets] : durable_) {
            const std::string left = left_of(octets_of_file(path), octets, how, random);
            write_file(path, left);
        }
        // Journals keep the order of what happens to folders: what is lost is the end of it.
        std::size_t undone =
            how == PowerLoss::drop ? entries_.size() : random() % (entries_.size() + 1);
        for (auto entry = entries_.rbegin(); undone > 0; ++entry, --undone) {
            undo(*entry);
        }
        entries_.clear();
    }

 private:
    static constexpr std::size_t page = 4096;

    struct Entry {
        enum class Kind { created, renamed, removed } kind;
        fs::path path;
        fs::path from;
        std::optional<std::string> replaced;
    };

    static std::string left_of(
        const std::string& seen, const std::string& durable, PowerLoss how, std::mt19937& random
    ) {
        if (how == PowerLoss::drop || seen == durable) {
            return durable;
        }
        std::string left = seen;
        for (std::size_t at = 0; at < left.size(); at += page) {
            if (random() % 2 == 0) {
                forget(left, durable, at);
            }
        }
        if (how == PowerLoss::prefix && seen.size() > durable.size()) {
            left = seen.substr(0, durable.size() + random() % (seen.size() - durable.size() + 1));
        }
        return left;
    }

    // The page as it was when it was last synced; zeros where it was not there.
    static void forget(std::string& left, const std::string& durable, std::size_t at) {
        const std::size_t size = std::min(page, left.size() - at);
        std::string before = at < durable.size() ? durable.substr(at, size) : "";
        before.resize(size);
        left.replace(at, size, before);
    }

    static void undo(const Entry& entry) {
        std::error_code ignored;
        switch (entry.kind) {
            case Entry::Kind::created: fs::remove(entry.path, ignored); break;
            case Entry::Kind::renamed:
                fs::rename(entry.path, entry.from, ignored);
                if (entry.replaced) {
                    write_file(entry.path, *entry.replaced);
                }
                break;
            case Entry::Kind::removed: write_file(entry.path, *entry.replaced); break;
        }
    }

    std::map<fs::path, std::string> durable_;
    std::vector<Entry> entries_;  // of folders, since they were synced
};

}  // namespace dunghan::tests
