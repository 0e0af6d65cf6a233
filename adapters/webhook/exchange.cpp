#include "adapters/webhook/exchange.h"

#include "adapters/webhook/signature.h"

namespace dunghan::webhook {

// The official JavaScript library compares the type as text: in small letters.
void Exchange::write_event_fields(std::string& text) const {
    const Call& call = job_.call;
    const std::int64_t timestamp = started_.ms / 1'000;
    text.append("content-type: application/cloudevents+json; charset=utf-8\r\nwebhook-id: ");
    text.append(call.id).append("\r\nwebhook-timestamp: ").append(std::to_string(timestamp));
    text.append("\r\nwebhook-signature: ");
    text.append(sign(call.target->secrets, call.id, timestamp, *call.body)).append("\r\n");
}

void Exchange::write_request(std::string& text) const {
    const Call& call = job_.call;
    text.assign("POST ").append(target().url.target).append(" HTTP/1.1\r\nHost: ");
    text.append(target().url.authority).append("\r\nUser-Agent: dunghan\r\n");
    if (call.kind == CallKind::event) {
        write_event_fields(text);
    } else {
        text.append("content-type: application/x-www-form-urlencoded\r\n");
        text.append("accept: application/json\r\n");
    }
    if (call.authorization) {
        text.append("authorization: ").append(*call.authorization).append("\r\n");
    }
    text.append("Content-Length: ").append(std::to_string(call.body->size()));
    text.append("\r\n\r\n").append(*call.body);
}

Attempt Exchange::attempt() const {
    Attempt made;
    made.started = started_;
    made.latency = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun_);
    return made;
}

Attempt Exchange::end(Answer& answer, std::string trouble, const std::function<Instant()>& now) {
    if (answer.status() == 0) {
        return end(std::move(trouble));
    }
    Attempt made = attempt();
    made.status = answer.status();
    made.outcome = outcome_of(made.status);
    made.retry_after = answer.retry_after(now);
    made.body = answer.take_body();
    if (made.outcome != Outcome::delivered) {
        made.error = "status " + std::to_string(made.status);
    }
    return made;
}

Attempt Exchange::end(std::string trouble) {
    Attempt made = attempt();
    made.outcome = sent_ ? Outcome::unknown : denial_.empty() ? Outcome::failed : Outcome::denied;
    made.error = denial_.empty() ? std::move(trouble) : std::move(denial_);
    return made;
}

Attempt Exchange::time_out(std::string trouble) {
    Attempt made = end(std::move(trouble));
    made.timed_out = true;
    return made;
}

Attempt Exchange::break_off() {
    Attempt made = attempt();
    made.outcome = sent_ ? Outcome::unknown : Outcome::not_tried;
    made.error = "the sender was closed";
    return made;
}

}  // namespace dunghan::webhook
