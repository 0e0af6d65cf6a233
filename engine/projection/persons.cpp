// The rows of View::person, and who answers for which agency.
#include "engine/person/evolve.h"
#include "engine/projection/projector.h"

namespace dunghan {

person::State Projector::person(const StreamId& stream) const {
    const auto known = persons_.find(stream.value);
    return known == persons_.end() ? person::State{} : known->second;
}

Result<void> Projector::apply_person(const Envelope& envelope, const person::Event& event) {
    person::evolve(persons_[envelope.stream.value], envelope, event);
    dirty_persons_.insert(envelope.stream.value);
    return {};
}

Result<void> Projector::load_persons() {
    std::optional<Error> broken;
    const auto scanned = base_.scan(View::person, {}, {}, [&](auto key, auto value) {
        auto row = decode_person_row(value);
        if (!row) {
            broken = row.error();
            return false;
        }
        persons_.emplace(key, std::move(*row));
        return true;
    });
    return broken ? tl::unexpected(*broken) : scanned;
}

std::map<std::string, std::string> Projector::officers() const {
    constexpr std::string_view stream_begin = "person/";
    std::map<std::string, std::string> officers;
    std::map<std::string, Instant> since;  // by agency
    for (const auto& [stream, state] : persons_) {
        if (!state.reachable || state.agency.empty()) {
            continue;
        }
        const auto known = since.find(state.agency);
        if (known == since.end() || known->second <= state.described.occurred_at) {
            since[state.agency] = state.described.occurred_at;
            officers[state.agency] = stream.substr(stream_begin.size());
        }
    }
    return officers;
}

}  // namespace dunghan
