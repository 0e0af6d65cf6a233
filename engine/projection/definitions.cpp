// The rows of View::notice that are definitions.
#include "engine/codec/event_list.h"
#include "engine/projection/projector.h"

namespace dunghan {

Result<void> Projector::load_definitions() {
    std::optional<Error> broken;
    const std::string begin(definition_stream_begin);
    const std::string end = begin.substr(0, begin.size() - 1) + "0";  // behind every "definition/"
    const auto scanned = base_.scan(View::notice, begin, end, [&](auto, auto value) {
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
