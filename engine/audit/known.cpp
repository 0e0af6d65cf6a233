#include "engine/audit/known.h"

#include "engine/codec/event.h"

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

template <class Content>
Result<std::optional<Published<Content>>> latest(
    const Store& store, const StreamId& stream, Instant as_known
) {
    std::optional<Published<Content>> found;
    std::optional<Error> broken;
    const auto read = store.read_stream(stream, [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        if (envelope.recorded_at > as_known) {
            return false;
        }
        const auto event = decode_payload(envelope.type, envelope.schema, record.payload);
        if (!event) {
            broken = event.error();
            return false;
        }
        if (const auto* content = std::get_if<Content>(&*event)) {
            found = {*content, envelope.position, envelope.recorded_at};
        }
        return true;
    });
    if (!read || broken) {
        return tl::unexpected(broken ? *broken : read.error());
    }
    return found;
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

}  // namespace dunghan::audit
