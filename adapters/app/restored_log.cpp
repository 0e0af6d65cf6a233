#include "adapters/app/restored_log.h"

#include <algorithm>

#include "engine/person/stream.h"

#include "adapters/app/erasures.h"
#include "adapters/app/life.h"
#include "adapters/app/persons.h"
#include "adapters/backup/verify.h"

namespace dunghan::app {
namespace {

using std::filesystem::path;

Result<Erasures> erasures_in_backup(const path& folder, const backup::Manifest& manifest) {
    return backup::read_kept(folder, manifest, erasures_path)
        .and_then([](const std::optional<backup::KeptOctets>& list) {
            return list ? decode_erasures(list->octets) : Erasures{};
        });
}

Result<Erasures> erasures_at(const path& place) {
    std::error_code error;
    if (std::filesystem::is_regular_file(place, error)) {
        return read_erasures(place);
    }
    if (std::filesystem::exists(place / "store", error)) {
        return read_erasures(place / erasures_path);  // a data folder; nobody erased, no list
    }
    return backup::read_manifest(place).and_then([&](const auto& manifest) -> Result<Erasures> {
        if (manifest) {
            return erasures_in_backup(place, *manifest);
        }
        return fail(
            ErrorCode::not_found,
            "Expected --erasures to name a data folder, a backup or a list of erasures, but " +
                place.string() + " is none"
        );
    });
}

Request erasure_request(const std::string& person, const Erasure& erasure, Instant now) {
    Request request;
    request.stream = person::stream_of(person);
    request.command = person::Erase{
        {person, erasure.basis, "ghi lại khi khôi phục: xoá sau khi bản sao lưu được tạo"}};
    request.id = command_id_from("erased again|" + person + "|" + to_rfc3339(erasure.at));
    request.correlation = request.id;
    request.actor = "restore";
    request.occurred_at = std::min(erasure.at, now);
    return request;
}

Result<RestoredLog> erase_again(Engine& engine, const Erasures& erasures) {
    const auto persons = all_persons(engine.store());
    if (!persons) {
        return tl::unexpected(persons.error());
    }
    RestoredLog log;
    for (const auto& [id, state] : *persons) {
        const auto erasure = erasures.find(id);
        if (state.erased) {
            continue;
        }
        if (erasure == erasures.end()) {
            log.living.push_back(id);
            continue;
        }
        const auto erased = engine.execute_one(erasure_request(id, erasure->second, engine.now()));
        if (!erased) {
            return fail(ErrorCode::unavailable, erased.error().detail);
        }
        log.erased_again.push_back(id);
    }
    return log;
}

// A simulated log stands still at its last instant; time goes on when somebody serves it.
struct StillEngine {
    std::unique_ptr<Clock> clock;
    std::unique_ptr<Engine> engine;
};

Result<StillEngine> still_engine(RocksStore& store) {
    const auto simulated = is_simulated(store);
    const auto last = last_recorded(store);
    if (!simulated || !last) {
        return tl::unexpected(simulated ? last.error() : simulated.error());
    }
    StillEngine still;
    if (*simulated) {
        still.clock = std::make_unique<SimulatedClock>(*last, 1, *last);
    } else {
        still.clock = std::make_unique<RealClock>();
    }
    still.engine = std::make_unique<Engine>(store, *still.clock);
    return still.engine->open(*simulated ? ClockKind::simulated : ClockKind::real).map([&] {
        return std::move(still);
    });
}

}  // namespace

Result<Erasures> erasures_for(
    const path& backup, const backup::Manifest& manifest, const std::vector<std::string>& others
) {
    auto all = erasures_in_backup(backup, manifest);
    for (const std::string& other : others) {
        const auto more = all ? erasures_at(other) : all;
        const auto merged = more ? merge(*all, *more) : Result<void>(tl::unexpected(more.error()));
        if (!merged) {
            return tl::unexpected(merged.error());
        }
    }
    return all;
}

Result<RestoredLog> record_restore(
    RocksStore& store, const path& data, const backup::Manifest& manifest, const Erasures& erasures
) {
    const auto still = still_engine(store);
    if (!still) {
        return tl::unexpected(still.error());
    }
    return hold_outbox(
               *still->engine,
               manifest.head,
               "khôi phục từ bản sao lưu lúc " + to_rfc3339(manifest.taken)
    )
        .and_then([&] {
            return erasures.empty() ? Result<void>{}
                                    : write_erasures(data / erasures_path, erasures);
        })
        .and_then([&] { return erase_again(*still->engine, erasures); })
        .and_then([&](const RestoredLog& log) {
            return finish_erasures(store, data).map([&] { return log; });
        });
}

}  // namespace dunghan::app
