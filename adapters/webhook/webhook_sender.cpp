#include "adapters/webhook/webhook_sender.h"

#include <curl/curl.h>
#include <vector>

#include "engine/base/assert.h"

#include "adapters/webhook/loop.h"
#include "adapters/webhook/signature.h"

namespace dunghan::webhook {
namespace {

void start_library_once() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    DUNGHAN_ASSERT(started == CURLE_OK);
}

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

}  // namespace

struct WebhookSender::Inside {
    WebhookSettings settings;
    Executor executor;
    Now now;
    Loop::Answer answer;
    std::vector<std::unique_ptr<Loop>> loops;  // last: they use all of the above
};

Result<std::unique_ptr<WebhookSender>> WebhookSender::open(
    WebhookSettings settings, Executor executor, Now now
) {
    if (const auto checked = check(settings); !checked) {
        return tl::unexpected(checked.error());
    }
    start_library_once();
    auto inside = std::make_unique<Inside>();
    inside->settings = std::move(settings);
    inside->executor = std::move(executor);
    inside->now = std::move(now);
    return std::unique_ptr<WebhookSender>(new WebhookSender(std::move(inside)));
}

WebhookSender::WebhookSender(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {
    inside_->answer = [inside = inside_.get()](const auto& done, Attempt attempt) {
        inside->executor([done, attempt = std::move(attempt)] { done(attempt); });
    };
    for (std::size_t i = 0; i < inside_->settings.threads; ++i) {
        inside_->loops.push_back(
            std::make_unique<Loop>(inside_->settings, inside_->now, inside_->answer)
        );
    }
}

WebhookSender::~WebhookSender() = default;

void WebhookSender::send(Call call, std::function<void(Attempt)> done) {
    DUNGHAN_ASSERT(is_message_id(call.id));
    DUNGHAN_ASSERT(call.body != nullptr);
    DUNGHAN_ASSERT(call.target != nullptr && !call.target->secrets.empty());
    // An origin has its thread: its connections are kept there.
    const std::size_t hash = std::hash<std::string>{}(call.target->url.origin);
    inside_->loops[hash % inside_->loops.size()]->push({std::move(call), std::move(done)});
}

}  // namespace dunghan::webhook
