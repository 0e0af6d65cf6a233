// Documents of View::notice. A row does not say its schema: it is that of the release that wrote
// the row last.
#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "engine/codec/event_list.h"
#include "engine/port/store.h"

namespace dunghan {

// Error: corruption, when no schema of the type fits.
template <class T>
[[nodiscard]] Result<T> read_document(std::string_view row) {
    constexpr EventType type = std::get<EventEntry<T>>(event_list).type;
    Result<Event> event = decode_payload(type, EventSchema<T>::newest, row);
    for (std::uint16_t schema = EventSchema<T>::newest; !event && schema > 1;) {
        if (auto older = decode_payload(type, --schema, row)) {
            event = std::move(older);
        }
    }
    return event.map([](Event& read) { return std::get<T>(std::move(read)); });
}

// The document of that row; nothing: there is none.
template <class T>
[[nodiscard]] Result<std::optional<T>> document_at(const Store& base, std::string_view key) {
    const auto row = base.get(View::notice, key);
    if (!row || !*row) {
        return row ? Result<std::optional<T>>(std::nullopt) : tl::unexpected(row.error());
    }
    return read_document<T>(**row).map([](T read) { return std::optional(std::move(read)); });
}

}  // namespace dunghan
