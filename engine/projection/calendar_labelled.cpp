#include "engine/projection/calendar_labelled.h"

#include <algorithm>
#include <optional>

#include "engine/calendar/calendars.h"
#include "engine/codec/event.h"

namespace dunghan {
namespace {

Result<CalendarPublished> version_of(
    const Store& store, std::string_view id, std::string_view version
) {
    const std::string stream = calendar_stream(std::string(id));
    std::optional<CalendarPublished> found;
    const auto read = store.read_stream({stream}, [&](const Record& record) {
        const auto event =
            decode_payload(record.envelope.type, record.envelope.schema, record.payload);
        const auto* content = event ? std::get_if<CalendarPublished>(&*event) : nullptr;
        if (content != nullptr && std::to_string(content->version) == version) {
            found = *content;
        }
        return !found;
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    return found ? Result<CalendarPublished>(std::move(*found))
                 : fail(
                       ErrorCode::not_found,
                       "Expected version " + std::string(version) + " in " + stream +
                           ", but it was never published"
                   );
}

}  // namespace

Result<Calendar> calendar_labelled(const Store& store, std::string_view label) {
    std::vector<CalendarPublished> layers;
    for (std::string_view rest = label; !rest.empty();) {
        const std::string_view layer = rest.substr(0, rest.find('+'));
        rest.remove_prefix(std::min(rest.size(), layer.size() + 1));
        const std::size_t slash = layer.find('/');
        if (slash == std::string_view::npos) {
            return fail(
                ErrorCode::invalid,
                "Expected a calendar like vn/3+khanh-hoa/1, but got '" + std::string(label) + "'"
            );
        }
        auto content = version_of(store, layer.substr(0, slash), layer.substr(slash + 1));
        if (!content) {
            return tl::unexpected(content.error());
        }
        layers.push_back(std::move(*content));
    }
    return Calendar::resolve(layers);
}

}  // namespace dunghan
