// What a reader asks about: an instant, as known at another, with the rules that were known then.
#pragma once

#include <memory>
#include <mutex>

#include "engine/directory/directory.h"
#include "engine/policy/policy.h"
#include "engine/port/clock.h"
#include "engine/port/store.h"
#include "engine/projection/history.h"

#include "adapters/app/api/answers.h"
#include "adapters/app/api/parameters.h"

namespace dunghan::app::api {

struct Rules {
    Policy policy;  // before the first is published, the defaults
    Directory directory;
};

struct View {
    TimeQuery query;
    bool says_when = false;  // the request names as_of or as_known
    std::shared_ptr<const Rules> rules;
    Position position;  // what is read reflects at least the log up to here
};

// What an answer says of the view: position, as_of, as_known (null: all that is).
[[nodiscard]] Json instants_json(const View& view);

// From any thread.
class Views {
 public:
    // Both must outlive it.
    Views(const Store& store, const Clock& clock) : store_(store), clock_(clock) {}

    // By the parameters as_of (unsaid: now) and as_known (unsaid: all that is recorded): an instant
    // as RFC 3339 has it, or a day, which means its beginning in the policy's zone. Errors: of a
    // parameter; with an empty name those of the store.
    [[nodiscard]] Read<View> at(const http::Request& request);

    // Those in force now.
    [[nodiscard]] Result<std::shared_ptr<const Rules>> rules();

    [[nodiscard]] const Store& store() const { return store_; }

    [[nodiscard]] Instant now() const { return clock_.now(); }

 private:
    [[nodiscard]] Result<std::shared_ptr<const Rules>> rules_known(Instant as_known) const;

    const Store& store_;
    const Clock& clock_;
    std::mutex guard_;  // of the three below
    std::shared_ptr<const Rules> rules_;
    std::string made_of_;  // the rows that `rules_` was read from
    Position made_at_;     // up to here nothing else was published
};

}  // namespace dunghan::app::api
