#include "adapters/app/checkpointing.h"

#include <algorithm>
#include <cstdio>
#include <system_error>
#include <thread>

#include "engine/notary/key_event.h"

namespace dunghan::app {
namespace {

constexpr std::chrono::minutes between{1};

// On a thread that nobody has to wait for: `work` refers to nothing but what it holds.
template <class Work>
auto aside(Work work) {
    using Answer = decltype(work());
    std::packaged_task<Answer()> task(std::move(work));
    std::future<Answer> answer = task.get_future();
    try {
        std::thread(std::move(task)).detach();
    } catch (const std::system_error& problem) {
        std::promise<Answer> none;
        none.set_value(fail(
            ErrorCode::unavailable,
            std::string("Expected a thread to sign on, but: ") + problem.what()
        ));
        answer = none.get_future();
    }
    return answer;
}

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

void tell(const std::string& trouble) {
    std::fprintf(stderr, "dunghan: no checkpoint signed: %s\n", trouble.c_str());
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

bool Checkpointing::has_grown() const {
    return engine_.store().tree_head().size != signed_size_;
}

Result<void> Checkpointing::begin() {
    start();
    return go_on(Clock::now() + patience);
}

Result<void> Checkpointing::tick() {
    if (!is_under_way() && has_grown() && Clock::now() - started_ >= between) {
        start();
    }
    return go_on(Clock::now());
}

Result<void> Checkpointing::end() {
    const Moment until = Clock::now() + patience;
    auto ended = go_on(until);
    if (ended && !is_under_way() && has_grown()) {
        start();
        ended = go_on(until);
    }
    if (ended && is_under_way()) {
        tell("no answer came before the end; the next start signs");
    }
    return ended;
}

void Checkpointing::start() {
    started_ = Clock::now();
    told_ = false;
    under_way_ = aside([signer = signer_] { return signer.begin(); });
}

// Takes what comes back before `until`, and what follows from it.
Result<void> Checkpointing::go_on(Moment until) {
    const auto has_come = [&](const auto& answer) {
        return answer.wait_until(until) == std::future_status::ready;
    };
    while (is_under_way()) {
        auto* const turning = std::get_if<Turning>(&under_way_);
        auto* const publishing = std::get_if<Publishing>(&under_way_);
        if (turning ? !has_come(*turning) : !has_come(*publishing)) {
            tell_that_none_comes();
            return {};
        }
        const auto taken = turning ? take(turning->get()) : take(publishing->get());
        if (!taken) {
            return taken;
        }
    }
    return {};
}

// The log is asked here, on the thread that writes it.
Result<void> Checkpointing::take(Result<signing::Turn> turn) {
    auto ready = std::move(turn).and_then([&](signing::Turn&& ours) {
        return signer_.prepare(engine_.store(), std::move(ours));
    });
    checked_ = checked_ || ready;
    const auto announced =
        ready ? announce_keys(engine_, ready->keys) : Result<void>(tl::unexpected(ready.error()));
    if (!announced) {
        return give_up(announced.error());
    }
    ready->head = engine_.store().tree_head();
    under_way_ = aside([signer = signer_, signable = std::move(*ready)] {
        return signer.publish(signable);
    });
    return {};
}

Result<void> Checkpointing::take(const Result<notary::SignedCheckpoint>& checkpoint) {
    if (!checkpoint) {
        return give_up(checkpoint.error());
    }
    under_way_ = std::monostate{};
    signed_size_ = checkpoint->content.head.size;
    return {};
}

Result<void> Checkpointing::give_up(const Error& error) {
    under_way_ = std::monostate{};
    if (error.code == ErrorCode::corruption && !checked_) {
        return tl::unexpected(error);
    }
    tell(error.detail);
    return {};
}

void Checkpointing::tell_that_none_comes() {
    if (!told_ && Clock::now() - started_ >= patience) {
        told_ = true;
        tell("the witness, or another process that signs, does not answer; work goes on");
    }
}

}  // namespace dunghan::app
