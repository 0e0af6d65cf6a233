// Changing endpoints: one operation for each wish about one.
#pragma once

#include "engine/access/may.h"

#include "adapters/app/api/context.h"
#include "adapters/app/endpoint_json.h"

namespace dunghan::app::api {

[[nodiscard]] Operations endpoint_changes(Context& context);

[[nodiscard]] Parameter endpoint_place();

// Whose it is: its agency's, or everybody's together.
[[nodiscard]] access::Target target_of(const endpoint::Endpoint& endpoint);

}  // namespace dunghan::app::api
