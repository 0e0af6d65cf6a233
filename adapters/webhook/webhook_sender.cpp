#include "adapters/webhook/webhook_sender.h"

#include <algorithm>
#include <iterator>
#include <mutex>
#include <vector>

#include "engine/base/assert.h"

#include "adapters/webhook/loop.h"
#include "adapters/webhook/signature.h"

namespace dunghan::webhook {
namespace {

Result<void> check_number(std::string_view name, std::int64_t number, std::int64_t most) {
    if (number >= 1 && number <= most) {
        return {};
    }
    return fail(
        ErrorCode::invalid,
        std::string(name) + ": Expected 1 to " + std::to_string(most) + ", but got " +
            std::to_string(number)
    );
}

Result<void> check(const WebhookSettings& settings) {
    const auto number = [](std::size_t size) { return static_cast<std::int64_t>(size); };
    return check_number("threads", number(settings.threads), 4)
        .and_then([&] {
            return check_number("in_flight_max", number(settings.in_flight_max), 1'000);
        })
        .and_then([&] {
            return check_number("per_origin_max", number(settings.per_origin_max), 1'000);
        })
        .and_then([&] {
            return check_number("waiting_max", number(settings.waiting_max), 1'000'000);
        })
        .and_then([&] {
            return check_number(
                "origin_waiting_max", number(settings.origin_waiting_max), 1'000'000
            );
        })
        .and_then([&] {
            return check_number("connect_timeout", settings.connect_timeout.count(), 60'000);
        })
        .and_then([&] {
            return check_number("total_timeout", settings.total_timeout.count(), 60'000);
        });
}

// Answers on their way to who asked. One waking-up is for all that came until it runs; it may run
// after the sender is gone.
class Mailbox {
 public:
    // True: somebody is to be woken.
    [[nodiscard]] bool put(std::vector<Answered>& answers) {
        const std::lock_guard lock(mutex_);
        const bool was_empty = waiting_.empty();
        std::ranges::move(answers, std::back_inserter(waiting_));
        return was_empty && !waiting_.empty();
    }

    void empty() {
        std::vector<Answered> taken;
        {
            const std::lock_guard lock(mutex_);
            taken.swap(waiting_);
            waiting_.reserve(taken.size());
        }
        for (Answered& one : taken) {
            one.done(std::move(one.attempt));
        }
    }

 private:
    std::mutex mutex_;
    std::vector<Answered> waiting_;
};

}  // namespace

struct WebhookSender::Inside {
    WebhookSettings settings;
    Executor executor;
    Now now;
    Loop::Answer answer;
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    std::vector<std::unique_ptr<Loop>> loops;  // last: they use all of the above
};

Result<std::unique_ptr<WebhookSender>> WebhookSender::open(
    WebhookSettings settings, Executor executor, Now now
) {
    if (const auto checked = check(settings); !checked) {
        return tl::unexpected(checked.error());
    }
    auto inside = std::make_unique<Inside>();
    inside->settings = std::move(settings);
    inside->executor = std::move(executor);
    inside->now = std::move(now);
    return std::unique_ptr<WebhookSender>(new WebhookSender(std::move(inside)));
}

WebhookSender::WebhookSender(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {
    inside_->answer = [inside = inside_.get()](std::vector<Answered>& answers) {
        if (inside->mailbox->put(answers)) {
            inside->executor([mailbox = inside->mailbox] { mailbox->empty(); });
        }
    };
    for (std::size_t i = 0; i < inside_->settings.threads; ++i) {
        inside_->loops.push_back(
            std::make_unique<Loop>(inside_->settings, inside_->now, inside_->answer)
        );
    }
}

WebhookSender::~WebhookSender() = default;

void WebhookSender::send(Call call, std::function<void(Attempt)> done) {
    DUNGHAN_ASSERT(call.target != nullptr && call.body != nullptr);
    DUNGHAN_ASSERT(
        call.kind == CallKind::form || (is_message_id(call.id) && !call.target->secrets.empty())
    );
    // An origin has its thread: its connections are kept there.
    const std::size_t hash = std::hash<std::string>{}(call.target->url.origin);
    inside_->loops[hash % inside_->loops.size()]->push({std::move(call), std::move(done)});
}

}  // namespace dunghan::webhook
