// The API as OpenAPI 3.1 has it, made from the table of operations.
#pragma once

#include "adapters/app/api/operation.h"

namespace dunghan::app::api {

[[nodiscard]] Json openapi(const Operations& operations);

// The same for people: a page without scripts.
[[nodiscard]] std::string docs_page(const Operations& operations);

}  // namespace dunghan::app::api
