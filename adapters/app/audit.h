// `dunghan audit …`: what shows somebody else that the log was never rewritten.
#pragma once

#include <cstdint>
#include <string>

#include "engine/notary/checkpoint.h"

#include "adapters/app/session.h"

namespace CLI {
class App;
}

namespace dunghan::app {

void add_audit(CLI::App& app, Options& options, int& exit);

struct KeyArguments {
    std::string name;           // of the first key
    bool replace_lost = false;  // the key file is gone for good
};

struct ProveArguments {
    std::uint64_t position = 0;  // 0: prove consistency
    std::uint64_t from = 0;
    std::string out;  // empty: standard output
};

// Each prints its answer and returns an exit code; witness: empty for that of the settings.
int run_audit_verify(const Options& options, const std::string& witness);
int run_audit_key(const Options& options, const KeyArguments& arguments);
int run_audit_checkpoint(const Options& options, const std::string& witness);
int run_audit_rotate_key(const Options& options, bool retire);
int run_audit_prove(const Options& options, const ProveArguments& arguments);
int run_audit_export(const Options& options, const std::string& out);

// The witness file to use. Errors: those of the settings.
[[nodiscard]] Result<std::string> witness_of(const Options& options, const std::string& given);

// A store opened for reading, what it holds made durable, and its head signed.
struct SignedStore {
    std::unique_ptr<RocksStore> store;
    notary::SignedCheckpoint checkpoint;
};

[[nodiscard]] Result<SignedStore> sign_store(const Options& options, const std::string& witness);

}  // namespace dunghan::app
