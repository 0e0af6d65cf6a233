// Publishing documents: the one operation that changes rules.
#pragma once

#include "adapters/app/api/context.h"

namespace dunghan::app::api {

[[nodiscard]] Operation publish_operation(Context& context);

}  // namespace dunghan::app::api
