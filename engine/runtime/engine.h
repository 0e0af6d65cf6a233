// The writer: takes commands in groups, decides each against the group's own overlay, appends all
// their events in one durable batch, and only then answers.
//
// One Engine per store, used by one thread at a time; adapters/asio/writer.h puts a queue before
// it.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "engine/port/clock.h"
#include "engine/projection/projector.h"
#include "engine/runtime/request.h"

namespace dunghan {

enum class ClockKind : std::uint8_t { real, simulated };

// The clock a log lives by, as its first event says. Errors: the store's; corruption, also when the
// log is empty.
[[nodiscard]] Result<ClockKind> clock_of(const Store& store);

class Engine {
 public:
    // Both must outlive it.
    Engine(Store& store, const Clock& clock);

    // Reads where the log stands; an empty log is started with the kind of clock it will live by.
    // Errors: refused when the log lives by the other kind, those of the store.
    [[nodiscard]] Result<void> open(ClockKind kind);

    // At most limits::group_commands_max requests. Durable on return: answers are given after the
    // group commit. After a storage error every answer of this and later groups is `failed`.
    [[nodiscard]] std::vector<Outcome> execute(std::span<const Request> requests);
    [[nodiscard]] Outcome execute_one(const Request& request);

    [[nodiscard]] Projector& views() { return projector_; }

    [[nodiscard]] const Projector& views() const { return projector_; }

    [[nodiscard]] const Store& store() const { return store_; }

    [[nodiscard]] Instant now() const;  // never earlier than the last recorded event

 private:
    struct Group;
    class Decide;

    Outcome handle(const Request& request, Group& group);
    Result<std::optional<Receipt>> known_answer(const Request& request, const Group& group) const;
    Result<std::vector<Record>> records_of(const Receipt& receipt, const Group& group) const;
    Outcome repeat(const Request& request, const Receipt& receipt, const Group& group);
    tl::unexpected<Refusal> give_up(const Error& error);  // this and every later answer: `failed`
    static std::optional<Refusal> unstorable(const Event& event, const std::string& payload);
    tl::expected<std::vector<Event>, Refusal> decide(const Request& request, Instant occurred_at);
    Outcome record(
        const Request& request,
        const std::vector<Event>& events,
        StreamVersion version,
        Instant occurred_at,
        Group& group
    );
    Result<StreamVersion> version_of(const Request& request);
    Result<StreamVersion> count_stream(const StreamId& stream);
    Result<void> start_log(ClockKind kind);
    Result<void> check_clock(ClockKind kind);

    Store& store_;
    const Clock& clock_;
    Projector projector_;
    Position head_;
    Instant last_recorded_;
    std::map<std::string, StreamVersion> small_streams_;  // of documents, not of tasks or digests
    std::optional<Error> broken_;
};

}  // namespace dunghan
