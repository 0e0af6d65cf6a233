// Every bound of the engine, each with its reason. Nothing waits or grows without one.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dunghan::limits {

inline constexpr std::size_t group_commands_max = 1024;  // one group commit: bounds an ack's wait
inline constexpr std::size_t queue_commands_max =
    16'384;                                            // beyond it callers are told to slow down
inline constexpr std::size_t queue_works_max = 16;     // each may take as long as many groups
inline constexpr std::size_t due_batch_max = 512;      // tasks reminded in one group
inline constexpr std::size_t delivery_batch_max = 64;  // deliveries claimed in one group
inline constexpr std::size_t digest_items_max = 500;   // lines in one mail; the rest is counted
inline constexpr std::uint32_t delivery_attempts_max = 100;  // about four days of hourly attempts
inline constexpr std::size_t stream_id_octets_max = 200;
inline constexpr std::size_t payload_octets_max = 1U << 20;  // one event
inline constexpr std::size_t text_octets_max = 32'768;       // one text field of a command
inline constexpr std::size_t milestones_max = 64;            // in one deadline cell
inline constexpr std::size_t chain_links_max = 10;           // successors, delegations
inline constexpr std::size_t delegations_max = 1'000;        // each is followed at publishing
inline constexpr std::size_t task_cache_max = 65'536;        // decoded task states kept in memory
inline constexpr std::size_t lock_outs_max = 4'096;     // names and addresses that guessed wrong
inline constexpr std::size_t known_tokens_max = 4'096;  // of callers, about 1 KiB each
inline constexpr std::size_t told_tasks_max = 2'048;    // texts of answers kept, about 10 KiB each
// Rows a tick looks at for a corrected calendar: bounds the wait of a command behind it.
inline constexpr std::size_t reckoned_rows_max = 16'384;
// Tasks folded side by side in one pass over the log (about 2 KiB each); more take further passes.
inline constexpr std::size_t folded_tasks_max = 262'144;
// Of one definition: a kind of work that a person can still look at as one picture.
inline constexpr std::size_t definition_states_max = 64;
inline constexpr std::size_t definition_transitions_max = 256;
inline constexpr std::size_t definition_terms_max = 64;
inline constexpr std::int32_t budget_max = 10'000;  // units of a term: 27 years of days
inline constexpr std::int32_t extensions_max = 99;  // of one task, by its definition
inline constexpr std::int64_t token_days_max =
    366;  // a year: who forgets one has not let it in for ever
// Rows a rebuild keeps in memory (a task about 2 KiB) before it goes on in a scratch store.
inline constexpr std::size_t rebuilt_rows_max = 262'144;

static_assert(due_batch_max <= group_commands_max);
static_assert(text_octets_max < payload_octets_max);

}  // namespace dunghan::limits
