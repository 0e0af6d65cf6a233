#include "adapters/app/endpoint_wish.h"

#include <algorithm>

#include "engine/person/stream.h"

#include "adapters/app/endpoint_sender.h"
#include "adapters/app/session.h"
#include "adapters/webhook/egress.h"
#include "adapters/webhook/url.h"

namespace dunghan::app {
namespace {

constexpr std::size_t secret_id_digits = 12;

}  // namespace

Result<endpoint::Endpoint> EndpointWishes::checked(endpoint::Endpoint said) const {
    std::ranges::sort(said.types);
    return webhook::check_url(said.url, for_tests_).map([&](const webhook::Url&) { return said; });
}

Result<endpoint::EgressGrant> EndpointWishes::checked(endpoint::EgressGrant said) const {
    if (for_tests_) {
        return webhook::parse_cidr(said.range).map([&](const webhook::Cidr&) { return said; });
    }
    return webhook::make_grant(said.range, said.port, said.expires).map([&](const webhook::Grant&) {
        return said;
    });
}

Result<DrawnSecret> EndpointWishes::draw(const std::string& endpoint, bool key_pair) const {
    // It names a file.
    if (!person::is_id(endpoint)) {
        return fail(
            ErrorCode::invalid,
            "Expected an endpoint's id of 1 to 64 of a-z, 0-9 and inner hyphens, like ioc-tinh"
        );
    }
    const auto kind = key_pair ? webhook::SecretKind::private_key : webhook::SecretKind::shared;
    const webhook::Secret secret = webhook::Secret::make(kind);
    DrawnSecret drawn;
    drawn.mark.id = to_hex(fresh_command_id()).substr(0, secret_id_digits);
    drawn.mark.public_key = key_pair ? secret.public_text() : "";
    drawn.text = key_pair ? drawn.mark.public_key : secret.reveal();
    return secret_files(data_).keep(endpoint, drawn.mark.id, secret).map([&] { return drawn; });
}

void EndpointWishes::forget(const std::string& endpoint, const DrawnSecret& drawn) const {
    static_cast<void>(secret_files(data_).destroy(endpoint, drawn.mark.id));
}

}  // namespace dunghan::app
