// A serving process signs its own history as it grows, and says in the log with which keys.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "engine/runtime/engine.h"

#include "adapters/signing/signer.h"

namespace dunghan::app {

// Says in the log which keys sign for it, as far as it does not say so yet: each is endorsed by the
// key before it. Error: unavailable (outcome unknown).
[[nodiscard]] Result<void> announce_keys(
    Engine& engine, const std::vector<notary::SigningKey>& keys
);

class Checkpointing {
 public:
    // The engine must outlive it.
    Checkpointing(Engine& engine, const std::filesystem::path& data, const std::string& witness)
        : engine_(engine), signer_(data, witness) {}

    // Announces the keys and signs the head. Error: corruption, when the log no longer begins with
    // what was signed before: nobody may write to it. What else goes wrong is told on standard
    // error and tried again a minute later.
    [[nodiscard]] Result<void> begin();

    // Signs when the log has grown and the last time was a minute ago.
    void tick();
    // Signs what is there, at the end.
    void end();

 private:
    Result<void> sign();
    void tell(const Result<void>& outcome) const;

    Engine& engine_;
    signing::Signer signer_;
    std::uint64_t signed_size_ = 0;
    std::chrono::steady_clock::time_point tried_;
};

}  // namespace dunghan::app
