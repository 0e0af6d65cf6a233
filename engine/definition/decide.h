// May this kind of work be published?
#pragma once

#include <vector>

#include "engine/base/ids.h"
#include "engine/base/result.h"
#include "engine/definition/definitions.h"

namespace dunghan {

// An empty list means: the log holds this very version already. Rejections: bad_definition (a fault
// of check(), the first one), bad_stream (not definition/<id>), version_taken (one version number
// never says two things, and each is above those before it).
[[nodiscard]] Decision<std::vector<DefinitionPublished>> decide(
    const Definitions& known, const StreamId& stream, const PublishDefinition& wish
);

}  // namespace dunghan
