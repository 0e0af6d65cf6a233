// Records of a virtual run -> lines of its day. For engine/forecast only.
#pragma once

#include <vector>

#include "engine/forecast/day.h"
#include "engine/forecast/ends_ahead.h"
#include "engine/port/sender.h"
#include "engine/projection/projector.h"

namespace dunghan::forecast {

// Takes every mail with an address, and remembers it.
class ForeseenSender final : public Sender {
 public:
    [[nodiscard]] std::string transport() const override { return "forecast"; }

    void send(const reminder::DigestIssued& digest, std::function<void(SendReport)> done) override;

    // Those since the last call.
    [[nodiscard]] std::vector<reminder::DigestIssued> take();

 private:
    std::vector<reminder::DigestIssued> mails_;
};

// With who would be told of it at that instant.
[[nodiscard]] TaskName name_of(
    const StreamId& stream, const task::State& state, const Projector& views, Instant at
);

// Of a milestone; else empty.
[[nodiscard]] std::string label_of(const task::State& state, std::int32_t milestone);

[[nodiscard]] TermEnd term_end(const task::State& state, const End& end, const Projector& views);

// Adds to the day what the record says. Returns the task as it is now when it is of a task and may
// have moved its terms, else null; valid until `views` are asked for another. Errors: the store's,
// corruption.
[[nodiscard]] Result<const task::State*> gather(const Record& record, Projector& views, Day& day);

}  // namespace dunghan::forecast
