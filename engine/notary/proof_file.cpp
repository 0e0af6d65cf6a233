#include "engine/notary/proof_file.h"

#include <algorithm>

#include "engine/notary/base64.h"

namespace dunghan::notary {
namespace {

constexpr std::size_t hashes_max = 128;  // twice the height of the highest tree
constexpr std::string_view record_word = "extra ";
constexpr std::string_view index_word = "index ";
constexpr std::string_view from_word = "from ";
constexpr std::string_view key_word = "key ";

tl::unexpected<Error> malformed(const std::string& expected) {
    return fail(ErrorCode::invalid, "Expected " + expected + ", but the file has something else");
}

// Takes lines off the front; the first missing one sticks.
class Lines {
 public:
    explicit Lines(std::string_view rest) : rest_(rest) {}

    // The rest of the next line if it begins with `word`; otherwise nothing is taken.
    std::optional<std::string_view> after(std::string_view word) {
        const std::size_t end = rest_.find('\n');
        if (end == rest_.npos || !rest_.starts_with(word)) {
            return std::nullopt;
        }
        const std::string_view line = rest_.substr(word.size(), end - word.size());
        rest_.remove_prefix(end + 1);
        return line;
    }

    [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
    std::string_view rest_;
};

std::string_view first_line(std::string_view mark) {
    return mark.substr(0, mark.size() - 1);
}

std::string lines_of(const merkle::Proof& proof) {
    std::string text;
    for (const Sha256& hash : proof) {
        text += base64(hash) + "\n";
    }
    return text;
}

// Up to the empty line.
Result<merkle::Proof> proof_from(Lines& lines) {
    merkle::Proof proof;
    while (const auto line = lines.after("")) {
        if (line->empty()) {
            return proof;
        }
        const auto hash = hash_from_base64(*line);
        if (!hash || proof.size() == hashes_max) {
            break;
        }
        proof.push_back(*hash);
    }
    return malformed("hashes in base64, one a line, and an empty line after them");
}

}  // namespace

std::string to_text(const InclusionFile& file) {
    return std::string(inclusion_mark) + std::string(record_word) + base64(file.record) + "\n" +
           std::string(index_word) + std::to_string(file.index) + "\n" + lines_of(file.proof) +
           "\n" + to_text(file.checkpoint.note);
}

std::string to_text(const ConsistencyFile& file) {
    return std::string(consistency_mark) + std::string(from_word) + std::to_string(file.from.size) +
           " " + base64(file.from.root) + "\n" + lines_of(file.proof) + "\n" +
           to_text(file.checkpoint.note);
}

std::string to_text(const BundleHeader& header) {
    std::string text(bundle_mark);
    for (const VerifierKey& key : header.keys) {
        text += std::string(key_word) + to_text(key) + "\n";
    }
    return text + "\n" + to_text(header.checkpoint.note) + "\n";
}

Result<InclusionFile> parse_inclusion(std::string_view octets) {
    Lines lines(octets);
    const auto mark = lines.after(first_line(inclusion_mark));
    const auto extra = lines.after(record_word);
    const auto index = lines.after(index_word);
    const auto record = from_base64(extra.value_or("?"));
    if (!mark || !mark->empty() || !record || !index) {
        return malformed("lines 'c2sp.org/tlog-proof@v1', 'extra' (the record) and 'index'");
    }
    const auto number = parse_count(*index);
    auto proof = proof_from(lines);
    auto checkpoint = parse_checkpoint(lines.rest());
    if (!number || !proof || !checkpoint) {
        return tl::unexpected(
            !number ? number.error() : (!proof ? proof.error() : checkpoint.error())
        );
    }
    return InclusionFile{*record, *number, std::move(*proof), std::move(*checkpoint)};
}

Result<ConsistencyFile> parse_consistency(std::string_view octets) {
    Lines lines(octets);
    const auto mark = lines.after(first_line(consistency_mark));
    const std::string_view from = lines.after(from_word).value_or("");
    const std::size_t blank = std::min(from.find(' '), from.size());
    const auto size = parse_count(from.substr(0, blank));
    const auto root = hash_from_base64(from.substr(std::min(blank + 1, from.size())));
    if (!mark || !mark->empty() || !size || !root) {
        return malformed("lines 'dunghan/consistency-proof@v1' and 'from' (size and root)");
    }
    auto proof = proof_from(lines);
    auto checkpoint = parse_checkpoint(lines.rest());
    if (!proof || !checkpoint) {
        return tl::unexpected(proof ? checkpoint.error() : proof.error());
    }
    return ConsistencyFile{{*size, *root}, std::move(*proof), std::move(*checkpoint)};
}

Result<OpenedBundle> open_bundle(std::string_view octets) {
    Lines lines(octets);
    const auto mark = lines.after(first_line(bundle_mark));
    if (!mark || !mark->empty()) {
        return malformed("a first line 'dunghan/bundle@v1'");
    }
    OpenedBundle bundle;
    while (const auto line = lines.after(key_word)) {
        auto key = parse_verifier_key(*line);
        if (!key) {
            return tl::unexpected(key.error());
        }
        bundle.header.keys.push_back(std::move(*key));
    }
    const auto blank = lines.after("");
    // The note: its text, an empty line, its signatures, an empty line.
    const std::string_view rest = lines.rest();
    const std::size_t text_end = rest.find("\n\n");
    const std::size_t end = text_end == rest.npos ? rest.npos : rest.find("\n\n", text_end + 2);
    if (bundle.header.keys.empty() || !blank || !blank->empty() || end == rest.npos) {
        return malformed("'key' lines, an empty line, a checkpoint and an empty line");
    }
    auto checkpoint = parse_checkpoint(rest.substr(0, end + 1));
    if (!checkpoint) {
        return tl::unexpected(checkpoint.error());
    }
    bundle.header.checkpoint = std::move(*checkpoint);
    bundle.records = rest.substr(end + 2);
    return bundle;
}

}  // namespace dunghan::notary
