// A file that has no name until it is whole and durable.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/result.h"

#include "adapters/disk/descriptor.h"

namespace dunghan::disk {

// Written as PATH.new; finish() gives it its name. What is not finished is removed. Errors:
// unavailable.
class NewFile {
 public:
    NewFile(std::filesystem::path path, unsigned mode);
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile();

    [[nodiscard]] Result<void> write(std::string_view octets);

    // Readers see the file that was there before, or this one. Durable on return.
    [[nodiscard]] Result<void> finish();

 private:
    Result<void> flush();
    [[nodiscard]] tl::unexpected<Error> not_written() const;

    std::filesystem::path path_;
    std::filesystem::path fresh_;
    Descriptor file_;
    int problem_;           // the system's number, when it could not be opened
    std::string gathered_;  // not yet written
    bool finished_ = false;
};

}  // namespace dunghan::disk
