#include "adapters/backup/take.h"

#include <algorithm>
#include <set>

#include "engine/codec/record.h"

#include "adapters/disk/file.h"
#include "adapters/disk/lock.h"

namespace dunghan::backup {
namespace {

// The root the log had when it held `size` records: whoever has it has the same history.
Result<merkle::TreeHead> head_at(const Store& store, std::uint64_t size) {
    std::vector<merkle::Tile> last;
    for (const merkle::TileSize& wanted : merkle::last_tiles(size)) {
        auto tile = store.tile(wanted.id);
        if (!tile) {
            return tl::unexpected(tile.error());
        }
        last.push_back(std::move(*tile));
    }
    return merkle::Edge(size, last).head();
}

std::string words_of(const merkle::TreeHead& head) {
    return std::to_string(head.size) + " records with the root " + to_hex(head.root);
}

// It is read back before it counts, and then from the disk.
Result<void> write_past_cache(const std::filesystem::path& file, std::string_view octets) {
    return disk::write_file(file, octets).map([&] { disk::leave_cache(file); });
}

// What was taken before must be the beginning of what is taken now.
Result<void> check_prefix(const Store& store, const Manifest& before, const Order& order) {
    const merkle::TreeHead here = store.tree_head();
    const auto then = before.head.size <= here.size ? head_at(store, before.head.size) : here;
    if (!then) {
        return tl::unexpected(then.error());
    }
    if (*then == before.head) {
        return {};
    }
    return fail(
        ErrorCode::refused,
        "Expected the backup in " + order.to.string() + " to be the beginning of the log in " +
            order.data.string() + ", but the backup has " + words_of(before.head) +
            " and the log has " + words_of(*then) +
            ". It is another log's, or this one was rolled back: give another folder"
    );
}

// A folder for backups, or one that may become it.
Result<void> check_folder(const std::filesystem::path& folder) {
    std::error_code error;
    for (std::filesystem::directory_iterator at(folder, error), end; at != end;
         at.increment(error)) {
        const std::string name = at->path().filename();
        if (name != manifest_name && name != "MANIFEST.new" && name != "LOCK" && name != "log" &&
            name != "kept") {
            return fail(
                ErrorCode::refused,
                "Expected a backup or an empty folder in " + folder.string() + ", but it holds '" +
                    name + "'; give a folder of its own"
            );
        }
    }
    return {};
}

class Taking {
 public:
    Taking(const Store& store, const Order& order, const Progress& progress)
        : store_(store), order_(order), progress_(progress) {}

    Result<Taken> run(const std::optional<Manifest>& before) {
        Manifest& manifest = taken_.manifest;
        manifest.head = store_.tree_head();
        manifest.taken = order_.now;
        if (before) {
            std::ranges::copy_if(
                before->segments, std::back_inserter(manifest.segments), is_closed
            );
            for (const Kept& kept : before->kept) {
                there_.insert(file_of(kept));
            }
            // The same log, the same files: nothing to write again.
            if (before->head == manifest.head) {
                manifest.segments = before->segments;
            }
        }
        return disk::make_folder(order_.to / "log")
            .and_then([&] { return disk::make_folder(order_.to / "kept"); })
            .and_then([&] { return copy_log(); })
            .and_then([&] { return copy_kept(); })
            .and_then([&] { return publish(); })
            .map([&] {
                remove_unnamed();
                return taken_;
            });
    }

 private:
    [[nodiscard]] std::uint64_t copied_to() const {
        const auto& segments = taken_.manifest.segments;
        return segments.empty() ? 0 : segments.back().last;
    }

    Result<void> copy_log() {
        const std::uint64_t first = copied_to() + 1;
        const std::uint64_t last = taken_.manifest.head.size;
        if (first > last) {
            return {};
        }
        Segment segment{first, first - 1, 0, {}};
        std::string octets;
        Result<void> written;
        const auto read = store_.read({first}, [&](const Record& record) {
            octets += encode_record(record);
            segment.last = record.envelope.position.value;
            segment.octets = octets.size();
            if (is_closed(segment) || segment.last == last) {
                written = write_segment(segment, octets);
                progress_(segment.last - first + 1, last - first + 1);
                segment = {segment.last + 1, segment.last, 0, {}};
                octets.clear();
            }
            return written.has_value() && segment.last < last;
        });
        return read ? written : read;
    }

    Result<void> write_segment(Segment segment, const std::string& octets) {
        segment.sha256 = sha256(octets);
        taken_.manifest.segments.push_back(segment);
        return write(file_of(segment), octets);
    }

    Result<void> copy_kept();

    Result<void> keep(const KeptFile& file) {
        const Kept kept{file.path, file.octets.size(), sha256(file.octets)};
        taken_.manifest.kept.push_back(kept);
        return there_.insert(file_of(kept)).second ? write(file_of(kept), file.octets)
                                                   : Result<void>{};
    }

    Result<void> write(const std::string& name, std::string_view octets) {
        ++taken_.copied;
        taken_.copied_octets += octets.size();
        return write_past_cache(order_.to / name, octets);
    }

    // What will be read by a restore is read now; only then does it take the earlier one's place.
    Result<void> publish() {
        const std::filesystem::path fresh = order_.to / "MANIFEST.new";
        Readers readers;
        readers.progress = progress_;
        taken_.files = taken_.manifest.segments.size() + taken_.manifest.kept.size() + 1;
        return disk::sync_folder(order_.to / "log")
            .and_then([&] { return disk::sync_folder(order_.to / "kept"); })
            .and_then([&] { return write_past_cache(fresh, encode_manifest(taken_.manifest)); })
            .and_then([&] { return disk::read_file(fresh, UINT32_MAX); })
            .and_then([](const std::string& text) { return decode_manifest(text); })
            .and_then([&](const Manifest& written) { return read_all(order_.to, written, readers); }
            )
            .and_then([&] { return disk::rename_durably(fresh, order_.to / manifest_name); });
    }

    // Harmless when it fails: the next backup removes them.
    void remove_unnamed() {
        std::set<std::string> named;
        for (const Segment& segment : taken_.manifest.segments) {
            named.insert(file_of(segment));
        }
        for (const Kept& kept : taken_.manifest.kept) {
            named.insert(file_of(kept));
        }
        for (const char* folder : {"log", "kept"}) {
            std::error_code ignored;
            for (std::filesystem::directory_iterator at(order_.to / folder, ignored), end;
                 at != end;
                 at.increment(ignored)) {
                const std::string name = std::string(folder) + "/" + at->path().filename().string();
                if (named.count(name) == 0) {
                    std::filesystem::remove(at->path(), ignored);
                }
            }
        }
    }

    const Store& store_;
    const Order& order_;
    const Progress& progress_;
    std::set<std::string> there_;  // files of the earlier backup, named by what they hold
    Taken taken_;
};

constexpr std::uint64_t kept_octets_max = std::uint64_t{64} << 20U;

// A file that is gone by now is not kept: somebody took it away, an erased key for one.
Result<void> read_into(
    std::vector<KeptFile>& files, const std::filesystem::path& data, const std::string& path
) {
    if (!may_be_kept(path)) {
        return fail(
            ErrorCode::invalid,
            "Expected names without control characters in " + data.string() + ", but got '" + path +
                "'"
        );
    }
    return disk::find_file(data / path, kept_octets_max).map([&](auto&& octets) {
        if (octets) {
            files.push_back({path, std::move(*octets)});
        }
    });
}

Result<void> read_folder(
    std::vector<KeptFile>& files, const std::filesystem::path& data, const std::string& name
) {
    std::error_code error;
    if (!std::filesystem::exists(data / name, error)) {
        return {};
    }
    std::filesystem::recursive_directory_iterator at(data / name, error);
    for (const std::filesystem::recursive_directory_iterator end; !error && at != end;
         at.increment(error)) {
        std::error_code gone;
        if (!at->is_regular_file(gone)) {
            continue;
        }
        const std::string path = at->path().lexically_relative(data).generic_string();
        if (const auto read = read_into(files, data, path); !read) {
            return read;
        }
    }
    return error ? Result<void>(fail(
                       ErrorCode::unavailable,
                       "Expected to list " + (data / name).string() + ", but " + error.message()
                   ))
                 : Result<void>{};
}

Result<void> Taking::copy_kept() {
    std::vector<KeptFile> files = order_.early;
    if (const auto read = read_folder(files, order_.data, "keys"); !read) {
        return read;
    }
    std::ranges::sort(files, {}, &KeptFile::path);
    for (const KeptFile& file : files) {
        if (const auto kept = keep(file); !kept) {
            return kept;
        }
    }
    return {};
}

}  // namespace

Result<std::vector<KeptFile>> read_early_files(const std::filesystem::path& data) {
    std::vector<KeptFile> files;
    return read_into(files, data, "settings.yaml")
        .and_then([&] { return read_folder(files, data, "audit"); })
        .map([&] { return std::move(files); });
}

Result<Taken> take(const Store& store, const Order& order, const Progress& progress) {
    if (store.head() == Position{}) {
        return fail(
            ErrorCode::not_found,
            "Expected a log to back up in " + order.data.string() + ", but it has no events yet"
        );
    }
    return check_folder(order.to).and_then([&] { return disk::make_folder(order.to); }
    ).and_then([&] {
         return disk::FileLock::take(order.to / "LOCK");
     }).and_then([&](disk::FileLock&& lock) -> Result<Taken> {
        const disk::FileLock held = std::move(lock);
        const auto before = read_manifest(order.to);
        if (!before) {
            return tl::unexpected(before.error());
        }
        if (*before) {
            if (const auto same = check_prefix(store, **before, order); !same) {
                return tl::unexpected(same.error());
            }
        }
        return Taking(store, order, progress).run(*before);
    });
}

}  // namespace dunghan::backup
