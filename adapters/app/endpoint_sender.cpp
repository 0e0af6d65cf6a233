#include "adapters/app/endpoint_sender.h"

#include <set>

#include "engine/endpoint/stream.h"

#include "adapters/config/secret_file.h"

namespace dunghan::app {
namespace {

constexpr std::size_t bodies_kept = 4'096;

endpoint::CallOutcome outcome_of(webhook::Outcome outcome) {
    switch (outcome) {
        case webhook::Outcome::delivered: return endpoint::CallOutcome::delivered;
        case webhook::Outcome::failed: return endpoint::CallOutcome::failed;
        case webhook::Outcome::gone: return endpoint::CallOutcome::gone;
        case webhook::Outcome::throttled: return endpoint::CallOutcome::throttled;
        case webhook::Outcome::denied: return endpoint::CallOutcome::denied;
        case webhook::Outcome::unknown: return endpoint::CallOutcome::unknown;
        case webhook::Outcome::not_tried: break;
    }
    return endpoint::CallOutcome::not_tried;
}

endpoint::CallReport report_of(webhook::Attempt attempt) {
    endpoint::CallReport report;
    report.outcome = outcome_of(attempt.outcome);
    report.status = attempt.status;
    report.started = attempt.started;
    report.latency_ms = attempt.latency.count();
    report.timed_out = attempt.timed_out;
    if (attempt.retry_after) {
        report.retry_after_ms = std::chrono::milliseconds(*attempt.retry_after).count();
    }
    report.answer = std::move(attempt.body);
    report.error = std::move(attempt.error);
    return report;
}

Result<webhook::WebhookSettings> sender_settings(const Settings::Webhooks& settings) {
    webhook::WebhookSettings made;
    made.ca_file = settings.ca_file;
    made.egress.allow_loopback_for_tests = settings.loopback_for_tests;
    for (const std::string& text : settings.own_addresses) {
        const auto address = webhook::parse_address(text);
        if (!address) {
            return fail(
                ErrorCode::invalid,
                "Expected webhooks.own_addresses to be addresses like 203.0.113.7, but got '" +
                    text + "'"
            );
        }
        made.egress.own.push_back(*address);
    }
    return made;
}

tl::unexpected<Error> wrong_gateway(const std::string& setting, const std::string& detail) {
    return fail(ErrorCode::invalid, "webhooks.gateways: " + setting + ": " + detail);
}

Result<webhook::Gateway> gateway_of(const Settings::Gateway& settings, bool for_tests) {
    const auto origin = webhook::check_url(settings.origin, for_tests);
    const auto token_url = webhook::check_url(settings.token_url, for_tests);
    if (!origin || !token_url) {
        return wrong_gateway(
            origin ? "token_url" : "origin", (origin ? token_url : origin).error().detail
        );
    }
    if (origin->target != "/") {
        return wrong_gateway("origin", "Expected no path, but got " + origin->target);
    }
    webhook::Gateway made;
    made.origin = origin->origin;
    made.token_url = *token_url;
    made.client_id = settings.client_id;
    made.client_secret = [file = settings.client_secret_file] { return read_secret_file(file); };
    made.scope = settings.scope;
    return made;
}

Result<std::vector<webhook::Gateway>> gateways_of(const Settings::Webhooks& settings) {
    std::vector<webhook::Gateway> gateways;
    std::set<std::string> origins;
    for (const Settings::Gateway& one : settings.gateways) {
        auto gateway = gateway_of(one, settings.loopback_for_tests);
        if (!gateway) {
            return tl::unexpected(gateway.error());
        }
        if (!origins.insert(gateway->origin).second) {
            return wrong_gateway("origin", "Expected each once, but got " + one.origin + " twice");
        }
        gateways.push_back(std::move(*gateway));
    }
    return gateways;
}

}  // namespace

webhook::SecretFiles secret_files(const std::filesystem::path& data) {
    return webhook::SecretFiles(data / "secrets");
}

EndpointSender::EndpointSender(
    const Settings::Webhooks& settings,
    const std::filesystem::path& data,
    Executor executor,
    const Clock& clock
)
    : origin_{settings.log, settings.source},
      for_tests_(settings.loopback_for_tests),
      secrets_(secret_files(data)),
      executor_(std::move(executor)),
      clock_(clock) {}

Result<void> EndpointSender::check(const Settings::Webhooks& settings) {
    return webhook::check({settings.log, settings.source})
        .and_then([&] { return sender_settings(settings); })
        .and_then([&](const webhook::WebhookSettings&) { return gateways_of(settings); })
        .map([](const std::vector<webhook::Gateway>&) {});
}

Result<std::unique_ptr<EndpointSender>> EndpointSender::open(
    const Settings::Webhooks& settings,
    const std::filesystem::path& data,
    Executor executor,
    const Clock& clock
) {
    std::unique_ptr<EndpointSender> made(
        new EndpointSender(settings, data, std::move(executor), clock)
    );
    if (const auto sound = check(settings); !sound) {
        return tl::unexpected(sound.error());
    }
    auto sender = sender_settings(settings).and_then([&](webhook::WebhookSettings ready) {
        return webhook::GatewaySender::open(
            std::move(ready),
            *gateways_of(settings),
            made->executor_,
            [&clock] { return clock.now(); }
        );
    });
    if (!sender) {
        return tl::unexpected(sender.error());
    }
    made->sender_ = std::move(*sender);
    return made;
}

std::string EndpointSender::message_id(Position event) const {
    return origin_.log + "-" + std::to_string(event.value);
}

Result<EndpointSender::SharedTarget> EndpointSender::make_target(
    const endpoint::State& to, const std::vector<endpoint::SecretMark>& marks
) const {
    auto target = std::make_shared<webhook::Target>();
    auto url = webhook::check_url(to.endpoint.url, for_tests_);
    if (!url) {
        return tl::unexpected(url.error());
    }
    target->url = std::move(*url);
    for (const endpoint::SecretMark& mark : marks) {
        auto secret = secrets_.find(to.endpoint.id, mark.id);
        if (!secret) {
            return tl::unexpected(secret.error());
        }
        target->secrets.push_back(std::move(*secret));
    }
    for (const endpoint::EgressGrant& grant : to.grants) {
        auto made = webhook::make_grant(grant.range, grant.port, grant.expires);
        if (!made && for_tests_) {
            made = webhook::parse_cidr(grant.range).map([&](const webhook::Cidr& range) {
                return webhook::Grant{range, grant.port, grant.expires};
            });
        }
        if (!made) {
            return tl::unexpected(made.error());
        }
        target->grants.push_back(*made);
    }
    return target;
}

Result<EndpointSender::SharedTarget> EndpointSender::target_of(const endpoint::State& to) {
    auto marks = endpoint::signing_at(to, clock_.now());
    KnownTarget& known = targets_[to.endpoint.id];
    if (known.target && known.version == to.version && known.secrets == marks) {
        return known.target;
    }
    destroy_ended(to);
    return make_target(to, marks).map([&](SharedTarget made) {
        known = {to.version, std::move(marks), std::move(made)};
        return known.target;
    });
}

// Left behind, they would sign nothing and could still be stolen. What cannot be destroyed now is
// tried again when the endpoint changes.
void EndpointSender::destroy_ended(const endpoint::State& to) {
    for (const endpoint::Secret& secret : to.secrets) {
        if (secret.until && *secret.until <= clock_.now()) {
            static_cast<void>(secrets_.destroy(to.endpoint.id, secret.mark.id));
        }
    }
}

void EndpointSender::forget(const std::string& endpoint) {
    targets_.erase(endpoint);
    static_cast<void>(secrets_.destroy_all(endpoint));
}

Result<EndpointSender::SharedBody> EndpointSender::body_of(const Record& event) {
    const std::uint64_t position = event.envelope.position.value;
    if (const auto known = bodies_.find(position); known != bodies_.end()) {
        return known->second;
    }
    return cloud_event(event, origin_).map([&](webhook::CloudEvent made) {
        if (bodies_.size() >= bodies_kept) {
            bodies_.erase(bodies_.begin());
        }
        return bodies_[position] = std::make_shared<const std::string>(std::move(made.body));
    });
}

// What cannot even be begun is a failed attempt: it is in the ledger, and tried again.
void EndpointSender::send(
    const endpoint::State& to, std::shared_ptr<const Record> event, Done done
) {
    auto target = target_of(to);
    auto body = body_of(*event);
    if (!target || !body) {
        endpoint::CallReport report;
        report.outcome = endpoint::CallOutcome::failed;
        report.started = clock_.now();
        report.error = target ? body.error().detail : target.error().detail;
        executor_([report = std::move(report), done = std::move(done)] { done(report); });
        return;
    }
    sender_->send(
        {*target, message_id(event->envelope.position), *body},
        [done = std::move(done)](webhook::Attempt attempt) { done(report_of(std::move(attempt))); }
    );
}

}  // namespace dunghan::app
