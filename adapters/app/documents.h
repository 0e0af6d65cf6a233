// The kinds of document that are published into the log, and who reads which.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/runtime/publish.h"

namespace dunghan::app {

// "policy, directory, series, calendar, definition".
[[nodiscard]] std::string document_kind_names();

// `name`: of the file, for errors. `only` one kind, or with "" any. Error: what is wrong in it.
[[nodiscard]] Result<Publication> read_document(
    std::string_view yaml, std::string_view name, std::string_view only = ""
);

// In the order they are given. `only` one kind, or with "" any. Errors: not_found, and what is
// wrong in the first file that is.
[[nodiscard]] Result<std::vector<Publication>> read_documents(
    const std::vector<std::string>& files, std::string_view only = ""
);

}  // namespace dunghan::app
