#include "adapters/app/token_json.h"

namespace dunghan::app {

using Json = nlohmann::ordered_json;

Json listed_json(const access::State& state, Instant now) {
    const access::Token& token = *state.token;
    return {
        {"id", token.id},
        {"role", name_of(token.role)},
        {"agency", token.agency},
        {"holder", token.holder},
        {"created", to_rfc3339(state.created_at)},
        {"expires", to_rfc3339(token.expires)},
        {"expired", access::has_expired(token, now)},
        {"revoked", state.revoked ? Json(to_rfc3339(state.revoked_at)) : Json()},
        {"reason", state.reason}};
}

Json made_json(const access::Token& token, const std::string& text) {
    return {
        {"id", token.id},
        {"role", name_of(token.role)},
        {"agency", token.agency},
        {"holder", token.holder},
        {"expires", to_rfc3339(token.expires)},
        {"token", text}};
}

}  // namespace dunghan::app
