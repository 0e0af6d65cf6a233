#include "engine/notary/verify.h"

#include <algorithm>
#include <map>

#include "engine/notary/key_event.h"

namespace dunghan::notary {
namespace {

using Verified = tl::expected<Verdict, Fault>;

tl::unexpected<Fault> fault(std::string what, std::uint64_t position = 0) {
    return tl::unexpected(Fault{position, std::move(what)});
}

tl::unexpected<Fault> not_the_old(const merkle::TreeHead& old, const merkle::TreeHead& shown_head) {
    return fault(
        "Expected a log that begins with the checkpoint kept earlier (" + shown(old) +
        "), but this one (" + shown(shown_head) + ") does not: history was rewritten"
    );
}

// An old checkpoint counts when the keys that vouch for the new one, or pinned ones, signed it.
std::optional<Fault> wrong_old(const Trust& trust, const Verdict& verdict) {
    if (!trust.old) {
        return std::nullopt;
    }
    std::vector<VerifierKey> known = trust.keys.empty() ? verdict.signers : trust.keys;
    if (const auto signed_by = signers(trust.old->note, known); !signed_by) {
        return Fault{0, "the checkpoint kept earlier: " + signed_by.error().detail};
    }
    if (trust.old->content.origin != verdict.checkpoint.origin) {
        return Fault{
            0,
            "Expected a checkpoint of " + verdict.checkpoint.origin +
                ", but the one kept earlier is of " + trust.old->content.origin};
    }
    return std::nullopt;
}

// Who signed, among the keys that may; for all but bundles these are the pinned ones.
Verified signed_verdict(
    std::string what, const SignedCheckpoint& checkpoint, const std::vector<VerifierKey>& keys
) {
    if (keys.empty()) {
        return fault("Expected a key to check the signature with; give --key VERIFIERKEY");
    }
    auto found = signers(checkpoint.note, keys);
    if (!found) {
        return fault(found.error().detail);
    }
    Verdict verdict;
    verdict.what = std::move(what);
    verdict.checkpoint = checkpoint.content;
    verdict.signers = std::move(*found);
    verdict.pinned = true;
    return verdict;
}

Verified verify_inclusion_file(std::string_view octets, const Trust& trust) {
    const auto file = parse_inclusion(octets);
    if (!file) {
        return fault(file.error().detail);
    }
    auto verdict = signed_verdict("inclusion", file->checkpoint, trust.keys);
    if (!verdict) {
        return verdict;
    }
    const auto envelope = read_envelope(file->record);
    if (!envelope) {
        return fault(envelope.error().detail, file->index + 1);
    }
    if (envelope->position != file->index + 1) {
        return fault(
            "Expected the record of leaf " + std::to_string(file->index) +
                ", but it says position " + std::to_string(envelope->position),
            file->index + 1
        );
    }
    const merkle::TreeHead& head = verdict->checkpoint.head;
    if (!merkle::verify_inclusion(
            merkle::leaf_hash(file->record), file->index, head.size, file->proof, head.root
        )) {
        return fault(
            "Expected a proof that leads from the record to the root, but it does not",
            file->index + 1
        );
    }
    verdict->record = file->record;
    return verdict;
}

Verified verify_consistency_file(std::string_view octets, const Trust& trust) {
    const auto file = parse_consistency(octets);
    if (!file) {
        return fault(file.error().detail);
    }
    auto verdict = signed_verdict("consistency", file->checkpoint, trust.keys);
    if (!verdict) {
        return verdict;
    }
    if (!merkle::verify_consistency(file->from, verdict->checkpoint.head, file->proof)) {
        return fault(
            "Expected a proof that " + shown(file->from) + " begins " +
            shown(verdict->checkpoint.head) + ", but it proves nothing"
        );
    }
    verdict->old = file->from;
    if (const auto wrong = wrong_old(trust, *verdict)) {
        return tl::unexpected(*wrong);
    }
    if (trust.old && trust.old->content.head != file->from) {
        return not_the_old(trust.old->content.head, file->from);
    }
    return verdict;
}

Verified verify_checkpoint_file(std::string_view octets, const Trust& trust) {
    const auto checkpoint = parse_checkpoint(octets);
    return checkpoint ? signed_verdict("checkpoint", *checkpoint, trust.keys)
                      : Verified(fault(checkpoint.error().detail));
}

// Reads the records of a bundle in their order; remembers what the next ones must continue.
class Records {
 public:
    Records(std::string_view rest, const Trust& trust) : rest_(rest), trusted_(trust.keys) {}

    // One more record. Nothing: it is as it must be.
    std::optional<Fault> take() {
        const std::uint64_t position = edge_.size() + 1;
        const std::size_t octets = record_octets(rest_);
        if (octets == 0 || octets > rest_.size()) {
            return Fault{position, "Expected a record, but the file ends within it"};
        }
        const std::string_view record = rest_.substr(0, octets);
        rest_.remove_prefix(octets);
        const auto envelope = read_envelope(record);
        if (!envelope) {
            return Fault{position, envelope.error().detail};
        }
        const std::string problem = out_of_order(*envelope, position);
        if (!problem.empty()) {
            return Fault{position, problem};
        }
        remember(*envelope);
        edge_.append(merkle::leaf_hash(record));
        return std::nullopt;
    }

    [[nodiscard]] merkle::TreeHead head() const { return edge_.head(); }

    [[nodiscard]] std::string_view rest() const { return rest_; }

    [[nodiscard]] std::uint64_t streams() const { return versions_.size(); }

    // The pinned keys, and those that they, or keys they endorsed, endorse in the log.
    [[nodiscard]] const std::vector<VerifierKey>& trusted() const { return trusted_; }

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
        if (envelope.type == key_added_type && !trusted_.empty()) {
            if (const auto key = endorsed_key(envelope.payload, trusted_)) {
                trusted_.push_back(*key);
            }
        }
    }

    std::string_view rest_;
    std::vector<VerifierKey> trusted_;
    merkle::Edge edge_;
    std::map<std::string_view, std::uint64_t> versions_;
    std::int64_t recorded_at_ = 0;
};

// Everybody the bundle names must have signed: a key line without a signature is a change too.
std::optional<Fault> unsigned_key(const BundleHeader& header) {
    const auto signed_by = signers(header.checkpoint.note, header.keys);
    if (!signed_by) {
        return Fault{0, signed_by.error().detail};
    }
    for (const VerifierKey& key : header.keys) {
        if (std::ranges::count(*signed_by, key) == 0 || std::ranges::count(header.keys, key) != 1) {
            return Fault{
                0,
                "Expected one signature of " + to_text(key) +
                    ", which the bundle names, but there is not one"};
        }
    }
    return std::nullopt;
}

Verified verify_bundle(std::string_view octets, const Trust& trust) {
    const auto bundle = open_bundle(octets);
    if (!bundle) {
        return fault(bundle.error().detail);
    }
    const BundleHeader& header = bundle->header;
    if (const auto wrong = unsigned_key(header)) {
        return tl::unexpected(*wrong);
    }
    Verdict verdict;
    verdict.what = "bundle";
    verdict.checkpoint = header.checkpoint.content;
    verdict.signers = header.keys;
    if (const auto wrong = wrong_old(trust, verdict)) {
        return tl::unexpected(*wrong);
    }
    const merkle::TreeHead& head = verdict.checkpoint.head;
    const auto old = trust.old ? std::optional(trust.old->content.head) : std::nullopt;
    if (old && old->size > head.size) {
        return not_the_old(*old, head);
    }
    Records records(bundle->records, trust);
    for (std::uint64_t taken = 0;; ++taken) {
        if (old && taken == old->size && records.head() != *old) {
            return not_the_old(*old, records.head());
        }
        if (taken == head.size) {
            break;
        }
        if (const auto wrong = records.take()) {
            return tl::unexpected(*wrong);
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
    verdict.streams = records.streams();
    verdict.old = old;
    verdict.pinned = std::ranges::any_of(header.keys, [&](const VerifierKey& key) {
        return std::ranges::count(records.trusted(), key) > 0;
    });
    if (!trust.keys.empty() && !verdict.pinned) {
        return fault(
            "Expected the signature of the given key, or of one it endorses, but only " +
            to_text(header.keys.front()) + " signed"
        );
    }
    return verdict;
}

}  // namespace

Verified verify(std::string_view octets, const Trust& trust) {
    return octets.starts_with(bundle_mark)        ? verify_bundle(octets, trust)
           : octets.starts_with(inclusion_mark)   ? verify_inclusion_file(octets, trust)
           : octets.starts_with(consistency_mark) ? verify_consistency_file(octets, trust)
                                                  : verify_checkpoint_file(octets, trust);
}

}  // namespace dunghan::notary
