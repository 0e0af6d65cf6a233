// What the log itself knew by an instant: how far it reached, and the rules it had been given.
//
// Rules are asked about by when they were recorded alone. They say how the past is read, whichever
// instant of it: a policy published in October judges a deadline of May.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/calendar/calendars.h"
#include "engine/definition/definition.h"
#include "engine/directory/directory.h"
#include "engine/policy/policy.h"
#include "engine/port/store.h"

namespace dunghan::audit {

// The last position recorded at or before `as_known`; 0: none. Errors: those of the store.
[[nodiscard]] Result<Position> last_known(const Store& store, Instant as_known);

template <class Content>
struct Published {
    Content content;
    Position position;
    Instant recorded_at;
};

// The latest version recorded by then; nothing: none was. Errors: the store's, corruption.
[[nodiscard]] Result<std::optional<Published<Policy>>> policy_known(
    const Store& store, Instant as_known
);
[[nodiscard]] Result<std::optional<Published<DirectoryPublished>>> directory_known(
    const Store& store, Instant as_known
);

// The newest version of each calendar by then.
[[nodiscard]] Result<Calendars> calendars_known(const Store& store, Instant as_known);

// Every version of every definition recorded by then, ascending by id, then by version.
[[nodiscard]] Result<std::vector<Published<Definition>>> definitions_known(
    const Store& store, Instant as_known
);

}  // namespace dunghan::audit
