#include "adapters/webhook/secret_files.h"

#include "adapters/disk/file.h"

namespace dunghan::webhook {
namespace {

constexpr std::uint64_t file_octets_max = 256;

}  // namespace

std::filesystem::path SecretFiles::file_of(const std::string& endpoint, const std::string& id)
    const {
    return folder_ / (endpoint + "." + id + ".secret");
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

}  // namespace dunghan::webhook
