#include "adapters/backup/take.h"

#include <algorithm>
#include <set>

#include "engine/codec/record.h"

#include "adapters/backup/continues.h"
#include "adapters/disk/file.h"
#include "adapters/disk/lock.h"

namespace dunghan::backup {
namespace {

// It is read back before it counts, and then from the disk.
Result<void> write_past_cache(const std::filesystem::path& file, std::string_view octets) {
    return disk::write_file(file, octets).map([&] { disk::leave_cache(file); });
}

tl::unexpected<Error> not_destroyed(const std::string& why) {
    return fail(
        ErrorCode::unavailable,
        why +
            ". The backup is complete and counts, but a file that it does not name is still "
            "there, and may hold the key of an erased person: mend the cause and take it again"
    );
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
            .and_then([&] { return destroy_unnamed(); })
            .map([&] { return taken_; });
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

    Result<void> copy_kept() {
        std::vector<KeptFile> files = order_.kept;
        std::ranges::sort(files, {}, &KeptFile::path);
        for (const KeptFile& file : files) {
            if (const auto kept = keep(file); !kept) {
                return kept;
            }
        }
        return {};
    }

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

    // The key of somebody who was erased may be among them.
    Result<void> destroy_unnamed() {
        std::set<std::string> named;
        for (const Segment& segment : taken_.manifest.segments) {
            named.insert(file_of(segment));
        }
        for (const Kept& kept : taken_.manifest.kept) {
            named.insert(file_of(kept));
        }
        for (const char* folder : {"log", "kept"}) {
            std::error_code error;
            std::filesystem::directory_iterator at(order_.to / folder, error);
            for (const std::filesystem::directory_iterator end; !error && at != end;
                 at.increment(error)) {
                if (named.count(std::string(folder) + "/" + at->path().filename().string()) != 0) {
                    continue;
                }
                if (const auto destroyed = disk::destroy_file(at->path()); !destroyed) {
                    return not_destroyed(destroyed.error().detail);
                }
            }
            if (error) {
                return not_destroyed((order_.to / folder).string() + ": " + error.message());
            }
        }
        return {};
    }

    const Store& store_;
    const Order& order_;
    const Progress& progress_;
    std::set<std::string> there_;  // files of the earlier backup, named by what they hold
    Taken taken_;
};

}  // namespace

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
        return backup_to_continue(store, order).and_then([&](const auto& before) {
            return Taking(store, order, progress).run(before);
        });
    });
}

}  // namespace dunghan::backup
