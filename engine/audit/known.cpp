#include "engine/audit/known.h"

#include <algorithm>
#include <set>
#include <vector>

#include "engine/codec/event.h"
#include "engine/definition/definitions.h"

namespace dunghan::audit {
namespace {

Result<Instant> recorded_at(const Store& store, Position position) {
    Instant at;
    return store
        .read(
            position,
            [&](const Record& record) {
                at = record.envelope.recorded_at;
                return false;
            }
        )
        .map([&] { return at; });
}

// Visits what a stream said by then, oldest first.
template <class Content, class Visit>
Result<void> each_known(
    const Store& store, const StreamId& stream, Instant as_known, const Visit& visit
) {
    std::optional<Error> broken;
    const auto read = store.read_stream(stream, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        if (envelope.recorded_at > as_known) {
            return false;
        }
        auto event = decode_payload(envelope.type, envelope.schema, record.payload);
        if (!event) {
            broken = event.error();
            return false;
        }
        if (auto* content = std::get_if<Content>(&*event)) {
            visit(Published<Content>{std::move(*content), envelope.position, envelope.recorded_at});
        }
        return true;
    });
    return broken ? tl::unexpected(*broken) : read;
}

template <class Content>
Result<std::optional<Published<Content>>> latest(
    const Store& store, const StreamId& stream, Instant as_known
) {
    std::optional<Published<Content>> found;
    return each_known<Content>(
               store,
               stream,
               as_known,
               [&](Published<Content> published) { found = std::move(published); }
    ).map([&] { return std::move(found); });
}

// The rows know every stream there is; what was known when, only the streams do.
Result<std::set<std::string>> definition_ids(const Store& store) {
    std::set<std::string> ids;
    return store
        .scan(
            View::notice,
            definition_rows.from,
            definition_rows.to,
            [&](auto key, auto) {
                const std::string_view id = key.substr(definition_rows.from.size());
                ids.emplace(id.substr(0, id.find('/')));
                return true;
            }
        )
        .map([&] { return std::move(ids); });
}

}  // namespace

// Events are recorded in order, so that the place can be bisected.
Result<Position> last_known(const Store& store, Instant as_known) {
    std::uint64_t known = 0;
    for (std::uint64_t after = store.head().value + 1; after - known > 1;) {
        const std::uint64_t middle = known + (after - known) / 2;
        const auto at = recorded_at(store, {middle});
        if (!at) {
            return tl::unexpected(at.error());
        }
        (*at <= as_known ? known : after) = middle;
    }
    return Position{known};
}

Result<std::optional<Published<Policy>>> policy_known(const Store& store, Instant as_known) {
    return latest<PolicyPublished>(store, {"policy"}, as_known);
}

Result<std::optional<Published<DirectoryPublished>>> directory_known(
    const Store& store, Instant as_known
) {
    return latest<DirectoryPublished>(store, {"directory"}, as_known);
}

Result<std::vector<Published<Definition>>> definitions_known(const Store& store, Instant as_known) {
    const auto ids = definition_ids(store);
    if (!ids) {
        return tl::unexpected(ids.error());
    }
    std::vector<Published<Definition>> known;
    for (const std::string& id : *ids) {
        const auto read = each_known<DefinitionPublished>(
            store,
            {definition_stream(id)},
            as_known,
            [&](Published<Definition> published) { known.push_back(std::move(published)); }
        );
        if (!read) {
            return tl::unexpected(read.error());
        }
    }
    return known;
}

Result<Calendars> calendars_known(const Store& store, Instant as_known) {
    std::vector<StreamId> streams;
    const std::string from = calendar_stream("");
    const auto scanned = store.scan(View::notice, from, {}, [&](std::string_view key, auto) {
        if (!key.starts_with(from)) {
            return false;
        }
        streams.push_back({std::string(key)});
        return true;
    });
    if (!scanned) {
        return tl::unexpected(scanned.error());
    }
    Calendars calendars;
    for (const StreamId& stream : streams) {
        const auto published = latest<CalendarPublished>(store, stream, as_known);
        if (!published) {
            return tl::unexpected(published.error());
        }
        if (*published) {
            calendars.put((*published)->content);
        }
    }
    return calendars;
}

}  // namespace dunghan::audit
