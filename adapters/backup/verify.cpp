#include "adapters/backup/verify.h"

#include "engine/codec/bytes.h"
#include "engine/codec/record.h"

#include "adapters/disk/file.h"

namespace dunghan::backup {
namespace {

constexpr std::size_t length_octets = 4;

tl::unexpected<Error> damaged(const std::filesystem::path& file, const std::string& problem) {
    return fail(
        ErrorCode::corruption,
        "Expected " + file.string() + " as it was written, but " + problem +
            ". This backup cannot be used: take another one"
    );
}

std::string place(std::size_t octet, std::uint64_t position) {
    return "at octet " + std::to_string(octet) + ", position " + std::to_string(position) + ": ";
}

class Reading {
 public:
    Reading(const std::filesystem::path& folder, const Manifest& manifest, const Readers& readers)
        : folder_(folder), manifest_(manifest), readers_(readers) {}

    Result<void> run() {
        for (const Segment& segment : manifest_.segments) {
            all_ += segment.octets;
        }
        for (const Kept& kept : manifest_.kept) {
            all_ += kept.octets;
        }
        for (const Segment& segment : manifest_.segments) {
            if (const auto read = read_segment(segment); !read) {
                return read;
            }
        }
        if (peaks_.head() != manifest_.head) {
            return damaged(
                folder_ / manifest_name,
                "its root " + to_hex(manifest_.head.root) + " is not that of its records, " +
                    to_hex(peaks_.head().root)
            );
        }
        for (const Kept& kept : manifest_.kept) {
            if (const auto read = read_kept(kept); !read) {
                return read;
            }
        }
        return {};
    }

 private:
    // The whole file, with the stated size.
    Result<std::string> octets_of(const std::filesystem::path& file, std::uint64_t stated) {
        auto octets = disk::read_file(file, stated);
        const bool longer = !octets && octets.error().code == ErrorCode::limit_exceeded;
        if (longer || (octets && octets->size() != stated)) {
            return damaged(
                file,
                "it has " + (longer ? "more" : std::to_string(octets->size())) + " than the " +
                    std::to_string(stated) + " octets of the manifest"
            );
        }
        return octets;
    }

    Result<void> check_hash(
        const std::filesystem::path& file, std::string_view octets, const Sha256& stated
    ) {
        if (sha256(octets) != stated) {
            return damaged(
                file,
                "octets 0 to " + std::to_string(octets.size()) +
                    " do not have the SHA-256 of the manifest"
            );
        }
        done_ += octets.size();
        readers_.progress(done_, all_);
        return {};
    }

    Result<void> read_segment(const Segment& segment) {
        const std::filesystem::path file = folder_ / file_of(segment);
        const auto octets = octets_of(file, segment.octets);
        if (!octets) {
            return tl::unexpected(octets.error());
        }
        std::string_view rest = *octets;
        for (std::uint64_t due = segment.first; due <= segment.last; ++due) {
            const std::size_t at = octets->size() - rest.size();
            if (const auto read = read_record(file, rest, due, at); !read) {
                return read;
            }
        }
        if (!rest.empty()) {
            return damaged(
                file,
                place(octets->size() - rest.size(), segment.last) + "octets follow the last record"
            );
        }
        return check_hash(file, *octets, segment.sha256);
    }

    // Takes the record of position `due` off the front of `rest`.
    Result<void> read_record(
        const std::filesystem::path& file, std::string_view& rest, std::uint64_t due, std::size_t at
    ) {
        ByteReader in(rest);
        const std::size_t length = in.fixed<std::uint32_t>("length");
        if (in.failed() || length > in.left()) {
            return damaged(file, place(at, due) + "the record reaches beyond the end of the file");
        }
        const std::string_view octets = rest.substr(0, length_octets + length);
        const auto record = decode_record(octets);
        if (!record) {
            return damaged(file, place(at, due) + record.error().detail);
        }
        if (record->envelope.position.value != due) {
            return damaged(
                file,
                place(at, due) + "the record there is of position " +
                    std::to_string(record->envelope.position.value)
            );
        }
        peaks_.append(merkle::leaf_hash(octets));
        rest.remove_prefix(octets.size());
        return readers_.record(*record);
    }

    Result<void> read_kept(const Kept& kept) {
        const std::filesystem::path file = folder_ / file_of(kept);
        const auto octets = octets_of(file, kept.octets);
        if (!octets) {
            return tl::unexpected(octets.error());
        }
        return check_hash(file, *octets, kept.sha256).and_then([&] {
            return readers_.kept(kept.path, *octets);
        });
    }

    const std::filesystem::path& folder_;
    const Manifest& manifest_;
    const Readers& readers_;
    merkle::Peaks peaks_;
    std::uint64_t done_ = 0;
    std::uint64_t all_ = 0;
};

}  // namespace

Result<void> read_all(
    const std::filesystem::path& folder, const Manifest& manifest, const Readers& readers
) {
    return Reading(folder, manifest, readers).run();
}

}  // namespace dunghan::backup
