// Calls to endpoints: a small pool of threads, each with many calls under way at once over
// connections that are kept. An origin that is slow or down holds up nobody else.
#pragma once

#include <functional>
#include <memory>

#include "adapters/webhook/attempt.h"

namespace dunghan::webhook {

class WebhookSender {
 public:
    using Executor = std::function<void(std::function<void()>)>;
    using Now = std::function<Instant()>;

    // `executor` runs the answers; it and `now` are called from any thread and outlive the sender.
    // Error: invalid, naming the setting.
    [[nodiscard]] static Result<std::unique_ptr<WebhookSender>> open(
        WebhookSettings settings, Executor executor, Now now
    );

    // Calls under way are broken off: unknown when the request had begun to go out. Those that wait
    // are not_tried. No answer is lost.
    ~WebhookSender();

    // One attempt; returns at once, and `done` comes through the executor. Calls to one origin may
    // overtake each other: whoever wants an order sends the next after the answer. Asserts a body,
    // and of an event an id that is_message_id() and at least one secret.
    void send(Call call, std::function<void(Attempt)> done);

 private:
    struct Inside;
    explicit WebhookSender(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan::webhook
