#include "engine/runtime/publish.h"

#include "engine/base/sha256.h"
#include "engine/calendar/calendars.h"
#include "engine/definition/definitions.h"

namespace dunghan {

Publication publication_of(PolicyPublished policy) {
    std::string title = "policy " + policy.name + ", version " + std::to_string(policy.version);
    const StreamId stream{policy_stream(policy.name)};
    return publication<PublishPolicy>(stream, std::move(title), std::move(policy));
}

Publication publication_of(DirectoryPublished directory) {
    std::string title = "directory, version " + std::to_string(directory.version);
    return publication<PublishDirectory>({"directory"}, std::move(title), std::move(directory));
}

Publication publication_of(SeriesPublished series) {
    const StreamId stream{series_stream(series.id)};
    std::string title = "series " + series.id + ", version " + std::to_string(series.version);
    return publication<PublishSeries>(stream, std::move(title), std::move(series));
}

Publication publication_of(CalendarPublished calendar) {
    std::string title = "calendar " + calendar.id + ", version " + std::to_string(calendar.version);
    const StreamId stream{calendar_stream(calendar.id)};
    return publication<PublishCalendar>(stream, std::move(title), std::move(calendar));
}

Publication publication_of(DefinitionPublished definition) {
    std::string title =
        "definition " + definition.id + ", version " + std::to_string(definition.version);
    const StreamId stream{definition_stream(definition.id)};
    return publication<PublishDefinition>(stream, std::move(title), std::move(definition));
}

Publication default_publication_of(PolicyPublished policy) {
    Publication publication = publication_of(std::move(policy));
    publication.stream.value = policy_stream(std::string(default_policy_name));
    return publication;
}

namespace {

const Policy* policy_in(const Publication& publication) {
    const auto* wish = std::get_if<PublishPolicy>(&publication.command);
    return wish == nullptr ? nullptr : &wish->content;
}

// The name that the default policy carries; without one, the first policy will be it.
std::string default_name(const Engine& engine, const std::vector<Publication>& publications) {
    if (const Policy* in_force = engine.views().policies().find("").policy) {
        return in_force->name;
    }
    for (const Publication& publication : publications) {
        if (const Policy* policy = policy_in(publication)) {
            return policy->name;
        }
    }
    return std::string(default_policy_name);
}

// The same document after another one is another wish, so the log's end is part of the id.
Request publish_request(
    const Engine& engine, const Publication& publication, const std::string& actor
) {
    Request request;
    request.stream = publication.stream;
    request.command = publication.command;
    request.id = command_id_from(
        "publish|" + request.stream.value + "|" + std::to_string(engine.store().head().value) +
        "|" + to_hex(sha256(publication.payload))
    );
    request.correlation = request.id;
    request.actor = actor;
    return request;
}

}  // namespace

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
    const std::string in_default_place = default_name(engine, publications);
    std::vector<Request> requests;
    for (Publication publication : publications) {
        const Policy* policy = policy_in(publication);
        if (policy != nullptr && policy->name == in_default_place) {
            publication.stream.value = policy_stream(std::string(default_policy_name));
        }
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
