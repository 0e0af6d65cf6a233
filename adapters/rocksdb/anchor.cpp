#include "adapters/rocksdb/anchor.h"

#include <algorithm>
#include <map>
#include <utility>

#include "adapters/rocksdb/anchor_octets.h"
#include "adapters/rocksdb/directory.h"

namespace dunghan::rocks {
namespace {

constexpr std::size_t copies = 2;            // side by side: one write
constexpr std::size_t entries_at_least = 4;  // an entry takes at most this part of the ring

tl::unexpected<Error> failed(
    const std::filesystem::path& path, std::string_view wish, const rocksdb::IOStatus& status
) {
    return fail(
        status.IsPathNotFound() || status.IsNotFound() ? ErrorCode::not_found
                                                       : ErrorCode::unavailable,
        "Expected to " + std::string(wish) + " the anchor " + path.string() + ", but " +
            status.ToString()
    );
}

// All whole entries by turn; of one turn the first, which says where the second one ends.
std::map<std::uint64_t, AnchorEntry> entries_in(std::string_view ring) {
    std::map<std::uint64_t, AnchorEntry> found;
    for (std::size_t at = 0; at < ring.size();) {
        auto entry = decode_entry(ring.substr(at));
        if (!entry) {
            at += anchor_page;
            continue;
        }
        const std::size_t octets = std::exchange(entry->end, 0);
        entry->end = std::min(at + copies * octets, ring.size());
        at += octets;
        found.try_emplace(entry->turn, std::move(*entry));
    }
    return found;
}

rocksdb::IOStatus write_whole(
    rocksdb::FileSystem& files, const std::filesystem::path& path, const std::string& octets
) {
    std::unique_ptr<rocksdb::FSWritableFile> file;
    const rocksdb::IOOptions options;
    rocksdb::IOStatus status = files.NewWritableFile(path, {}, &file, nullptr);
    if (status.ok()) {
        status = file->Append(octets, options, nullptr);
    }
    if (status.ok()) {
        status = file->Sync(options, nullptr);
    }
    return status.ok() ? file->Close(options, nullptr) : status;
}

}  // namespace

Result<AnchorContent> read_anchor(rocksdb::FileSystem& files, const std::filesystem::path& path) {
    std::string octets;
    if (const auto read = rocksdb::ReadFileToString(&files, path, &octets); !read.ok()) {
        return failed(path, "read", read);
    }
    AnchorContent content;
    content.ring_octets = octets.size() / anchor_page * anchor_page;
    auto found = entries_in(std::string_view(octets).substr(0, content.ring_octets));
    for (auto& [turn, entry] : found) {
        content.entries.push_back(std::move(entry));
    }
    if (content.entries.empty()) {
        return fail(
            ErrorCode::corruption,
            "Expected a head in the anchor " + path.string() +
                ", but no entry of it is whole. Restore a backup: dunghan restore --from BACKUP "
                "--to DIR"
        );
    }
    return content;
}

Result<void> Anchor::make(
    rocksdb::FileSystem& files,
    const std::filesystem::path& path,
    std::size_t ring_octets,
    const merkle::TreeHead& head
) {
    std::string ring;
    for (std::size_t copy = 0; copy < copies; ++copy) {
        encode_entry({1, head, head, {}, {}, 0}, {}, ring);
    }
    ring.resize(ring_octets);
    const std::filesystem::path fresh = path.string() + ".new";
    rocksdb::IOStatus status = write_whole(files, fresh, ring);
    if (status.ok()) {
        status = files.RenameFile(fresh, path, {}, nullptr);
    }
    return status.ok() ? sync_folder(files, path.parent_path()) : failed(path, "make", status);
}

Result<std::unique_ptr<Anchor>> Anchor::open(
    rocksdb::FileSystem& files, const std::filesystem::path& path, const AnchorContent& content
) {
    std::unique_ptr<rocksdb::FSRandomRWFile> file;
    const rocksdb::IOStatus status = files.NewRandomRWFile(path, {}, &file, nullptr);
    if (!status.ok()) {
        return failed(path, "write to", status);
    }
    return std::unique_ptr<Anchor>(new Anchor(std::move(file), content));
}

Anchor::Anchor(std::unique_ptr<rocksdb::FSRandomRWFile> file, const AnchorContent& content)
    : file_(std::move(file)),
      ring_octets_(content.ring_octets),
      at_(content.entries.back().end),
      turn_(content.entries.back().turn + 1) {}

bool Anchor::takes(std::size_t group_octets) const {
    return copies * entry_octets(group_octets) <= ring_octets_ / entries_at_least;
}

rocksdb::IOStatus Anchor::put(
    const merkle::TreeHead& before, const merkle::TreeHead& after, std::string_view group
) {
    const std::size_t octets = copies * entry_octets(group.size());
    if (at_ + octets > ring_octets_) {
        unsynced_ += ring_octets_ - at_;
        at_ = 0;
    }
    last_ = at_;
    at_ += octets;
    unsynced_ += octets;
    return write({turn_++, before, after, manifest_, {}, 0}, group);
}

rocksdb::IOStatus Anchor::withdraw(const merkle::TreeHead& head) {
    const rocksdb::IOStatus status = write({turn_ - 1, head, head, manifest_, {}, 0}, {});
    return status.ok() ? sync() : status;
}

// Both copies, where the last entry goes.
rocksdb::IOStatus Anchor::write(const AnchorEntry& entry, std::string_view group) {
    octets_.clear();
    encode_entry(entry, group, octets_);
    octets_ += std::string(octets_);
    return file_->Write(last_, octets_, {}, nullptr);
}

rocksdb::IOStatus Anchor::sync() {
    return file_->Sync({}, nullptr);
}

}  // namespace dunghan::rocks
