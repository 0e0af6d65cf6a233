#include "adapters/documents/package.h"

#include <algorithm>

#include "adapters/documents/limits.h"

namespace dunghan::documents {
namespace {

struct CloseEntry {
    void operator()(zip_file_t* entry) const { zip_fclose(entry); }
};

using Entry = std::unique_ptr<zip_file_t, CloseEntry>;

std::string reason(int code) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    std::string text = zip_error_strerror(&error);
    zip_error_fini(&error);
    return text;
}

// We never unpack to a folder; a file made to attack those who do is not a plan.
bool leaves_the_archive(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos ||
        (name.size() > 1 && name[1] == ':')) {
        return true;
    }
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find('/', at), name.size());
        if (name.substr(at, end - at) == "..") {
            return true;
        }
        at = end + 1;
    }
    return false;
}

// Counts while unpacking: the size an archive states is a claim.
Result<std::string> unpack(zip_file_t* entry, std::uint64_t packed, std::size_t octets_max) {
    std::string bytes;
    for (;;) {
        const std::size_t before = bytes.size();
        bytes.resize(before + limits::chunk_octets);
        const zip_int64_t got = zip_fread(entry, bytes.data() + before, limits::chunk_octets);
        if (got < 0) {
            return fail(ErrorCode::corruption, zip_error_strerror(zip_file_get_error(entry)));
        }
        bytes.resize(before + static_cast<std::size_t>(got));
        if (got == 0) {
            return bytes;
        }
        if (bytes.size() > octets_max) {
            return fail(ErrorCode::limit_exceeded, "it unpacks to more than the limit");
        }
        if (bytes.size() > limits::ratio_from && bytes.size() / limits::ratio_max > packed) {
            return fail(ErrorCode::limit_exceeded, "it unpacks to more than 200 times its size");
        }
    }
}

}  // namespace

Result<Package> Package::open(const std::filesystem::path& path) {
    const std::string file = path.filename().string();
    int code = 0;
    std::unique_ptr<zip_t, Discard> archive(
        zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code)
    );
    if (!archive) {
        return fail(
            ErrorCode::invalid,
            file + ": Expected a sound .docx or .xlsx file, but its archive is damaged (" +
                reason(code) + "): open it in Word or Excel and save it again"
        );
    }
    Package package(std::move(archive), file);
    if (auto checked = package.check_names(); !checked) {
        return tl::unexpected(checked.error());
    }
    return package;
}

Result<void> Package::check_names() const {
    const zip_int64_t entries = zip_get_num_entries(archive_.get(), 0);
    if (entries > limits::entries_max) {
        return fail(
            ErrorCode::limit_exceeded,
            file_ + ": Expected at most " + std::to_string(limits::entries_max) +
                " parts, but the archive has " + std::to_string(entries)
        );
    }
    for (zip_int64_t i = 0; i < entries; ++i) {
        const char* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), 0);
        if (name == nullptr || leaves_the_archive(name)) {
            return fail(
                ErrorCode::refused,
                file_ + ": Expected names inside the archive, but part '" +
                    std::string(name == nullptr ? "" : name) + "' points out of it"
            );
        }
    }
    return {};
}

bool Package::has(const std::string& part) const {
    return zip_name_locate(archive_.get(), part.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::string> Package::read(const std::string& part) {
    const std::string where = file_ + ", part " + part + ": ";
    zip_stat_t stat;
    if (zip_stat(archive_.get(), part.c_str(), ZIP_FL_NOCASE, &stat) != 0) {
        return fail(ErrorCode::not_found, where + "Expected this part, but the file has none");
    }
    const Entry entry(zip_fopen_index(archive_.get(), stat.index, 0));
    if (!entry) {
        return fail(
            ErrorCode::refused,
            where + "Expected a readable part, but " + zip_strerror(archive_.get()) +
                ": save the file without a password"
        );
    }
    const std::size_t room =
        std::min(limits::part_octets_max, limits::total_octets_max - unpacked_);
    auto bytes = unpack(entry.get(), stat.comp_size, room);
    if (!bytes) {
        return fail(
            bytes.error().code, where + "Expected a sound part, but " + bytes.error().detail
        );
    }
    unpacked_ += bytes->size();
    return bytes;
}

}  // namespace dunghan::documents
