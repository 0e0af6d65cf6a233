// The rows of View::notice that are definitions.
#include "engine/codec/event_list.h"
#include "engine/projection/projector.h"

namespace dunghan {

Result<void> Projector::load_definitions() {
    std::optional<Error> broken;
    const auto& [from, to] = definition_rows;
    const auto scanned = base_.scan(View::notice, from, to, [&](auto, auto value) {
        auto event = decode_payload(
            EventType::definition_published, EventSchema<DefinitionPublished>::newest, value
        );
        if (!event) {
            broken = event.error();
            return false;
        }
        definitions_.add(std::get<DefinitionPublished>(std::move(*event)));
        return true;
    });
    return broken ? tl::unexpected(*broken) : scanned;
}

}  // namespace dunghan
