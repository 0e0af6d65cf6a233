// One call to one endpoint, and what became of it.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/webhook/egress.h"
#include "adapters/webhook/secret.h"
#include "adapters/webhook/url.h"

namespace dunghan::webhook {

// Where calls of one endpoint go. Shared by all of them; a changed endpoint is a new target.
struct Target {
    Url url;
    std::vector<Secret> secrets;  // all sign; at least one
    std::vector<Grant> grants;    // this endpoint's alone
};

enum class CallKind {
    event,  // a CloudEvent, signed
    form,   // a question for an access token: it has no id, and its target no secret
};

struct Call {
    std::shared_ptr<const Target> target;
    std::string id;                           // webhook-id: the same at every attempt
    std::shared_ptr<const std::string> body;  // shared by the endpoints that get the event
    CallKind kind = CallKind::event;
    std::shared_ptr<const std::string> authorization{};  // "Bearer …"; null: none is sent
};

enum class Outcome {
    delivered,  // 2xx, whatever happened to the rest of the answer
    failed,     // another status (also 3xx: no redirect is followed), or nothing was sent
    gone,       // 410: the endpoint wants no more
    throttled,  // 429, 502, 503, 504
    denied,     // the egress rules: no request was sent
    unknown,    // the request went out and no status came: it may have been taken
    not_tried,  // too many calls wait, or the sender was closed: no attempt was made
};

[[nodiscard]] std::string_view to_text(Outcome outcome);

struct Attempt {
    Outcome outcome = Outcome::not_tried;
    long status = 0;  // 0: no answer
    Instant started;  // its whole seconds are the webhook-timestamp
    std::chrono::milliseconds latency{};
    bool timed_out = false;
    std::optional<std::chrono::seconds> retry_after;  // 0 to 24 h
    std::string body;                                 // the first 20,000 octets of the answer
    std::string error;                                // for people; empty when delivered
};

struct WebhookSettings {
    EgressRules egress;
    std::string ca_file;  // empty: the system's authorities

    std::size_t threads = 1;                 // 1 to 4
    std::size_t in_flight_max = 64;          // calls at once on each thread, 1 to 1,000
    std::size_t per_origin_max = 8;          // of these to one origin: connections kept to it
    std::size_t waiting_max = 8'192;         // on each thread, beyond which calls are not tried
    std::size_t origin_waiting_max = 1'024;  // of these to one origin
    std::chrono::milliseconds connect_timeout{5'000};
    std::chrono::milliseconds total_timeout{20'000};
};

inline constexpr std::size_t answer_octets_max = 65'536;  // headers and body, then it is cut off
inline constexpr std::size_t answer_octets_kept = 20'000;

}  // namespace dunghan::webhook
