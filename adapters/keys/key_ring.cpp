#include "adapters/keys/key_ring.h"

#include <algorithm>
#include <sodium.h>
#include <string_view>

#include "engine/base/sha256.h"

#include "adapters/disk/file.h"

namespace dunghan {
namespace {

constexpr std::string_view magic = "DHK1";
constexpr std::size_t check_octets = 4;
constexpr std::size_t file_octets = magic.size() + sizeof(PersonKey) + check_octets;
constexpr std::size_t read_octets_max = 4096;  // of what may stand there instead

std::string check_of(std::string_view octets) {
    const Sha256 digest = sha256(octets);
    return {digest.begin(), digest.begin() + check_octets};
}

std::string octets_of(const PersonKey& key) {
    std::string octets(magic);
    octets.append(key.begin(), key.end());
    return octets + check_of(octets);
}

std::optional<PersonKey> key_from(std::string_view octets) {
    const std::string_view checked =
        octets.substr(0, octets.size() - std::min(octets.size(), check_octets));
    if (octets.size() != file_octets || !octets.starts_with(magic) ||
        !octets.ends_with(check_of(checked))) {
        return std::nullopt;
    }
    PersonKey key;
    std::copy_n(octets.begin() + magic.size(), key.size(), key.begin());
    return key;
}

}  // namespace

KeyRing::KeyRing(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::filesystem::path KeyRing::file_of(const std::string& person) const {
    return folder_ / (person + ".key");
}

Result<PersonKey> KeyRing::make(const std::string& person) {
    const auto known = find(person);
    if (!known) {
        return tl::unexpected(known.error());
    }
    if (*known) {
        return **known;
    }
    if (sodium_init() < 0) {
        return fail(ErrorCode::unavailable, "Expected a source of randomness, but there is none");
    }
    PersonKey key;
    randombytes_buf(key.data(), key.size());
    return disk::make_folder(folder_)
        .and_then([&] { return disk::replace_file(file_of(person), octets_of(key)); })
        .map([&] { return key; });
}

Result<std::optional<PersonKey>> KeyRing::find(const std::string& person) const {
    const auto octets = disk::find_secret_file(file_of(person), read_octets_max);
    if (!octets) {
        return tl::unexpected(octets.error());
    }
    if (!*octets) {
        return std::nullopt;
    }
    const auto key = key_from(**octets);
    if (!key) {
        return fail(
            ErrorCode::corruption,
            "Expected a person's key in " + file_of(person).string() +
                ", but its octets are not one. Restore the file from a backup"
        );
    }
    return key;
}

Result<void> KeyRing::destroy(const std::string& person) {
    return disk::destroy_file(file_of(person), file_octets);
}

}  // namespace dunghan
