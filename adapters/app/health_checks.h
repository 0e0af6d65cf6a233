// The looks of `dunghan doctor`, one by one. For those who look only.
#pragma once

#include <optional>

#include "engine/notary/checkpoint.h"

#include "adapters/app/health.h"

namespace dunghan::app {

inline constexpr std::int64_t ms_per_hour = 60 * ms_per_minute;

// "3 phút", "5 giờ", "12 ngày".
[[nodiscard]] std::string span_words(std::int64_t ms);

// A look that failed.
[[nodiscard]] Check broken(const std::string& name, const Error& error);

// What the log and its views tell: head, clock, outbox, lag, deliveries, cells, time zone,
// calendars.
void check_log(const Options& options, const Reading& reading, std::vector<Check>& checks);

// How far the published calendars reach: warns four months before the last known year ends, bad
// from the last month on.
[[nodiscard]] Check check_calendars(const Reading& reading);

// `store`: nothing, when it does not open.
[[nodiscard]] Check check_disk(const Options& options, const RocksStore* store);
[[nodiscard]] Check check_backup(const Options& options);

// The heads that were signed. Read BEFORE the store is opened: `serve` may sign in between, and
// they may not speak of records that the store then opened does not have.
struct SignedHeads {
    Result<std::optional<notary::SignedCheckpoint>> own;
    std::string witness_file;  // empty: none is set
    Result<std::optional<notary::SignedCheckpoint>> witnessed;
};

[[nodiscard]] SignedHeads read_signed_heads(const Options& options);

// Signing key, last checkpoint, witness.
void check_signing(
    const Options& options,
    const Reading& reading,
    const SignedHeads& heads,
    std::vector<Check>& checks
);

}  // namespace dunghan::app
