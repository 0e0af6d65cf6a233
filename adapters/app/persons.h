// Persons as the log and the key ring tell them together: who they are, or that they are erased.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "engine/codec/rows.h"
#include "engine/port/store.h"
#include "engine/projection/history.h"

#include "adapters/keys/seal.h"

namespace dunghan::app {

// What stands where personal data stood.
inline constexpr std::string_view erased_text = "[erased]";
inline constexpr std::string_view erased_vietnamese = "[đã xoá]";

[[nodiscard]] KeyRing key_ring(const std::filesystem::path& data);

// By id, in order. Errors: the store's.
[[nodiscard]] Result<std::map<std::string, person::State>> all_persons(const Store& store);

// As the events up to then tell it; does not exist() where there was nobody yet.
[[nodiscard]] Result<person::State> person_at(
    const Store& store, const std::string& id, const TimeQuery& query
);

// Nothing: the person is erased, whatever instant is asked about. Errors: corruption (the key is
// missing though nobody erased the person, or does not fit), unavailable.
[[nodiscard]] Result<std::optional<PersonalData>> personal_data(
    const Store& store, const KeyRing& keys, const std::string& id, const std::string& sealed
);

}  // namespace dunghan::app
