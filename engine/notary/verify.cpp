#include "engine/notary/verify.h"

#include "engine/notary/verify_parts.h"

namespace dunghan::notary {

tl::unexpected<Fault> not_the_old(const merkle::TreeHead& old, const merkle::TreeHead& shown_head) {
    return fault(
        "Expected a log that begins with the checkpoint kept earlier (" + shown(old) +
        "), but this one (" + shown(shown_head) + ") " +
        (old.size > shown_head.size
             ? "is shorter: the file is older, or history was cut or rewritten"
             : "does not: history was rewritten")
    );
}

Held is_same_log(const SignedCheckpoint& old, const Checkpoint& now) {
    if (old.content.origin != now.origin) {
        return fault(
            "Expected a checkpoint of " + now.origin + ", but the one kept earlier is of " +
            old.content.origin
        );
    }
    return {};
}

Held is_signed_by(const SignedCheckpoint& old, const std::vector<VerifierKey>& known) {
    if (const auto signed_by = signers(old.note, known); !signed_by) {
        return fault("the checkpoint kept earlier: " + signed_by.error().detail);
    }
    return {};
}

namespace {

// `from`: the head that the file proves to begin the log. That of its checkpoint begins it, too,
// and the empty one begins every log.
Held is_proven(
    const merkle::TreeHead& old,
    const merkle::TreeHead& now,
    const std::optional<merkle::TreeHead>& from
) {
    if (old == from || old == now || old.size == 0) {
        return {};
    }
    if (old.size >= now.size) {
        return not_the_old(old, now);
    }
    if (from && from->size == old.size) {
        return not_the_old(old, *from);
    }
    return fault(
        "Expected a proof that the log begins with the checkpoint kept earlier (" + shown(old) +
        "), but this file is none; ask for a bundle, or for `dunghan audit prove --from " +
        std::to_string(old.size) + "`"
    );
}

// What the file shows by itself holds; does it go with what the auditor kept?
Verified with_old(
    Verdict verdict, const Trust& trust, const std::optional<merkle::TreeHead>& from = {}
) {
    verdict.old = from;
    if (!trust.old) {
        return verdict;
    }
    const merkle::TreeHead& old = trust.old->content.head;
    return is_same_log(*trust.old, verdict.checkpoint)
        .and_then([&] { return is_signed_by(*trust.old, speaking_at(trust.keys, old.size)); })
        .and_then([&] { return is_proven(old, verdict.checkpoint.head, from); })
        .map([&] {
            verdict.old = old;
            return std::move(verdict);
        });
}

// Who signed, among the pinned keys.
Verified signed_verdict(std::string what, const SignedCheckpoint& checkpoint, const Trust& trust) {
    if (trust.keys.empty()) {
        return fault("Expected a key to check the signature with; give --key VERIFIERKEY");
    }
    const std::uint64_t size = checkpoint.content.head.size;
    const std::vector<VerifierKey> speaking = speaking_at(trust.keys, size);
    if (speaking.empty()) {
        return fault(
            "Expected a key that speaks for a log of " + std::to_string(size) +
            " records, but what is given was retired before; give the key that followed it"
        );
    }
    auto found = signers(checkpoint.note, speaking);
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
    auto verdict = signed_verdict("inclusion", file->checkpoint, trust);
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
    return with_old(std::move(*verdict), trust);
}

Verified verify_consistency_file(std::string_view octets, const Trust& trust) {
    const auto file = parse_consistency(octets);
    if (!file) {
        return fault(file.error().detail);
    }
    auto verdict = signed_verdict("consistency", file->checkpoint, trust);
    if (!verdict) {
        return verdict;
    }
    if (!merkle::verify_consistency(file->from, verdict->checkpoint.head, file->proof)) {
        return fault(
            "Expected a proof that " + shown(file->from) + " begins " +
            shown(verdict->checkpoint.head) + ", but it proves nothing"
        );
    }
    return with_old(std::move(*verdict), trust, file->from);
}

Verified verify_checkpoint_file(std::string_view octets, const Trust& trust) {
    const auto checkpoint = parse_checkpoint(octets);
    if (!checkpoint) {
        return fault(checkpoint.error().detail);
    }
    return signed_verdict("checkpoint", *checkpoint, trust).and_then([&](Verdict&& verdict) {
        return with_old(std::move(verdict), trust);
    });
}

}  // namespace

Verified verify(std::string_view octets, const Trust& trust) {
    return octets.starts_with(bundle_mark)        ? verify_bundle(octets, trust)
           : octets.starts_with(inclusion_mark)   ? verify_inclusion_file(octets, trust)
           : octets.starts_with(consistency_mark) ? verify_consistency_file(octets, trust)
                                                  : verify_checkpoint_file(octets, trust);
}

}  // namespace dunghan::notary
