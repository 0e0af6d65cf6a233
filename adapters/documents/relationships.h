// Which part is what: names differ between producers, relationships do not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/documents/package.h"

namespace dunghan::documents {

struct Relationship {
    std::string id;
    std::string type;  // last segment: "worksheet"
    std::string part;  // name inside the archive
};

// Of one part; `part` "" means the package itself. Targets outside the archive or above their owner
// are left out: nothing outside the file is opened. No relationships part: none.
[[nodiscard]] Result<std::vector<Relationship>> relationships_of(
    Package& package, const std::string& part
);

// The main part: the document or the workbook. Error: invalid (neither).
[[nodiscard]] Result<std::string> main_part(Package& package);

[[nodiscard]] std::optional<std::string> part_of_type(
    const std::vector<Relationship>& relationships, std::string_view type
);

}  // namespace dunghan::documents
