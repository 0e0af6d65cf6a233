#include "engine/notary/note.h"

#include <algorithm>
#include <optional>

#include "engine/base/text.h"
#include "engine/notary/base64.h"

namespace dunghan::notary {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";  // U+2014 and a blank
constexpr std::size_t note_octets_max = 65'536;
constexpr std::size_t signatures_max = 64;

tl::unexpected<Error> no_note(const std::string& found) {
    return fail(ErrorCode::invalid, "Expected a signed note, but " + found);
}

bool is_text(std::string_view octets) {
    return std::ranges::none_of(
               octets, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }
           ) &&
           to_nfc(octets).has_value();
}

std::optional<NoteSignature> signature_in(std::string_view line) {
    if (!line.starts_with(dash)) {
        return std::nullopt;
    }
    line.remove_prefix(dash.size());
    const std::size_t blank = line.find(' ');
    const std::string_view name = line.substr(0, blank);
    const auto octets = blank == line.npos ? std::nullopt : from_base64(line.substr(blank + 1));
    if (name.empty() || name.find('+') != name.npos || !octets || octets->size() <= 4) {
        return std::nullopt;
    }
    NoteSignature signature{std::string(name), 0, octets->substr(4)};
    for (const char octet : octets->substr(0, 4)) {
        signature.key_id = signature.key_id << 8U | static_cast<unsigned char>(octet);
    }
    return signature;
}

std::string line_of(const NoteSignature& signature) {
    std::string octets;
    for (unsigned shift = 32; shift > 0; shift -= 8) {
        octets += static_cast<char>(signature.key_id >> (shift - 8) & 0xFFU);
    }
    return std::string(dash) + signature.name + " " + base64(octets + signature.octets) + "\n";
}

}  // namespace

std::string to_text(const SignedNote& note) {
    std::string octets = note.text + "\n";
    for (const NoteSignature& signature : note.signatures) {
        octets += line_of(signature);
    }
    return octets;
}

Result<SignedNote> parse_note(std::string_view octets) {
    if (octets.size() > note_octets_max || !is_text(octets)) {
        return no_note("it is longer than 64 KiB, not UTF-8, or has control characters");
    }
    const std::size_t blank = octets.rfind("\n\n");
    if (blank == octets.npos || octets.back() != '\n') {
        return no_note("it has no empty line before its signatures, or no line end after them");
    }
    SignedNote note{std::string(octets.substr(0, blank + 1)), {}};
    for (std::string_view rest = octets.substr(blank + 2); !rest.empty();) {
        const std::size_t end = rest.find('\n');
        const auto signature = signature_in(rest.substr(0, end));
        if (!signature || note.signatures.size() == signatures_max) {
            return no_note(
                "signature line " + std::to_string(note.signatures.size() + 1) +
                " is not '— name base64', or there are more than 64"
            );
        }
        note.signatures.push_back(*signature);
        rest.remove_prefix(end + 1);
    }
    return note.signatures.empty() ? Result<SignedNote>(no_note("nobody signed it")) : note;
}

SignedNote sign_note(std::string text, std::span<const SigningKey> keys) {
    SignedNote note{std::move(text), {}};
    for (const SigningKey& key : keys) {
        note.signatures.push_back({key.name, key.verifier().id(), sign(key, note.text)});
    }
    return note;
}

Result<std::vector<VerifierKey>> signers(
    const SignedNote& note, std::span<const VerifierKey> known
) {
    std::vector<VerifierKey> found;
    for (const VerifierKey& key : known) {
        const auto by_key = [&](const NoteSignature& signature) {
            return signature.name == key.name && signature.key_id == key.id();
        };
        const auto count = std::ranges::count_if(note.signatures, by_key);
        if (count == 0) {
            continue;
        }
        const auto signature = std::ranges::find_if(note.signatures, by_key);
        if (count > 1 || !verify(key, note.text, signature->octets)) {
            return fail(
                ErrorCode::corruption,
                "Expected the signature of " + to_text(key) + " under the checkpoint, but " +
                    (count > 1 ? "it stands there twice" : "it does not hold")
            );
        }
        found.push_back(key);
    }
    if (found.empty()) {
        return fail(
            ErrorCode::corruption,
            "Expected the signature of a known key, but only others signed (" +
                note.signatures.front().name + ")"
        );
    }
    return found;
}

}  // namespace dunghan::notary
