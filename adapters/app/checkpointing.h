// A serving process signs its own history as it grows, and says in the log with which keys.
#pragma once

#include <chrono>
#include <filesystem>
#include <future>
#include <string>
#include <variant>

#include "engine/runtime/engine.h"

#include "adapters/signing/signer.h"

namespace dunghan::app {

// Says in the log which keys sign for it, as far as it does not say so yet: each is endorsed by the
// key before it. Error: unavailable (outcome unknown).
[[nodiscard]] Result<void> announce_keys(
    Engine& engine, const std::vector<notary::SigningKey>& keys
);

// What asks other disks (the witness, another process that signs) goes its way on a thread of its
// own; what asks the log is done by the caller's thread, between two of its turns. Nobody waits for
// an answer longer than `patience`: that none came is told, and work goes on.
class Checkpointing {
 public:
    static constexpr std::chrono::seconds patience{5};

    // The engine must outlive it.
    Checkpointing(Engine& engine, const std::filesystem::path& data, const std::string& witness)
        : engine_(engine), signer_(data, witness) {}

    // Announces the keys and signs the head. Error: corruption, when the log no longer begins with
    // what was signed before: nobody may write to it. What else goes wrong, or goes wrong later, is
    // told on standard error and tried again a minute later.
    [[nodiscard]] Result<void> begin();

    // Goes on with what is under way; signs when the log has grown and the last time was a minute
    // ago. Never waits. Error: that of begin(), when the answer came only now.
    [[nodiscard]] Result<void> tick();

    // Signs what is there, at the end. Error: as in tick().
    [[nodiscard]] Result<void> end();

 private:
    using Turning = std::future<Result<signing::Turn>>;
    using Publishing = std::future<Result<notary::SignedCheckpoint>>;
    using Clock = std::chrono::steady_clock;
    using Moment = Clock::time_point;

    [[nodiscard]] bool is_under_way() const { return under_way_.index() != 0; }

    [[nodiscard]] bool has_grown() const;
    void start();
    Result<void> go_on(Moment until);
    Result<void> take(Result<signing::Turn> turn);
    Result<void> take(const Result<notary::SignedCheckpoint>& checkpoint);
    Result<void> give_up(const Error& error);
    void tell_that_none_comes();

    Engine& engine_;
    signing::Signer signer_;
    std::variant<std::monostate, Turning, Publishing> under_way_;
    std::uint64_t signed_size_ = 0;
    Moment started_;
    bool checked_ = false;  // the log was compared with what was signed before
    bool told_ = false;     // that no answer comes
};

}  // namespace dunghan::app
