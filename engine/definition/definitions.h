// Every version of every definition that was published.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engine/definition/definition.h"

namespace dunghan {

// The keys of the rows of all versions: from the first, up to but not including the second.
struct RowRange {
    std::string_view from;
    std::string_view to;
};

inline constexpr RowRange definition_rows{"definition/", "definition0"};  // '0' follows '/'

// "definition/security-dossier": the stream of its versions.
[[nodiscard]] std::string definition_stream(std::string_view id);
// "definition/security-dossier/2": the row of one version, a notice.
[[nodiscard]] std::string definition_row(std::string_view id, std::uint32_t version);

class Definitions {
 public:
    using Versions = std::map<std::uint32_t, Definition>;

    // What is known under this id and version is replaced.
    void add(Definition definition);

    // Null: there is no such one. Valid until the next add().
    [[nodiscard]] const Definition* find(std::string_view id, std::uint32_t version) const;
    // The highest version: what new tasks are bound to.
    [[nodiscard]] const Definition* latest(std::string_view id) const;

    // Ascending by id, then by version.
    [[nodiscard]] const std::map<std::string, Versions, std::less<>>& all() const { return all_; }

 private:
    std::map<std::string, Versions, std::less<>> all_;
};

}  // namespace dunghan
