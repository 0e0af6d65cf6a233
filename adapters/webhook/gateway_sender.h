// Calls of which some go through a gateway that wants an OAuth 2.0 access token as well (LGSP):
// one is fetched for all calls that wait for it and kept until it expires.
#pragma once

#include <vector>

#include "adapters/webhook/webhook_sender.h"

namespace dunghan::webhook {

struct Gateway {
    std::string origin;  // "https://lgsp.example.vn:443": no call elsewhere carries its token
    Url token_url;
    std::string client_id;
    std::function<Result<std::string>()> client_secret;  // read each time, wiped after it
    std::string scope;                                   // empty: what the gateway gives
};

// Like WebhookSender, for one thread: that on which the executor runs.
class GatewaySender {
 public:
    using Executor = WebhookSender::Executor;
    using Now = WebhookSender::Now;

    // At most one gateway for each origin. Error: invalid, naming the setting.
    [[nodiscard]] static Result<std::unique_ptr<GatewaySender>> open(
        WebhookSettings settings, std::vector<Gateway> gateways, Executor executor, Now now
    );

    ~GatewaySender();  // like that of WebhookSender; those that wait for a token are not_tried

    // A call for which no token is to be had is failed, or denied when the rules of egress refuse
    // the way to the token: the grants of the endpoint that is called count for both. A gateway
    // that answers 401 is asked for another token before the next call.
    void send(Call call, std::function<void(Attempt)> done);

 private:
    struct Inside;
    explicit GatewaySender(std::shared_ptr<Inside> inside);
    std::shared_ptr<Inside> inside_;  // an answer may come when the sender is gone
};

}  // namespace dunghan::webhook
