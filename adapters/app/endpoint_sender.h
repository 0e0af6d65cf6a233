// Attempts of the dispatcher as signed calls over HTTP.
#pragma once

#include <filesystem>
#include <map>
#include <memory>

#include "engine/port/call_sender.h"
#include "engine/port/clock.h"

#include "adapters/config/settings_file.h"
#include "adapters/webhook/cloud_event.h"
#include "adapters/webhook/gateway_sender.h"
#include "adapters/webhook/secret_files.h"

namespace dunghan::app {

// Where the secrets of a store's endpoints lie.
[[nodiscard]] webhook::SecretFiles secret_files(const std::filesystem::path& data);

class EndpointSender final : public CallSender {
 public:
    using Executor = webhook::GatewaySender::Executor;

    // `executor` runs the answers on the thread that drives the dispatcher; it and `clock` outlive
    // the sender. Error: invalid, naming the setting.
    [[nodiscard]] static Result<std::unique_ptr<EndpointSender>> open(
        const Settings::Webhooks& settings,
        const std::filesystem::path& data,
        Executor executor,
        const Clock& clock
    );

    // Error: invalid, naming the setting.
    [[nodiscard]] static Result<void> check(const Settings::Webhooks& settings);

    [[nodiscard]] std::string message_id(Position event) const override;
    void send(const endpoint::State& to, std::shared_ptr<const Record> event, Done done) override;
    void forget(const std::string& endpoint) override;

 private:
    using SharedTarget = std::shared_ptr<const webhook::Target>;
    using SharedBody = std::shared_ptr<const std::string>;

    // A target is made anew when the endpoint changed, and when one of its secrets has ended.
    struct KnownTarget {
        StreamVersion version;
        std::vector<endpoint::SecretMark> secrets;
        SharedTarget target;
    };

    EndpointSender(
        const Settings::Webhooks& settings,
        const std::filesystem::path& data,
        Executor executor,
        const Clock& clock
    );

    [[nodiscard]] Result<SharedTarget> target_of(const endpoint::State& to);
    [[nodiscard]] Result<SharedTarget> make_target(
        const endpoint::State& to, const std::vector<endpoint::SecretMark>& marks
    ) const;
    void destroy_ended(const endpoint::State& to);
    [[nodiscard]] Result<SharedBody> body_of(const Record& event);

    webhook::CloudEventOrigin origin_;
    bool for_tests_;
    webhook::SecretFiles secrets_;
    Executor executor_;
    const Clock& clock_;
    std::map<std::string, KnownTarget> targets_;  // by endpoint
    std::map<std::uint64_t, SharedBody> bodies_;  // of events sent lately, by position
    std::unique_ptr<webhook::GatewaySender>
        sender_;  // goes first: its answers come through the rest
};

}  // namespace dunghan::app
