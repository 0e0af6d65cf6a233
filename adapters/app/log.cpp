// `dunghan log`: the events themselves. With --json one object a line, so that it can be streamed.
#include <cstdio>

#include "engine/codec/event.h"

#include "adapters/app/commands.h"
#include "adapters/app/event_json.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

void print_line(const Record& record, const Zone& zone) {
    const Envelope& envelope = record.envelope;
    std::printf(
        "%8llu  %s  %s  %-20s  %s  %s\n",
        static_cast<unsigned long long>(envelope.position.value),
        to_iso(date_at(envelope.occurred_at, zone)).c_str(),
        to_rfc3339(envelope.recorded_at).c_str(),
        std::string(name_of(envelope.type)).c_str(),
        paint(envelope.stream.value, Colour::bold).c_str(),
        paint(record.payload, Colour::dim).c_str()
    );
}

}  // namespace

int run_log(const Options& options, const LogArguments& arguments) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const TimeQuery query = query_of_records(options, *reading);
    std::uint64_t shown = 0;
    const auto show = [&](const Record& record) {
        const Envelope& envelope = record.envelope;
        const bool wanted = envelope.position.value >= arguments.from &&
                            (arguments.type.empty() || name_of(envelope.type) == arguments.type) &&
                            is_visible(envelope, query);
        if (!wanted) {
            return true;
        }
        if (options.json) {
            std::puts(event_json(record).dump().c_str());
        } else {
            print_line(record, reading->policy.zone);
        }
        return ++shown != arguments.limit;
    };
    const auto read = arguments.stream.empty()
                          ? reading->store->read({std::max<std::uint64_t>(arguments.from, 1)}, show)
                          : reading->store->read_stream({arguments.stream}, show);
    return read ? exit_ok : complain(read.error());
}

}  // namespace dunghan::app
