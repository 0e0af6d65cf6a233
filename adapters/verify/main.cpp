// dunghan-verify: checks a bundle, a proof, a checkpoint or a certificate for somebody who trusts
// neither the server nor its operator. Reads files and prints; links no store, no network, no
// sender.
#include <cstdio>
#include <string>
#include <vector>

#include "engine/notary/verify.h"

#include "adapters/certificate/json.h"
#include "adapters/verify/certificate.h"
#include "adapters/verify/mapped_file.h"
#include "adapters/verify/report.h"

namespace {

using namespace dunghan;

enum ExitCode : int { exit_verified = 0, exit_fault = 1, exit_usage = 2 };

constexpr const char* usage =
    "usage: dunghan-verify [--key VERIFIERKEY[@SIZE]]… [--old CHECKPOINT] [--json] FILE\n\n"
    "Checks what `dunghan audit export`, `prove`, `checkpoint` or `explain --json` wrote, "
    "offline.\n\n"
    "  FILE               a bundle, an inclusion or consistency proof, a checkpoint, or the\n"
    "                     certificate of a due instant, which is computed again\n"
    "  --key VERIFIERKEY  the log's key as you got it from its operator (name+hash+base64); may "
    "be\n"
    "                     repeated. Without it a bundle is checked against the key it names "
    "itself.\n"
    "                     With @SIZE it speaks for logs of at most SIZE records: it was retired "
    "there\n"
    "  --old CHECKPOINT   a checkpoint you kept: FILE must be of the same log, grown further\n"
    "  --json             answer with JSON\n\n"
    "Exit codes: 0 verified; 1 not, with the first fault; 2 the command line is off.\n"
    "Formats: docs/formats/bundle.md, checkpoint.md and certificate.md\n";

struct Arguments {
    std::string file;
    std::string old;
    std::vector<std::string> keys;
    bool json = false;
};

int wrong_usage(const std::string& why) {
    std::fprintf(stderr, "dunghan-verify: %s\n\n%s", why.c_str(), usage);
    return exit_usage;
}

Result<Arguments> read_arguments(const std::vector<std::string>& words) {
    Arguments arguments;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const bool takes_value = word == "--key" || word == "--old";
        if (takes_value && i + 1 == words.size()) {
            return fail(ErrorCode::invalid, "Expected a value after " + word);
        }
        if (word == "--key") {
            arguments.keys.push_back(words[++i]);
        } else if (word == "--old") {
            arguments.old = words[++i];
        } else if (word == "--json") {
            arguments.json = true;
        } else if (word.starts_with("--") || !arguments.file.empty()) {
            return fail(ErrorCode::invalid, "Expected one FILE, but got '" + word + "' as well");
        } else {
            arguments.file = word;
        }
    }
    return arguments.file.empty() ? Result<Arguments>(fail(ErrorCode::invalid, "Expected a FILE"))
                                  : arguments;
}

// KEY or KEY@SIZE. A name may hold an @, but what follows it in a key holds none.
Result<notary::TermedKey> read_key(const std::string& text) {
    const std::size_t at = text.rfind('@');
    const bool termed = at != text.npos && text.find('+', at) == text.npos;
    auto key = notary::parse_verifier_key(text.substr(0, termed ? at : text.npos));
    if (!key || !termed) {
        return key.map([](notary::VerifierKey& found) { return notary::TermedKey{found}; });
    }
    return notary::parse_count(text.substr(at + 1)).map([&](std::uint64_t size) {
        return notary::TermedKey{std::move(*key), size};
    });
}

Result<notary::Trust> read_trust(const Arguments& arguments) {
    notary::Trust trust;
    for (const std::string& text : arguments.keys) {
        auto key = read_key(text);
        if (!key) {
            return tl::unexpected(key.error());
        }
        trust.keys.push_back(std::move(*key));
    }
    if (arguments.old.empty()) {
        return trust;
    }
    return verifier::MappedFile::open(arguments.old)
        .and_then([](const verifier::MappedFile& file) {
            return notary::parse_checkpoint(file.octets());
        })
        .map([&](notary::SignedCheckpoint&& old) {
            trust.old = std::move(old);
            return trust;
        });
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words == std::vector<std::string>{"--help"} || words == std::vector<std::string>{"-h"}) {
        std::fputs(usage, stdout);
        return exit_verified;
    }
    const auto arguments = read_arguments(words);
    if (!arguments) {
        return wrong_usage(arguments.error().detail);
    }
    const auto trust = read_trust(*arguments);
    const auto file = verifier::MappedFile::open(arguments->file);
    if (!trust || !file) {
        return wrong_usage((trust ? file.error() : trust.error()).detail);
    }
    if (looks_like_certificate(file->octets())) {
        if (!arguments->keys.empty() || !arguments->old.empty()) {
            return wrong_usage("Expected no --key or --old beside a certificate: nobody signs it");
        }
        const auto report = verifier::check_certificate(file->octets(), arguments->json);
        std::fputs(report.text.c_str(), stdout);
        return report.holds ? exit_verified : exit_fault;
    }
    const auto verdict = notary::verify(file->octets(), *trust);
    std::fputs(verifier::report(verdict, arguments->json).c_str(), stdout);
    return verdict ? exit_verified : exit_fault;
}
