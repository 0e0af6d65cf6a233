#include "adapters/webhook/secret_files.h"

#include <vector>

#include "adapters/disk/file.h"

namespace dunghan::webhook {
namespace {

constexpr std::uint64_t file_octets_max = 256;
constexpr std::string_view ending = ".secret";

}  // namespace

std::filesystem::path SecretFiles::file_of(const std::string& endpoint, const std::string& id)
    const {
    return folder_ / (endpoint + "." + id + std::string(ending));
}

Result<void> SecretFiles::keep(
    const std::string& endpoint, const std::string& id, const Secret& secret
) {
    std::string text = secret.reveal();
    auto kept = disk::make_folder(folder_).and_then([&] {
        return disk::replace_file(file_of(endpoint, id), text);
    });
    wipe(text);
    return kept;
}

Result<Secret> SecretFiles::find(const std::string& endpoint, const std::string& id) const {
    const std::filesystem::path file = file_of(endpoint, id);
    auto text = disk::find_secret_file(file, file_octets_max);
    if (!text || !*text) {
        return text
                   ? fail(
                         ErrorCode::not_found,
                         "Expected an endpoint's secret in " + file.string() +
                             ", but it is not there; rotate it: dunghan endpoint rotate " + endpoint
                     )
                   : tl::unexpected(text.error());
    }
    auto secret = Secret::read(**text);
    wipe(**text);
    return secret ? std::move(secret)
                  : Result<Secret>(fail(
                        ErrorCode::corruption,
                        "Expected an endpoint's secret in " + file.string() +
                            ", but its octets are not one; rotate it"
                    ));
}

Result<void> SecretFiles::destroy(const std::string& endpoint, const std::string& id) {
    return disk::destroy_file(file_of(endpoint, id));
}

Result<void> SecretFiles::destroy_all(const std::string& endpoint) {
    std::error_code trouble;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, trouble)) {
        const std::string name = entry.path().filename();
        if (name.starts_with(endpoint + ".") && name.ends_with(ending)) {
            files.push_back(entry.path());
        }
    }
    Result<void> destroyed;
    for (const std::filesystem::path& file : files) {
        const auto gone = disk::destroy_file(file);
        destroyed = destroyed ? gone : destroyed;
    }
    return destroyed;
}

}  // namespace dunghan::webhook
