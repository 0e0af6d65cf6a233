#include "engine/codec/event.h"

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

}  // namespace

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

}  // namespace dunghan
