#include "adapters/webhook/gateway_sender.h"

#include <map>

#include "adapters/webhook/access_token.h"
#include "adapters/webhook/exchange.h"

namespace dunghan::webhook {
namespace {

// A token that ends while it is on its way opens nothing.
constexpr std::chrono::seconds margin{30};

std::shared_ptr<const Target> token_target(const Gateway& gateway, const Target& asked_for) {
    auto target = std::make_shared<Target>();
    target->url = gateway.token_url;
    target->grants = asked_for.grants;
    return target;
}

// Nobody else reads it in the ledger when the endpoint says it back.
void hide(std::string& text, std::string_view token) {
    for (std::size_t at = text.find(token); at != text.npos; at = text.find(token, at)) {
        text.replace(at, token.size(), "(token)");
    }
}

Attempt without_token(const Gateway& gateway, Attempt asked, const std::string& why) {
    Attempt attempt;
    attempt.outcome = asked.outcome == Outcome::denied      ? Outcome::denied
                      : asked.outcome == Outcome::not_tried ? Outcome::not_tried
                                                            : Outcome::failed;
    attempt.started = asked.started;
    attempt.latency = asked.latency;
    attempt.timed_out = asked.timed_out;
    attempt.retry_after = asked.retry_after;
    attempt.error = "no token from " + gateway.token_url.text + ": " + why;
    return attempt;
}

// One gateway: its token, and the calls that wait for it.
struct Door {
    Gateway gateway;
    std::shared_ptr<const std::string> authorization;  // "Bearer …"; null: none, or no longer good
    Instant good_until;
    bool asking = false;
    std::vector<Job> waiting;
};

}  // namespace

struct GatewaySender::Inside : std::enable_shared_from_this<Inside> {
    std::map<std::string, Door> doors;  // by origin
    Executor executor;
    Now now;
    std::unique_ptr<WebhookSender> sender;  // null: gone

    void pass(Door& door, Job job);
    void ask(Door& door);
    void hear(Door& door, Attempt asked);
    void let_in(Door& door);
    void turn_away(Door& door, const Attempt& asked, const std::string& why);
};

void GatewaySender::Inside::pass(Door& door, Job job) {
    const auto token = door.authorization;
    job.call.authorization = token;
    sender->send(
        std::move(job.call),
        [self = shared_from_this(), &door, token, done = std::move(job.done)](Attempt attempt) {
            if (attempt.status == 401 && door.authorization == token) {
                door.authorization = nullptr;
            }
            hide(attempt.body, std::string_view(*token).substr(std::string_view("Bearer ").size()));
            done(std::move(attempt));
        }
    );
}

void GatewaySender::Inside::ask(Door& door) {
    door.asking = true;
    auto secret = door.gateway.client_secret();
    if (!secret) {
        Attempt none;
        none.outcome = Outcome::failed;
        none.started = now();
        executor([self = shared_from_this(), &door, none, why = secret.error().detail] {
            self->turn_away(door, none, why);
        });
        return;
    }
    Call call;
    call.target = token_target(door.gateway, *door.waiting.front().call.target);
    call.kind = CallKind::form;
    call.body = std::make_shared<const std::string>(token_form(door.gateway.scope));
    const std::shared_ptr<std::string> credentials(
        new std::string(basic_credentials(door.gateway.client_id, *secret)),
        [](std::string* text) {
            wipe(*text);
            delete text;
        }
    );
    wipe(*secret);
    call.authorization = credentials;
    sender->send(std::move(call), [self = shared_from_this(), &door](Attempt asked) {
        self->hear(door, std::move(asked));
    });
}

void GatewaySender::Inside::hear(Door& door, Attempt asked) {
    if (!sender) {
        asked.outcome = Outcome::not_tried;
        asked.error = "the sender was closed";
    }
    if (asked.outcome != Outcome::delivered) {
        turn_away(door, asked, asked.error);
        return;
    }
    const auto token = read_access_token(asked.body);
    wipe(asked.body);
    if (!token) {
        turn_away(door, asked, token.error().detail);
        return;
    }
    door.authorization = std::make_shared<const std::string>("Bearer " + token->text);
    const auto good = std::max(token->lifetime - margin, token->lifetime / 2);
    door.good_until = {asked.started.ms + std::chrono::milliseconds(good).count()};
    let_in(door);
}

void GatewaySender::Inside::let_in(Door& door) {
    door.asking = false;
    for (Job& job : std::exchange(door.waiting, {})) {
        pass(door, std::move(job));
    }
}

void GatewaySender::Inside::turn_away(Door& door, const Attempt& asked, const std::string& why) {
    door.asking = false;
    for (Job& job : std::exchange(door.waiting, {})) {
        job.done(without_token(door.gateway, asked, why));
    }
}

Result<std::unique_ptr<GatewaySender>> GatewaySender::open(
    WebhookSettings settings, std::vector<Gateway> gateways, Executor executor, Now now
) {
    auto inside = std::make_shared<Inside>();
    for (Gateway& gateway : gateways) {
        inside->doors[gateway.origin].gateway = std::move(gateway);
    }
    inside->executor = executor;
    inside->now = now;
    return WebhookSender::open(std::move(settings), std::move(executor), std::move(now))
        .map([&](std::unique_ptr<WebhookSender> sender) {
            inside->sender = std::move(sender);
            return std::unique_ptr<GatewaySender>(new GatewaySender(std::move(inside)));
        });
}

GatewaySender::GatewaySender(std::shared_ptr<Inside> inside) : inside_(std::move(inside)) {}

GatewaySender::~GatewaySender() {
    inside_->sender.reset();
}

void GatewaySender::send(Call call, std::function<void(Attempt)> done) {
    const auto found = inside_->doors.find(call.target->url.origin);
    if (found == inside_->doors.end()) {
        inside_->sender->send(std::move(call), std::move(done));
        return;
    }
    Door& door = found->second;
    if (door.authorization && inside_->now() < door.good_until) {
        inside_->pass(door, {std::move(call), std::move(done)});
        return;
    }
    door.waiting.push_back({std::move(call), std::move(done)});
    if (!door.asking) {
        inside_->ask(door);
    }
}

}  // namespace dunghan::webhook
