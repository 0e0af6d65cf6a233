// An Office file as its zip archive: parts by name, unpacked under limits.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <zip.h>

#include "engine/base/result.h"

namespace dunghan::documents {

class Package {
 public:
    // Errors: invalid (no sound archive), refused (a name with ".." or an absolute one),
    // limit_exceeded (too many names).
    [[nodiscard]] static Result<Package> open(const std::filesystem::path& path);

    [[nodiscard]] bool has(const std::string& part) const;

    // The octets of one part. Errors: not_found, refused (password), limit_exceeded, corruption
    // (checksum).
    [[nodiscard]] Result<std::string> read(const std::string& part);

    // "plan.docx", for messages.
    [[nodiscard]] const std::string& file() const { return file_; }

 private:
    struct Discard {
        void operator()(zip_t* archive) const { zip_discard(archive); }
    };

    Package(std::unique_ptr<zip_t, Discard> archive, std::string file)
        : archive_(std::move(archive)), file_(std::move(file)) {}

    [[nodiscard]] Result<void> check_names() const;

    std::unique_ptr<zip_t, Discard> archive_;
    std::string file_;
    std::size_t unpacked_ = 0;  // octets of all parts read so far
};

}  // namespace dunghan::documents
