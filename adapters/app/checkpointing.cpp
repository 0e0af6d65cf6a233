#include "adapters/app/checkpointing.h"

#include <algorithm>
#include <cstdio>

#include "engine/notary/key_event.h"

namespace dunghan::app {
namespace {

constexpr std::chrono::minutes between{1};

Result<void> add_key(Engine& engine, const LogKeyAdded& content) {
    Request request;
    request.stream = {"log"};
    request.command = AddLogKey{content};
    request.id = command_id_from("log key added " + content.key);
    request.actor = "dunghan";
    const Outcome outcome = engine.execute_one(request);
    return outcome ? Result<void>{}
                   : Result<void>(fail(ErrorCode::unavailable, outcome.error().detail));
}

}  // namespace

Result<void> announce_keys(Engine& engine, const std::vector<notary::SigningKey>& keys) {
    const auto named = signing::keys_in_log(engine.store());
    if (!named) {
        return tl::unexpected(named.error());
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const notary::VerifierKey key = keys[i].verifier();
        if (std::ranges::count(*named, key) != 0) {
            continue;
        }
        const std::string endorsement =
            i == 0 ? "" : to_text(notary::sign_note(added_text(key), std::span(&keys[i - 1], 1)));
        if (const auto added = add_key(engine, {endorsement, to_text(key)}); !added) {
            return added;
        }
    }
    return {};
}

Result<void> Checkpointing::begin() {
    auto begun = sign();
    if (!begun && begun.error().code == ErrorCode::corruption) {
        return begun;
    }
    tell(begun);
    return {};
}

void Checkpointing::tick() {
    const bool grown = engine_.store().tree_head().size != signed_size_;
    if (grown && std::chrono::steady_clock::now() - tried_ >= between) {
        tell(sign());
    }
}

void Checkpointing::end() {
    if (engine_.store().tree_head().size != signed_size_) {
        tell(sign());
    }
}

Result<void> Checkpointing::sign() {
    tried_ = std::chrono::steady_clock::now();
    auto signable = signer_.begin().and_then([&](signing::Turn&& turn) {
        return signer_.prepare(engine_.store(), std::move(turn));
    });
    if (!signable) {
        return tl::unexpected(signable.error());
    }
    return announce_keys(engine_, signable->keys)
        .and_then([&] {
            signable->head = engine_.store().tree_head();
            return signer_.publish(*signable);
        })
        .map([&](const notary::SignedCheckpoint& checkpoint) {
            signed_size_ = checkpoint.content.head.size;
        });
}

void Checkpointing::tell(const Result<void>& outcome) const {
    if (!outcome) {
        std::fprintf(stderr, "dunghan: no checkpoint signed: %s\n", outcome.error().detail.c_str());
    }
}

}  // namespace dunghan::app
