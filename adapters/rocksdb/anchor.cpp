#include "adapters/rocksdb/anchor.h"

#include <map>

#include "adapters/rocksdb/anchor_octets.h"
#include "adapters/rocksdb/directory.h"

namespace dunghan::rocks {
namespace {

constexpr std::size_t entries_at_least = 4;  // an entry takes at most this part of a copy

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

// All whole entries of one copy, by turn.
void collect(std::string_view copy, std::map<std::uint64_t, AnchorEntry>& found) {
    for (std::size_t at = 0; at < copy.size();) {
        auto entry = decode_entry(copy.substr(at));
        if (!entry) {
            at += anchor_page;
            continue;
        }
        at += entry->end;
        entry->end = at;
        found.try_emplace(entry->turn, std::move(*entry));
    }
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
    content.copy_octets = octets.size() / 2 / anchor_page * anchor_page;
    std::map<std::uint64_t, AnchorEntry> found;
    collect(std::string_view(octets).substr(0, content.copy_octets), found);
    collect(std::string_view(octets).substr(content.copy_octets), found);
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
    std::size_t copy_octets,
    const merkle::TreeHead& head
) {
    std::string copy;
    encode_entry({1, head, head, {}, {}, 0}, {}, copy);
    copy.resize(copy_octets);
    const std::filesystem::path fresh = path.string() + ".new";
    rocksdb::IOStatus status = write_whole(files, fresh, copy + copy);
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
      copy_octets_(content.copy_octets),
      at_(content.entries.back().end),
      turn_(content.entries.back().turn + 1) {}

bool Anchor::takes(std::size_t group_octets) const {
    return entry_octets(group_octets) <= copy_octets_ / entries_at_least;
}

rocksdb::IOStatus Anchor::put(
    const merkle::TreeHead& before, const merkle::TreeHead& after, std::string_view group
) {
    const std::size_t octets = entry_octets(group.size());
    if (at_ + octets > copy_octets_) {
        unsynced_ += copy_octets_ - at_;
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
    const rocksdb::IOStatus status = file_->Write(last_, octets_, {}, nullptr);
    return status.ok() ? file_->Write(copy_octets_ + last_, octets_, {}, nullptr) : status;
}

rocksdb::IOStatus Anchor::sync() {
    return file_->Sync({}, nullptr);
}

}  // namespace dunghan::rocks
