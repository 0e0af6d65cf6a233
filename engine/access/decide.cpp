#include "engine/access/decide.h"

#include "engine/base/limits.h"

namespace dunghan::access {
namespace {

constexpr std::size_t code_octets_max = 64;

// What was given is not repeated: somebody may have put the whole token where its id belongs.
tl::unexpected<Rejection> no_such_token() {
    return reject(
        "no_such_token",
        "Expected the id of a token, but none was created under this one; `dunghan token list` "
        "shows them"
    );
}

}  // namespace

Decision<std::vector<TokenCreated>> decide(
    const State& state, const CreateToken& wish, Instant now, const Directory& directory
) {
    if (state.exists()) {
        return reject(
            "token_exists",
            "Expected an id that no token has, but " + wish.content.token.id +
                " has been given; draw another"
        );
    }
    return check_token(wish.content.token, now, directory).map([&] {
        return std::vector{wish.content};
    });
}

Decision<std::vector<TokenRevoked>> decide(const State& state, const RevokeToken& wish) {
    if (!state.exists()) {
        return no_such_token();
    }
    if (wish.content.reason.empty()) {
        return reject(
            "reason_missing",
            "Expected to revoke token " + wish.content.id + " for a reason, but there is none"
        );
    }
    return state.revoked ? std::vector<TokenRevoked>{} : std::vector{wish.content};
}

Decision<std::vector<AccessDenied>> decide(const State& state, const RecordDenial& wish) {
    const AccessDenied& content = wish.content;
    if (!state.exists()) {
        return no_such_token();
    }
    const bool sound = !name_of(content.operation).empty() && !content.code.empty() &&
                       content.code.size() <= code_octets_max &&
                       content.target.size() <= limits::stream_id_octets_max;
    if (!sound) {
        return reject(
            "bad_denial",
            "Expected an operation, a code of 1 to " + std::to_string(code_octets_max) +
                " octets and the stream of a task"
        );
    }
    return std::vector{content};
}

}  // namespace dunghan::access
