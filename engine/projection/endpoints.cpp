// The rows of View::endpoint.
#include "engine/endpoint/evolve.h"
#include "engine/projection/projector.h"

namespace dunghan {

endpoint::State Projector::endpoint(const StreamId& stream) const {
    const auto known = endpoints_.find(stream.value);
    return known == endpoints_.end() ? endpoint::State{} : known->second;
}

Result<void> Projector::apply_endpoint(const Envelope& envelope, const endpoint::Event& event) {
    endpoint::evolve(endpoints_[envelope.stream.value], envelope, event);
    dirty_endpoints_.insert(envelope.stream.value);
    return {};
}

Result<void> Projector::load_endpoints() {
    std::optional<Error> broken;
    const auto scanned = base_.scan(View::endpoint, {}, {}, [&](auto key, auto value) {
        auto row = decode_endpoint_row(value);
        if (!row) {
            broken = row.error();
            return false;
        }
        endpoints_.emplace(key, std::move(*row));
        return true;
    });
    return broken ? tl::unexpected(*broken) : scanned;
}

}  // namespace dunghan
