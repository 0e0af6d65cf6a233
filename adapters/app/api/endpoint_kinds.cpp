// The body of each kind of change -> what is wished of the endpoint.
#include "adapters/app/api/endpoint_asked.h"

namespace dunghan::app::api {
namespace {

using Asked = AskedOfEndpoint;
using Made = Result<endpoint::Command>;
using Texts = std::vector<std::string>;

constexpr std::uint64_t days_max = 366;
constexpr std::uint64_t overlap_hours_max = 168;
constexpr std::uint64_t port_max = 65'535;

tl::unexpected<Error> bad(const std::string& name, const std::string& wanted) {
    return fail(ErrorCode::invalid, "Expected '" + name + "' to be " + wanted);
}

Result<endpoint::Endpoint> content_of(const Asked& asked) {
    endpoint::Endpoint said;
    said.id = asked.id;
    said.url = asked.text("url");
    said.owner = asked.text("owner");
    said.agency = asked.text("agency");
    said.types = std::get<Texts>(asked.body.at("types"));
    said.ordered = asked.flag("ordered");
    return asked.context.endpoints.wishes.checked(std::move(said));
}

Result<endpoint::SecretMark> draw(Asked& asked) {
    return asked.context.endpoints.wishes.draw(asked.id, asked.flag("key_pair"))
        .map([&](DrawnSecret drawn) {
            asked.drawn = std::move(drawn);
            return asked.drawn->mark;
        });
}

Made make_create(Asked& asked) {
    asked.id = asked.text("id");
    return content_of(asked).and_then([&](const endpoint::Endpoint& content) {
        asked.content = content;
        return draw(asked).map([&](const endpoint::SecretMark& mark) -> endpoint::Command {
            return endpoint::Create{content, mark};
        });
    });
}

Made make_change(Asked& asked) {
    return content_of(asked).map([&](const endpoint::Endpoint& content) -> endpoint::Command {
        asked.content = content;
        return endpoint::Change{content};
    });
}

Made make_rotate(Asked& asked) {
    const std::uint64_t hours = asked.number("overlap_hours");
    if (hours > overlap_hours_max) {
        return bad("overlap_hours", "at most " + std::to_string(overlap_hours_max));
    }
    const auto overlap = static_cast<std::int64_t>(hours) * 60 * ms_per_minute;
    return draw(asked).map([&](const endpoint::SecretMark& mark) -> endpoint::Command {
        return endpoint::RotateSecret{{asked.id, plus_ms(asked.now(), overlap), mark}};
    });
}

Result<std::uint16_t> port_in(const Asked& asked) {
    const std::uint64_t port = asked.number("port");
    if (port == 0 || port > port_max) {
        return bad("port", "a port from 1 to 65535");
    }
    return static_cast<std::uint16_t>(port);
}

Made make_grant(Asked& asked) {
    const std::uint64_t days = asked.number("days");
    if (days == 0 || days > days_max) {
        return bad("days", "from 1 to " + std::to_string(days_max));
    }
    return port_in(asked)
        .and_then([&](std::uint16_t port) {
            const Instant expires = plus_days(asked.now(), static_cast<std::int64_t>(days));
            return asked.context.endpoints.wishes.checked(endpoint::EgressGrant{
                asked.text("range"), port, expires});
        })
        .map([&](const endpoint::EgressGrant& grant) -> endpoint::Command {
            return endpoint::GrantEgress{{asked.id, grant, asked.text("reason")}};
        });
}

Made make_withdraw(Asked& asked) {
    return port_in(asked).map([&](std::uint16_t port) -> endpoint::Command {
        return endpoint::WithdrawEgress{
            {asked.id, asked.text("range"), port, asked.text("reason")}};
    });
}

Made make_replay(Asked& asked) {
    const auto rules = asked.context.views.rules();
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    const auto since = parse_instant(asked.text("since"), (*rules)->policy.zone);
    if (!since) {
        return bad("since", "an instant, or a day: 2026-11-26T08:00:00+07:00");
    }
    return endpoint::RequestReplay{{asked.id, asked.text("reason"), *since}};
}

Made make_test(Asked& asked) {
    return endpoint::Test{{asked.id}};
}

Made make_enable(Asked& asked) {
    return endpoint::Enable{{asked.id, asked.text("reason")}};
}

Made make_disable(Asked& asked) {
    return endpoint::Disable{{asked.id, endpoint::DisableCause::by_hand, asked.text("reason")}};
}

Made make_remove(Asked& asked) {
    return endpoint::Remove{{asked.id, asked.text("reason")}};
}

}  // namespace

const std::vector<EndpointChange>& endpoint_changes_known() {
    using enum access::Operation;
    static const BodyFields content{
        {"url", ""}, {"owner", ""}, {"agency", ""}, {"types", Texts{}}, {"ordered", false}};
    static const BodyFields reason{{"reason", ""}};
    static const BodyFields range{{"range", ""}, {"port", std::uint64_t{443}}, {"reason", ""}};
    const auto with = [](BodyFields fields, const BodyFields& more) {
        fields.insert(more.begin(), more.end());
        return fields;
    };
    static const std::vector<EndpointChange> kinds{
        {"",
         "POST",
         "createEndpoint",
         "Make an endpoint; its secret is shown once",
         "Endpoint-create",
         manage_endpoints,
         with(content, {{"id", ""}, {"key_pair", false}}),
         make_create},
        {"",
         "PUT",
         "changeEndpoint",
         "All that an endpoint is, from now on",
         "Endpoint-change",
         manage_endpoints,
         content,
         make_change},
        {"rotate",
         "POST",
         "rotateSecret",
         "A new secret, shown once; calls bear both for a while",
         "Endpoint-rotate",
         manage_endpoints,
         {{"key_pair", false}, {"overlap_hours", std::uint64_t{24}}},
         make_rotate},
        {"grant",
         "POST",
         "grantEgress",
         "Open addresses that are not public to this endpoint alone, for a time",
         "Endpoint-grant",
         grant_egress,
         with(range, {{"days", std::uint64_t{90}}}),
         make_grant},
        {"withdraw",
         "POST",
         "withdrawEgress",
         "Take a grant back",
         "Endpoint-withdraw",
         grant_egress,
         range,
         make_withdraw},
        {"test",
         "POST",
         "testEndpoint",
         "Tell it of a test, whatever it asked for",
         "Endpoint-test",
         manage_endpoints,
         {},
         make_test},
        {"replay",
         "POST",
         "replayEndpoint",
         "Send again, once each, what it never took",
         "Endpoint-replay",
         manage_endpoints,
         {{"since", ""}, {"reason", ""}},
         make_replay},
        {"enable",
         "POST",
         "enableEndpoint",
         "Send to it again: what waited first",
         "Endpoint-reason",
         manage_endpoints,
         reason,
         make_enable},
        {"disable",
         "POST",
         "disableEndpoint",
         "Send nothing to it; what it is owed waits",
         "Endpoint-reason",
         manage_endpoints,
         reason,
         make_disable},
        {"remove",
         "POST",
         "removeEndpoint",
         "For ever; its id is not used again",
         "Endpoint-reason",
         manage_endpoints,
         reason,
         make_remove}};
    return kinds;
}

}  // namespace dunghan::app::api
