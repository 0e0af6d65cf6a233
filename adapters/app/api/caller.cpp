#include "adapters/app/api/caller.h"

#include "engine/base/assert.h"
#include "engine/runtime/agencies.h"

namespace dunghan::app::api {
const Visitor& visitor_of(const http::Request& request) {
    const auto* visitor = std::any_cast<Visitor>(&request.caller);
    DUNGHAN_ASSERT(visitor != nullptr);  // the guard let nobody through without
    return *visitor;
}

access::Target target_of(const task::State& state, const Directory& directory, Date day) {
    return {agencies_of(state, directory, day)};
}

}  // namespace dunghan::app::api
