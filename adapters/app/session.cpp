#include "adapters/app/session.h"

#include <cstdio>
#include <random>

#include "engine/audit/known.h"

#include "adapters/app/exit_code.h"
#include "adapters/app/persons.h"
#include "adapters/app/settings.h"
#include "adapters/memory/memory_store.h"

namespace dunghan::app {
namespace {

// Before a policy is published, the default zone reads dates.
Result<Policy> policy_by(const Store& store, Instant as_known) {
    return audit::policy_known(store, as_known).map([](const auto& found) {
        return found ? found->content : Policy{};
    });
}

Result<Directory> directory_by(const Store& store, Instant as_known) {
    return audit::directory_known(store, as_known).map([](const auto& found) {
        return found ? Directory(found->content) : Directory{};
    });
}

Result<Instant> present(const Options& options, const Store& store, const Zone& zone) {
    if (!options.as_of.empty()) {
        return parse_instant(options.as_of, zone);
    }
    if (!options.clock.empty()) {
        return parse_instant(options.clock, zone);
    }
    const auto simulated = is_simulated(store);
    if (!simulated) {
        return tl::unexpected(simulated.error());
    }
    return *simulated ? last_recorded(store) : RealClock().now();
}

Result<Reading> know(Reading reading) {
    auto policy = policy_by(*reading.store, reading.query.as_known);
    auto directory = directory_by(*reading.store, reading.query.as_known);
    auto calendars = audit::calendars_known(*reading.store, reading.query.as_known);
    if (!policy || !directory) {
        return tl::unexpected(policy ? directory.error() : policy.error());
    }
    if (!calendars) {
        return tl::unexpected(calendars.error());
    }
    reading.policy = std::move(*policy);
    reading.directory = std::move(*directory);
    reading.calendars = std::move(*calendars);
    return reading;
}

}  // namespace

Result<bool> is_simulated(const Store& store) {
    if (store.head() == Position{}) {
        return false;
    }
    return clock_of(store).map([](ClockKind kind) { return kind == ClockKind::simulated; });
}

Result<std::optional<reminder::OutboxHeld>> outbox_held(const Store& store) {
    using Held = std::optional<reminder::OutboxHeld>;
    const auto bytes = store.get(View::notice, outbox_notice);
    if (!bytes || !*bytes) {
        return bytes ? Result<Held>(std::nullopt) : tl::unexpected(bytes.error());
    }
    return decode_payload(EventType::outbox_held, 1, **bytes).map([](const Event& event) {
        return Held(std::get<reminder::OutboxHeld>(event));
    });
}

int complain(const Error& error) {
    std::fprintf(stderr, "dunghan: %s\n", error.detail.c_str());
    return exit_code_of(error.code);
}

Result<Instant> last_recorded(const Store& store) {
    Instant last;
    if (store.head() == Position{}) {
        return last;
    }
    return store
        .read(
            store.head(),
            [&](const Record& record) {
                last = record.envelope.recorded_at;
                return false;
            }
        )
        .map([&] { return last; });
}

CommandId fresh_command_id() {
    std::random_device random;
    std::string text;
    for (int i = 0; i < 4; ++i) {
        text += std::to_string(random()) + "-";
    }
    return command_id_from(text);
}

Result<Reading> open_reading(const Options& options) {
    auto store = RocksStore::open(options.data, RocksStore::Mode::read_only);
    if (!store) {
        return tl::unexpected(store.error());
    }
    Reading reading;
    reading.store = std::move(*store);
    const auto latest = policy_by(*reading.store, end_of_time);  // its zone reads the options
    if (!latest) {
        return tl::unexpected(latest.error());
    }
    const auto as_of = present(options, *reading.store, latest->zone);
    const auto as_known = options.as_known.empty() ? Result<Instant>(end_of_time)
                                                   : parse_instant(options.as_known, latest->zone);
    if (!as_of || !as_known) {
        return tl::unexpected(as_of ? as_known.error() : as_of.error());
    }
    reading.query = {*as_of, *as_known};
    return know(std::move(reading));
}

TimeQuery query_of_records(const Options& options, const Reading& reading) {
    return {options.as_of.empty() ? end_of_time : reading.query.as_of, reading.query.as_known};
}

Result<std::unique_ptr<Store>> open_or_memory(const Options& options) {
    auto store = RocksStore::open(options.data, RocksStore::Mode::read_only);
    if (store) {
        return std::move(*store);
    }
    if (store.error().code == ErrorCode::not_found) {
        return std::make_unique<MemoryStore>();
    }
    return tl::unexpected(store.error());
}

Result<std::unique_ptr<Clock>> make_clock(const Options& options, Instant not_before) {
    if (options.clock.empty()) {
        return std::make_unique<RealClock>();
    }
    const auto start = parse_instant(options.clock, Zone{});
    const auto end =
        options.until.empty() ? Result<Instant>(end_of_time) : parse_instant(options.until, Zone{});
    if (!start || !end) {
        return tl::unexpected(start ? end.error() : start.error());
    }
    return std::make_unique<SimulatedClock>(std::max(*start, not_before), options.clock_rate, *end);
}

Result<void> note_recovery(Engine& engine, const RocksStore& store) {
    const RocksStore::Recovery& recovery = store.recovery();
    if (!recovery.tail_discarded) {
        return {};
    }
    Request request;
    request.stream = {"log"};
    request.command = NoteTailDiscarded{
        {static_cast<std::int64_t>(recovery.log_end.value),
         static_cast<std::int64_t>(recovery.written_again)}};
    request.id = command_id_from("tail discarded|" + std::to_string(store.head().value));
    request.correlation = request.id;
    request.actor = "dunghan";
    const Outcome noted = engine.execute_one(request);
    return noted ? Result<void>{} : fail(ErrorCode::unavailable, noted.error().detail);
}

Result<Writing> open_writing(const Options& options, bool create) {
    const auto settings = load_settings(options);
    if (!settings) {
        return tl::unexpected(settings.error());
    }
    rocks::Machine machine;
    machine.reserve_octets = std::uint64_t{settings->reserve_mib} << 20U;
    const auto mode = create ? RocksStore::Mode::create : RocksStore::Mode::read_write;
    auto store = RocksStore::open(options.data, mode, machine);
    if (!store) {
        return tl::unexpected(store.error());
    }
    Writing writing;
    writing.store = std::move(*store);
    auto clock = last_recorded(*writing.store).and_then([&](Instant last) {
        return make_clock(options, last);
    });
    if (!clock) {
        return tl::unexpected(clock.error());
    }
    writing.clock = std::move(*clock);
    writing.engine = std::make_unique<Engine>(*writing.store, *writing.clock);
    const ClockKind kind = options.clock.empty() ? ClockKind::real : ClockKind::simulated;
    if (const auto opened = writing.engine->open(kind); !opened) {
        return tl::unexpected(opened.error());
    }
    if (const auto noted = note_recovery(*writing.engine, *writing.store); !noted) {
        return tl::unexpected(noted.error());
    }
    if (const auto finished = finish_erasures(*writing.store, options.data); !finished) {
        return tl::unexpected(finished.error());
    }
    return writing;
}

}  // namespace dunghan::app
