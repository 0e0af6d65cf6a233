// An open file, and what every use of one needs.
#pragma once

#include <filesystem>
#include <string_view>

#include "engine/base/result.h"

namespace dunghan::disk {

// "Expected to <what> <path>, but: <the system's words>", from errno. Code: unavailable.
[[nodiscard]] tl::unexpected<Error> failed(
    std::string_view what, const std::filesystem::path& path
);

// Closed when this goes; never handed to a child process.
class Descriptor {
 public:
    // Flags and mode of open(2); on failure errno says why.
    Descriptor(const std::filesystem::path& path, int flags, unsigned mode = 0);
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&&) = delete;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();

    [[nodiscard]] bool is_open() const { return number_ >= 0; }

    [[nodiscard]] int number() const { return number_; }

    // A file of the disk: no pipe, no device, no folder.
    [[nodiscard]] bool is_plain() const;

    [[nodiscard]] bool write(std::string_view octets) const;
    [[nodiscard]] bool sync() const;

 private:
    int number_;
};

}  // namespace dunghan::disk
