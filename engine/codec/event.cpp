#include "engine/codec/event.h"

#include <type_traits>

#include "engine/codec/event_list.h"

namespace dunghan {
namespace {

template <class T>
EventType number_of(const T&) {
    return std::get<EventEntry<T>>(event_list).type;
}

template <class... T>
EventType number_of(const std::variant<T...>& event) {
    return std::visit([](const auto& alternative) { return number_of(alternative); }, event);
}

template <class T, class... Alternative>
constexpr bool is_one_of(std::type_identity<std::variant<Alternative...>>) {
    return (std::is_same_v<T, Alternative> || ...);
}

}  // namespace

bool is_task_event(EventType type) {
    bool found = false;
    for_each_event([&]<class T>(const EventEntry<T>& entry) {
        if constexpr (is_one_of<T>(std::type_identity<task::Event>{})) {
            found = found || entry.type == type;
        }
    });
    return found;
}

EventType type_of(const Event& event) {
    return number_of(event);
}

std::string_view name_of(EventType type) {
    std::string_view name;
    for_each_event([&](const auto& entry) {
        if (entry.type == type) {
            name = entry.name;
        }
    });
    return name;
}

std::optional<EventType> type_named(std::string_view name) {
    std::optional<EventType> type;
    for_each_event([&](const auto& entry) {
        if (entry.name == name) {
            type = entry.type;
        }
    });
    return type;
}

std::uint16_t schema_of(EventType type) {
    std::uint16_t schema = 0;
    for_each_event([&]<class T>(const EventEntry<T>& entry) {
        if (entry.type == type) {
            schema = EventSchema<T>::newest;
        }
    });
    return schema;
}

}  // namespace dunghan
