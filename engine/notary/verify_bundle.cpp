// A whole log, record by record, from one file.
#include <algorithm>
#include <map>

#include "engine/notary/verify_parts.h"

namespace dunghan::notary {
namespace {

// Reads the records of a bundle in their order; remembers what the next ones must continue.
class Records {
 public:
    // `named`: keys believed because the file names them.
    Records(std::string_view rest, const Trust& trust, std::vector<TermedKey> named)
        : rest_(rest),
          believed_(trust.keys, KeyChain::Adds::endorsed),
          named_(std::move(named), KeyChain::Adds::any) {}

    // One more record.
    Held take() {
        const std::uint64_t position = peaks_.size() + 1;
        const std::size_t octets = record_octets(rest_);
        if (octets == 0 || octets > rest_.size()) {
            return fault("Expected a record, but the file ends within it", position);
        }
        const std::string_view record = rest_.substr(0, octets);
        rest_.remove_prefix(octets);
        const auto envelope = read_envelope(record);
        if (!envelope) {
            return fault(envelope.error().detail, position);
        }
        const std::string problem = out_of_order(*envelope, position);
        if (!problem.empty()) {
            return fault(problem, position);
        }
        remember(*envelope);
        peaks_.append(merkle::leaf_hash(record));
        return {};
    }

    [[nodiscard]] merkle::TreeHead head() const { return peaks_.head(); }

    [[nodiscard]] std::string_view rest() const { return rest_; }

    [[nodiscard]] std::uint64_t streams() const { return versions_.size(); }

    // The pinned keys, and those that they, or keys they endorsed, endorse in the log.
    [[nodiscard]] const KeyChain& believed() const { return believed_; }

    // Every key that the log says it had.
    [[nodiscard]] const KeyChain& named() const { return named_; }

 private:
    std::string out_of_order(const Envelope& envelope, std::uint64_t position) {
        if (envelope.position != position) {
            return "Expected position " + std::to_string(position) + ", but the record says " +
                   std::to_string(envelope.position);
        }
        const std::uint64_t version = versions_[envelope.stream] + 1;
        if (envelope.version != version) {
            return "Expected version " + std::to_string(version) + " of stream " +
                   std::string(envelope.stream) + ", but the record says " +
                   std::to_string(envelope.version);
        }
        if (position > 1 && envelope.recorded_at < recorded_at_) {
            return "Expected a record made no earlier than the one before, but recorded_at falls";
        }
        return "";
    }

    void remember(const Envelope& envelope) {
        versions_[envelope.stream] = envelope.version;
        recorded_at_ = envelope.recorded_at;
        believed_.take(envelope);
        named_.take(envelope);
    }

    std::string_view rest_;
    KeyChain believed_;
    KeyChain named_;
    merkle::Peaks peaks_;
    std::map<std::string_view, std::uint64_t> versions_;
    std::int64_t recorded_at_ = 0;
};

// Everybody the bundle names must have signed: a key line without a signature is a change too.
Held all_signed(const BundleHeader& header) {
    const auto signed_by = signers(header.checkpoint.note, header.keys);
    if (!signed_by) {
        return fault(signed_by.error().detail);
    }
    for (const VerifierKey& key : header.keys) {
        if (std::ranges::count(*signed_by, key) == 0 || std::ranges::count(header.keys, key) != 1) {
            return fault(
                "Expected one signature of " + to_text(key) +
                ", which the bundle names, but there is not one"
            );
        }
    }
    return {};
}

// All records up to the signed head, and nothing after; the kept head is one of theirs.
Held are_whole(
    Records& records, const merkle::TreeHead& head, const std::optional<merkle::TreeHead>& old
) {
    if (old && old->size > head.size) {
        return not_the_old(*old, head);
    }
    for (std::uint64_t taken = 0;; ++taken) {
        if (old && taken == old->size && records.head() != *old) {
            return not_the_old(*old, records.head());
        }
        if (taken == head.size) {
            break;
        }
        if (const Held held = records.take(); !held) {
            return held;
        }
    }
    if (!records.rest().empty()) {
        return fault(
            "Expected the file to end after record " + std::to_string(head.size) +
                ", as the checkpoint says, but more follows",
            head.size + 1
        );
    }
    if (records.head() != head) {
        return fault(
            "Expected the records to have the signed head (" + shown(head) + "), but they have " +
            shown(records.head()) + ": a record was changed"
        );
    }
    return {};
}

bool any_of(const std::vector<VerifierKey>& keys, const std::vector<VerifierKey>& among) {
    return std::ranges::any_of(keys, [&](const VerifierKey& key) {
        return std::ranges::count(among, key) > 0;
    });
}

// Somebody who signed the head speaks for a log of that size, as far as the log itself says.
Held is_fresh(const BundleHeader& header, const KeyChain& chain) {
    const std::uint64_t size = header.checkpoint.content.head.size;
    if (any_of(header.keys, chain.at(size))) {
        return {};
    }
    const std::string signer = to_text(header.keys.front());
    if (any_of(header.keys, chain.at(0))) {
        return fault(
            "Expected the signature of a key that speaks for a log of " + std::to_string(size) +
            " records, but " + signer + " was retired before"
        );
    }
    return fault(
        "Expected the signature of the given key, or of one it endorses, but only " + signer +
        " signed"
    );
}

// The log is whole and signed: it may be asked who spoke for it when the kept head was signed.
Held is_kept(const SignedCheckpoint& old, const Records& records) {
    const std::uint64_t size = old.content.head.size;
    std::vector<VerifierKey> known = records.believed().at(size);
    std::ranges::copy(records.named().at(size), std::back_inserter(known));
    return is_signed_by(old, known);
}

std::vector<TermedKey> termed(const std::vector<VerifierKey>& keys) {
    std::vector<TermedKey> termed;
    for (const VerifierKey& key : keys) {
        termed.push_back({key});
    }
    return termed;
}

}  // namespace

Verified verify_bundle(std::string_view octets, const Trust& trust) {
    const auto bundle = open_bundle(octets);
    if (!bundle) {
        return fault(bundle.error().detail);
    }
    const BundleHeader& header = bundle->header;
    const Checkpoint& now = header.checkpoint.content;
    const auto old = trust.old ? std::optional(trust.old->content.head) : std::nullopt;
    const bool pinned = !trust.keys.empty();
    Records records(
        bundle->records, trust, pinned ? std::vector<TermedKey>() : termed(header.keys)
    );
    return all_signed(header)
        .and_then([&] { return trust.old ? is_same_log(*trust.old, now) : Held(); })
        .and_then([&] { return are_whole(records, now.head, old); })
        .and_then([&] { return is_fresh(header, pinned ? records.believed() : records.named()); })
        .and_then([&] { return trust.old ? is_kept(*trust.old, records) : Held(); })
        .map([&] {
            Verdict verdict;
            verdict.what = "bundle";
            verdict.checkpoint = now;
            verdict.signers = header.keys;
            verdict.pinned = pinned;
            verdict.streams = records.streams();
            verdict.old = old;
            return verdict;
        });
}

}  // namespace dunghan::notary
