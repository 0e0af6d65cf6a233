// The options of `dunghan audit`; the work is in audit_*.cpp.
#include "adapters/app/audit.h"

#include <CLI/CLI.hpp>

namespace dunghan::app {
namespace {

constexpr const char* witness_help =
    "Signed checkpoints on another path, appended to (default: audit.witness_file of the settings)";

void add_verify(CLI::App& audit, Options& options, int& exit) {
    auto* command = audit.add_subcommand(
        "verify",
        "Read every octet: checksums, records, index, receipts, the tree from its first leaf, and "
        "the checkpoints that were signed"
    );
    auto witness = std::make_shared<std::string>();
    command->add_option("--witness", *witness, witness_help);
    command->callback([&options, &exit, witness] { exit = run_audit_verify(options, *witness); });
}

void add_checkpoint(CLI::App& audit, Options& options, int& exit) {
    auto* command = audit.add_subcommand(
        "checkpoint", "Sign the present head, if the log still begins with what was signed before"
    );
    auto witness = std::make_shared<std::string>();
    command->add_option("--witness", *witness, witness_help);
    command->callback([&options, &exit, witness] { exit = run_audit_checkpoint(options, *witness); }
    );
}

void add_key(CLI::App& audit, Options& options, int& exit) {
    auto* command = audit.add_subcommand(
        "key", "Show the verifier keys auditors need; makes the first key at first use"
    );
    auto arguments = std::make_shared<KeyArguments>();
    command->add_option(
        "--name", arguments->name, "Name of the log for its first key: example.gov.vn/nhac-viec"
    );
    command->add_flag(
        "--replace-lost",
        arguments->replace_lost,
        "The key file is gone for good: begin with a new key and tell the auditors"
    );
    command->callback([&options, &exit, arguments] { exit = run_audit_key(options, *arguments); });
    auto* rotate = audit.add_subcommand(
        "rotate-key", "Add a key, endorsed by the one before; both sign until --retire"
    );
    auto retire = std::make_shared<bool>(false);
    rotate->add_flag("--retire", *retire, "The oldest key signs no more and is deleted");
    rotate->callback([&options, &exit, retire] { exit = run_audit_rotate_key(options, *retire); });
}

void add_prove(CLI::App& audit, Options& options, int& exit) {
    auto* command = audit.add_subcommand(
        "prove", "Write a proof for one record, or that an earlier log begins this one"
    );
    auto arguments = std::make_shared<ProveArguments>();
    auto* position = command->add_option("POSITION", arguments->position, "Of the record, from 1")
                         ->check(CLI::PositiveNumber);
    auto* from = command->add_option("--from", arguments->from, "Size of the earlier log")
                     ->check(CLI::PositiveNumber)
                     ->excludes(position);
    command->add_option("--out", arguments->out, "Where to (default: standard output)");
    command->callback([&options, &exit, arguments, position, from] {
        if (position->empty() == from->empty()) {
            throw CLI::RequiredError("POSITION or --from");
        }
        exit = run_audit_prove(options, *arguments);
    });
}

void add_export(CLI::App& audit, Options& options, int& exit) {
    auto* command = audit.add_subcommand(
        "export", "Write the whole log as one file that `dunghan-verify` checks offline"
    );
    auto out = std::make_shared<std::string>();
    command->add_option("--out", *out, "Where to")->required();
    command->callback([&options, &exit, out] { exit = run_audit_export(options, *out); });
}

}  // namespace

void add_audit(CLI::App& app, Options& options, int& exit) {
    auto* audit = app.add_subcommand("audit", "Verify, sign, prove and export the log");
    audit->require_subcommand(1);
    audit->fallthrough();
    add_verify(*audit, options, exit);
    add_checkpoint(*audit, options, exit);
    add_key(*audit, options, exit);
    add_prove(*audit, options, exit);
    add_export(*audit, options, exit);
    for (CLI::App* command : audit->get_subcommands({})) {
        command->fallthrough();
    }
}

}  // namespace dunghan::app
