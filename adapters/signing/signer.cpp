#include "adapters/signing/signer.h"

#include <algorithm>

#include "engine/merkle/proof.h"
#include "engine/notary/key_event.h"

#include "adapters/disk/file.h"
#include "adapters/signing/witness.h"

namespace dunghan::signing {
namespace {

constexpr std::string_view key_row = "log key/";  // of View::notice, engine/projection

tl::unexpected<Error> key_lost(const std::filesystem::path& folder) {
    return fail(
        ErrorCode::refused,
        "Expected the signing key of this log in " + folder.string() +
            "/key, but it is gone and the log was signed before. Restore it from its copy; if "
            "there is none, `dunghan audit key --replace-lost` begins with a new key, which "
            "auditors must be told"
    );
}

tl::unexpected<Error> rewritten(const Promise& promise, const merkle::TreeHead& head) {
    return fail(
        ErrorCode::corruption,
        "Expected the log to begin with the checkpoint in " + promise.where + " (" +
            notary::shown(promise.checkpoint.content.head) + "), but the log (" +
            notary::shown(head) +
            ") does not: history was cut or rewritten. Stop here: keep a copy of the directory "
            "and restore a backup that begins with it"
    );
}

// A retirement that was cut off, or an old copy of the file: such a key would sign in vain.
Result<std::vector<notary::SigningKey>> speaking(
    const Store& store, std::vector<notary::SigningKey> keys, const std::filesystem::path& folder
) {
    const auto retired = retired_in_log(store);
    if (!retired) {
        return tl::unexpected(retired.error());
    }
    std::erase_if(keys, [&](const notary::SigningKey& key) {
        return std::ranges::count(*retired, key.verifier()) > 0;
    });
    if (keys.empty()) {
        return fail(
            ErrorCode::refused,
            "Expected a key that speaks for this log in " + folder.string() +
                "/key, but the log retired all that stand there; restore the newest copy of the "
                "file"
        );
    }
    return keys;
}

std::vector<notary::VerifierKey> verifiers_of(const std::vector<notary::SigningKey>& keys) {
    std::vector<notary::VerifierKey> verifiers;
    verifiers.reserve(keys.size());
    for (const notary::SigningKey& key : keys) {
        verifiers.push_back(key.verifier());
    }
    return verifiers;
}

// Keys of which the last event is such.
template <class Wanted>
Result<std::vector<notary::VerifierKey>> keys_where(const Store& store, const Wanted& wanted) {
    std::vector<notary::VerifierKey> keys;
    const std::string begin(key_row);
    const std::string end = begin + "\x7F";
    return store
        .scan(
            View::notice,
            begin,
            end,
            [&](std::string_view row, std::string_view payload) {
                auto key = notary::parse_verifier_key(row.substr(key_row.size()));
                if (key && wanted(payload)) {
                    keys.push_back(std::move(*key));
                }
                return true;
            }
        )
        .map([&] { return keys; });
}

}  // namespace

Result<void> sync_log(const std::filesystem::path& data) {
    return disk::sync_files(data / "store", ".log");
}

Result<std::vector<notary::VerifierKey>> keys_in_log(const Store& store) {
    return keys_where(store, [](std::string_view) { return true; });
}

Result<std::vector<notary::VerifierKey>> retired_in_log(const Store& store) {
    return keys_where(store, notary::tells_of_retirement);
}

Result<std::vector<notary::SigningKey>> Signer::keys(const Store& store, const std::string& name)
    const {
    auto keys = folder_.keys();
    if (!keys || !keys->empty()) {
        return keys ? speaking(store, std::move(*keys), folder_.path()) : keys;
    }
    const auto kept = folder_.checkpoint();
    const auto named = keys_in_log(store);
    if (!kept || !named) {
        return tl::unexpected(kept ? named.error() : kept.error());
    }
    if (*kept || !named->empty()) {
        return key_lost(folder_.path());
    }
    auto key = make_key(name);
    if (!key) {
        return tl::unexpected(key.error());
    }
    keys->push_back(std::move(*key));
    return folder_.save(*keys).map([&] { return *keys; });
}

Result<std::vector<Promise>> Signer::promises() const {
    const auto kept = folder_.checkpoint();
    const auto witnessed = witness_.empty() ? Result<std::optional<notary::SignedCheckpoint>>()
                                            : last_witnessed(witness_);
    if (!kept || !witnessed) {
        return tl::unexpected(kept ? witnessed.error() : kept.error());
    }
    std::vector<Promise> promises;
    if (*kept) {
        promises.push_back({kept_at(), **kept});
    }
    if (*witnessed) {
        promises.push_back({witness_.string(), **witnessed});
    }
    return promises;
}

Result<Turn> Signer::begin() const {
    auto lock = folder_.lock();
    auto earlier = lock ? promises() : tl::unexpected(lock.error());
    if (!earlier) {
        return tl::unexpected(earlier.error());
    }
    return Turn{std::move(*lock), std::move(*earlier)};
}

// Every key that ever spoke for the log, as the log and the key file say.
Result<std::vector<notary::VerifierKey>> Signer::known_keys(const Store& store) const {
    const auto keys = folder_.keys();
    auto known = keys_in_log(store);
    if (!keys || !known) {
        return tl::unexpected(keys ? known.error() : keys.error());
    }
    for (notary::VerifierKey& key : verifiers_of(*keys)) {
        if (std::ranges::count(*known, key) == 0) {
            known->push_back(std::move(key));
        }
    }
    return known;
}

Result<void> Signer::keep(const Store& store, const std::vector<Promise>& promises) const {
    const auto known = known_keys(store);
    if (!known) {
        return tl::unexpected(known.error());
    }
    const merkle::TreeHead head = store.tree_head();
    merkle::Prover prover([&](const merkle::TileId& id) { return store.tile(id); });
    for (const Promise& promise : promises) {
        if (const auto ours = signers(promise.checkpoint.note, *known); !ours) {
            return fail(ErrorCode::corruption, "In " + promise.where + ": " + ours.error().detail);
        }
        const merkle::TreeHead& earlier = promise.checkpoint.content.head;
        if (earlier.size > head.size) {
            return rewritten(promise, head);
        }
        const auto root = prover.root(earlier.size);
        if (!root) {
            return tl::unexpected(root.error());
        }
        if (*root != earlier.root) {
            return rewritten(promise, {earlier.size, *root});
        }
    }
    return {};
}

Result<void> Signer::keep(const Store& store, const std::string& where, std::string_view checkpoint)
    const {
    const auto parsed = notary::parse_checkpoint(checkpoint);
    if (!parsed) {
        return fail(ErrorCode::invalid, where + ": " + parsed.error().detail);
    }
    return keep(store, {Promise{where, *parsed}});
}

Result<Signable> Signer::prepare(const Store& store, Turn turn) const {
    auto keys = this->keys(store);
    if (!keys) {
        return tl::unexpected(keys.error());
    }
    return keep(store, turn.promises).map([&] {
        return Signable{std::move(turn), std::move(*keys), store.tree_head()};
    });
}

Result<notary::SignedCheckpoint> Signer::publish(const Signable& signable) const {
    auto checkpoint =
        notary::sign_checkpoint({signable.keys.front().name, signable.head}, signable.keys);
    const auto has = [&](const std::string& where) {
        return std::ranges::any_of(signable.turn.promises, [&](const Promise& promise) {
            return promise.where == where && promise.checkpoint.note == checkpoint.note;
        });
    };
    const bool ours = has(kept_at());
    const bool theirs = witness_.empty() || has(witness_.string());
    return (ours ? Result<void>{} : folder_.save(checkpoint))
        .and_then([&] { return theirs ? Result<void>{} : witness(witness_, checkpoint); })
        .map([&] { return std::move(checkpoint); });
}

Result<notary::SignedCheckpoint> Signer::sign(const Store& store) const {
    return begin().and_then([&](Turn&& turn) { return prepare(store, std::move(turn)); }
    ).and_then([&](const Signable& signable) { return publish(signable); });
}

}  // namespace dunghan::signing
