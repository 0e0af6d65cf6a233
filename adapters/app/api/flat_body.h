// A JSON object of texts, whole numbers, flags and lists of texts: the body of changes that are no
// wishes about tasks.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/result.h"

#include "adapters/http/message.h"

namespace dunghan::app::api {

using BodyValue = std::variant<std::string, std::uint64_t, bool, std::vector<std::string>>;

// Fields it may have, each with a value of the kind it must be of: what it is when it is not there.
using BodyFields = std::map<std::string, BodyValue>;

// `fields` with what the body says. Errors: invalid, as "Expected 'name' to be …, but …".
[[nodiscard]] Result<BodyFields> read_flat_body(const http::Request& request, BodyFields fields);

}  // namespace dunghan::app::api
