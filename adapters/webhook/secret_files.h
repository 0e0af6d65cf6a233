// The secrets of endpoints: one small file each, outside the log and the store, readable by their
// owner only. A backup does not hold them: after a restore elsewhere they are rotated.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "engine/base/result.h"

#include "adapters/webhook/secret.h"

namespace dunghan::webhook {

class SecretFiles {
 public:
    // In `folder`, made when the first secret is kept.
    explicit SecretFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // Durable on return. Error: unavailable.
    [[nodiscard]] Result<void> keep(
        const std::string& endpoint, const std::string& id, const Secret& secret
    );

    // Errors: not_found, refused (others may read it), corruption, unavailable; each names the
    // file.
    [[nodiscard]] Result<Secret> find(const std::string& endpoint, const std::string& id) const;

    // Overwrites the file and takes it out. None there: done already.
    [[nodiscard]] Result<void> destroy(const std::string& endpoint, const std::string& id);

    // The same for every secret the endpoint ever had.
    [[nodiscard]] Result<void> destroy_all(const std::string& endpoint);

 private:
    [[nodiscard]] std::filesystem::path file_of(const std::string& endpoint, const std::string& id)
        const;

    std::filesystem::path folder_;
};

}  // namespace dunghan::webhook
