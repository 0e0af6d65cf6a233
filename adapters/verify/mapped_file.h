// A file as octets, without reading it into memory: a bundle may be larger than that.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::verifier {

class MappedFile {
 public:
    // Error: not_found, with the system's words.
    [[nodiscard]] static Result<MappedFile> open(const std::string& path);

    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&&) = delete;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    // Valid while this lives, and while nobody cuts the file.
    [[nodiscard]] std::string_view octets() const { return octets_; }

 private:
    explicit MappedFile(std::string_view octets) : octets_(octets) {}

    std::string_view octets_;
};

}  // namespace dunghan::verifier
