#include "adapters/app/erasures.h"

#include "adapters/app/persons.h"

namespace dunghan::app {
namespace {

// `listed` and whom it lacks, with the keys that are still there.
Erasures completed(
    Erasures listed, const std::map<std::string, person::State>& persons, const KeyRing& keys
) {
    for (const auto& [id, state] : persons) {
        if (state.erased && !listed.contains(id)) {
            listed.emplace(id, Erasure{state.erased_at, state.basis, keys.fingerprint(id)});
        }
    }
    return listed;
}

}  // namespace

Result<Erasures> known_erasures(const Store& store, const std::filesystem::path& data) {
    const auto persons = all_persons(store);
    auto listed = read_erasures(data / erasures_path);
    if (!persons || !listed) {
        return tl::unexpected(persons ? listed.error() : persons.error());
    }
    return completed(std::move(*listed), *persons, key_ring(data));
}

// The list before the key: it must know which one was destroyed.
Result<void> finish_erasures(const Store& store, const std::filesystem::path& data) {
    const auto persons = all_persons(store);
    const auto listed = read_erasures(data / erasures_path);
    if (!persons || !listed) {
        return tl::unexpected(persons ? listed.error() : persons.error());
    }
    KeyRing keys = key_ring(data);
    const Erasures all = completed(*listed, *persons, keys);
    if (all != *listed) {
        if (const auto written = write_erasures(data / erasures_path, all); !written) {
            return written;
        }
    }
    for (const auto& [id, state] : *persons) {
        if (!state.erased) {
            continue;
        }
        if (const auto destroyed = keys.destroy(id); !destroyed) {
            return destroyed;
        }
    }
    return {};
}

}  // namespace dunghan::app
