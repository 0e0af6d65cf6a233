#include "engine/runtime/publish.h"

#include "engine/base/sha256.h"

namespace dunghan {

Publication publication_of(PolicyPublished policy) {
    std::string title = "policy " + policy.name + ", version " + std::to_string(policy.version);
    return publication<PublishPolicy>({"policy"}, std::move(title), std::move(policy));
}

Publication publication_of(DirectoryPublished directory) {
    std::string title = "directory, version " + std::to_string(directory.version);
    return publication<PublishDirectory>({"directory"}, std::move(title), std::move(directory));
}

Publication publication_of(DefinitionPublished definition) {
    std::string title =
        "definition " + definition.id + ", version " + std::to_string(definition.version);
    StreamId stream{definition_stream(definition.id)};
    return publication<PublishDefinition>(
        std::move(stream), std::move(title), std::move(definition)
    );
}

// The same document after another one is another wish, so the log's end is part of the id.
Request publish_request(
    const Engine& engine, const Publication& publication, const std::string& actor
) {
    Request request;
    request.stream = publication.stream;
    request.command = publication.command;
    request.id = command_id_from(
        "publish|" + publication.stream.value + "|" + std::to_string(engine.store().head().value) +
        "|" + to_hex(sha256(publication.payload))
    );
    request.correlation = request.id;
    request.actor = actor;
    return request;
}

Result<std::uint64_t> publish(
    Engine& engine, const Publication& publication, const std::string& actor
) {
    return publish_all(engine, {publication}, actor).map([](const auto& events) {
        return events.front();
    });
}

Result<std::vector<std::uint64_t>> publish_all(
    Engine& engine, const std::vector<Publication>& publications, const std::string& actor
) {
    std::vector<Request> requests;
    for (const Publication& publication : publications) {
        requests.push_back(publish_request(engine, publication, actor));
    }
    std::vector<std::uint64_t> events;
    for (const Outcome& outcome : engine.execute(requests)) {
        if (!outcome) {
            const bool failed = outcome.error().kind == Refusal::Kind::failed;
            const auto code = failed ? ErrorCode::unavailable : ErrorCode::refused;
            return fail(code, outcome.error().detail);
        }
        events.push_back(outcome->count);
    }
    return events;
}

}  // namespace dunghan
