// Documents that enter the log whole: a policy, a calendar, …. What a file or an import wishes to
// publish, and what the engine makes of it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/runtime/engine.h"

namespace dunghan {

// A document on its way into the log.
struct Publication {
    StreamId stream;      // "policy"
    std::string title;    // for people: "policy default, version 2"
    std::string payload;  // canonical JSON, as the log will hold it
    Command command;
};

// Beside the others, by its name.
[[nodiscard]] Publication publication_of(PolicyPublished policy);
// In the place of the default policy, whatever its name.
[[nodiscard]] Publication default_publication_of(PolicyPublished policy);
[[nodiscard]] Publication publication_of(DirectoryPublished directory);
[[nodiscard]] Publication publication_of(SeriesPublished series);
[[nodiscard]] Publication publication_of(CalendarPublished calendar);
[[nodiscard]] Publication publication_of(DefinitionPublished definition);

// `Wish` carries `content` to the engine: PublishPolicy, PublishDirectory, ….
template <class Wish, class Content>
[[nodiscard]] Publication publication(StreamId stream, std::string title, Content content) {
    std::string payload = encode_payload(Event{content});
    return {
        std::move(stream), std::move(title), std::move(payload), Command{Wish{std::move(content)}}};
}

// Returns the number of events: 0 when the log holds this very document already.
// Errors: refused when the domain says no, as for a version that is taken; unavailable.
[[nodiscard]] Result<std::uint64_t> publish(
    Engine& engine, const Publication& publication, const std::string& actor
);

// Several at once, in one group: each refused by itself. Not more than limits::group_commands_max.
// Returns the number of events of each. Errors: as above, of the first that was refused; the others
// are in all the same, so try them where it does not count first.
[[nodiscard]] Result<std::vector<std::uint64_t>> publish_all(
    Engine& engine, const std::vector<Publication>& publications, const std::string& actor
);

}  // namespace dunghan
