#pragma once

#include "adapters/webhook/cloud_event.h"

namespace dunghan::tests {

inline webhook::CloudEventOrigin sample_origin() {
    return {"khanhhoa", "//dunghan.khanhhoa/log"};
}

inline Record sample_record() {
    const Zone zone;
    Record record;
    record.envelope.position = {42};
    record.envelope.stream = {"task/6.6#3"};
    record.envelope.type = EventType::progress_reported;
    record.envelope.schema = 2;
    for (std::uint8_t i = 0; i < 16; ++i) {
        record.envelope.correlation.bytes[i] = i;
    }
    record.envelope.occurred_at = parse_instant("2022-10-25T17:00Z", zone).value();
    record.envelope.recorded_at = parse_instant("2022-10-26T01:00:00.123Z", zone).value();
    record.payload = R"({"note":"Trễ hạn","progress":"completed"})";
    return record;
}

}  // namespace dunghan::tests
