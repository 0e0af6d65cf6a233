#include "engine/definition/decide.h"

#include "engine/definition/check.h"

namespace dunghan {
namespace {

using Events = std::vector<DefinitionPublished>;

tl::unexpected<Rejection> version_taken(const Definition& ours, std::uint32_t latest) {
    return reject(
        "version_taken",
        "Expected a version of definition " + ours.id + " above " + std::to_string(latest) +
            ", the latest the log holds, but got " + std::to_string(ours.version) +
            " with another content; raise the version"
    );
}

}  // namespace

Decision<Events> decide(
    const Definitions& known, const StreamId& stream, const PublishDefinition& wish
) {
    const Definition& ours = wish.content;
    if (const auto faults = check(ours); !faults.empty()) {
        return reject("bad_definition", faults.front().problem);
    }
    if (stream.value != definition_stream(ours.id)) {
        return reject(
            "bad_stream",
            "Expected stream " + definition_stream(ours.id) + ", but got " + stream.value
        );
    }
    const Definition* same = known.find(ours.id, ours.version);
    if (same && *same == ours) {
        return Events{};
    }
    const Definition* latest = known.latest(ours.id);
    if (latest && ours.version <= latest->version) {
        return version_taken(ours, latest->version);
    }
    return Events{ours};
}

}  // namespace dunghan
