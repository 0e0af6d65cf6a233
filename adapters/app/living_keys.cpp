#include "adapters/app/living_keys.h"

#include <algorithm>
#include <set>

#include "adapters/app/erasures.h"
#include "adapters/app/persons.h"

namespace dunghan::app {
namespace {

Result<LivingKeys> open_once(const std::filesystem::path& data) {
    LivingKeys living;
    auto store = RocksStore::open(data, RocksStore::Mode::read_only);
    const auto persons = store ? all_persons(**store) : tl::unexpected(store.error());
    if (!persons) {
        return tl::unexpected(persons.error());
    }
    living.store = std::move(*store);
    const auto erasures = known_erasures(*living.store, data);
    if (!erasures) {
        return tl::unexpected(erasures.error());
    }
    if (!erasures->empty()) {
        living.files.push_back({std::string(erasures_path), encode_erasures(*erasures)});
    }
    const KeyRing keys = key_ring(data);
    for (const auto& [id, state] : *persons) {
        if (state.erased) {
            continue;
        }
        auto octets = keys.read(id);
        if (!octets && octets.error().code != ErrorCode::corruption) {
            return tl::unexpected(octets.error());
        }
        if (octets && *octets) {
            living.files.push_back({key_path(id), std::move(**octets)});
        } else {
            living.lost.push_back(id);
        }
    }
    return living;
}

}  // namespace

std::string key_path(const std::string& person) {
    return "keys/" + person + ".key";
}

// Ends: each round but the last finds somebody whose key was not missed before.
Result<LivingKeys> open_with_living_keys(const std::filesystem::path& data) {
    std::set<std::string> missed;  // before the store was opened the last time
    for (;;) {
        auto living = open_once(data);
        if (!living || std::ranges::includes(missed, living->lost)) {
            return living;
        }
        missed.insert(living->lost.begin(), living->lost.end());
    }
}

}  // namespace dunghan::app
