// `dunghan audit key`, `checkpoint`, `rotate-key`: the log's keys and what they sign.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/notary/base64.h"
#include "engine/notary/key_event.h"

#include "adapters/app/audit.h"
#include "adapters/app/checkpointing.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/settings.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;
using Keys = std::vector<notary::SigningKey>;

int show_keys(const Options& options, const Result<Keys>& keys) {
    if (!keys) {
        return complain(keys.error());
    }
    Json json;
    json["origin"] = keys->front().name;
    for (const notary::SigningKey& key : *keys) {
        json["keys"].push_back(to_text(key.verifier()));
        if (!options.json) {
            std::puts(to_text(key.verifier()).c_str());
        }
    }
    if (options.json) {
        std::puts(json.dump(2).c_str());
    }
    return exit_ok;
}

// The kept checkpoint bears the lost key's name and signature: it goes beside, for a person to see.
Result<Keys> begin_anew(const signing::AuditFolder& folder, const std::string& name) {
    auto keys = folder.keys();
    if (!keys || !keys->empty()) {
        return keys ? Result<Keys>(fail(
                          ErrorCode::refused,
                          "Expected no key file, but there is one; use `audit rotate-key`"
                      ))
                    : keys;
    }
    auto key = signing::make_key(name);
    if (!key) {
        return tl::unexpected(key.error());
    }
    std::error_code none;  // there may be no checkpoint
    std::filesystem::rename(folder.path() / "checkpoint", folder.path() / "checkpoint.lost", none);
    keys->push_back(std::move(*key));
    return folder.save(*keys).map([&] { return *keys; });
}

Result<Keys> add_key(Engine& engine, const signing::Signer& signer) {
    auto keys = announce_keys(engine, signer);
    if (!keys) {
        return keys;
    }
    auto next = signing::make_key(keys->front().name);
    if (!next) {
        return tl::unexpected(next.error());
    }
    keys->push_back(std::move(*next));
    // The file first: a key that is announced and lost would be worse than one not yet announced.
    return signer.folder().save(*keys).and_then([&] { return announce_keys(engine, signer); });
}

Result<Keys> retire_key(Engine& engine, const signing::Signer& signer) {
    auto keys = announce_keys(engine, signer);
    if (!keys || keys->size() < 2) {
        return keys ? Result<Keys>(fail(
                          ErrorCode::refused,
                          "Expected two keys or more, but one signs alone; `audit rotate-key` "
                          "without --retire adds one first"
                      ))
                    : keys;
    }
    const notary::VerifierKey oldest = keys->front().verifier();
    Request request;
    request.stream = {"log"};
    request.command = RetireLogKey{
        {to_text(notary::sign_note(retired_text(oldest), std::span(&keys->back(), 1))),
         to_text(oldest)}};
    request.id = command_id_from("log key retired " + to_text(oldest));
    request.actor = "dunghan";
    if (const Outcome outcome = engine.execute_one(request); !outcome) {
        return fail(ErrorCode::unavailable, outcome.error().detail);
    }
    keys->erase(keys->begin());
    return signer.folder().save(*keys).map([&] { return *keys; });
}

}  // namespace

Result<std::string> witness_of(const Options& options, const std::string& given) {
    if (!given.empty()) {
        return given;
    }
    return load_settings(options).map([](const Settings& s) { return s.witness_file; });
}

Result<SignedStore> sign_store(const Options& options, const std::string& witness) {
    auto store = RocksStore::open(options.data, RocksStore::Mode::read_only);
    if (!store) {
        return tl::unexpected(store.error());
    }
    return signing::sync_log(options.data)
        .and_then([&] { return signing::Signer(options.data, witness).sign(**store); })
        .map([&](notary::SignedCheckpoint&& checkpoint) {
            return SignedStore{std::move(*store), std::move(checkpoint)};
        });
}

int run_audit_key(const Options& options, const KeyArguments& arguments) {
    const auto store = RocksStore::open(options.data, RocksStore::Mode::read_only);
    if (!store) {
        return complain(store.error());
    }
    const signing::Signer signer(options.data, "");
    const auto lock = signer.folder().lock();
    if (!lock) {
        return complain(lock.error());
    }
    return show_keys(
        options,
        arguments.replace_lost ? begin_anew(signer.folder(), arguments.name)
                               : signer.keys(**store, arguments.name)
    );
}

int run_audit_checkpoint(const Options& options, const std::string& given) {
    const auto signed_store = witness_of(options, given).and_then([&](const std::string& witness) {
        return sign_store(options, witness);
    });
    if (!signed_store) {
        return complain(signed_store.error());
    }
    const notary::SignedCheckpoint& checkpoint = signed_store->checkpoint;
    if (options.json) {
        Json json;
        json["origin"] = checkpoint.content.origin;
        json["size"] = checkpoint.content.head.size;
        json["root"] = notary::base64(checkpoint.content.head.root);
        json["checkpoint"] = to_text(checkpoint.note);
        std::puts(json.dump(2).c_str());
    } else {
        std::fputs(to_text(checkpoint.note).c_str(), stdout);
    }
    return exit_ok;
}

int run_audit_rotate_key(const Options& options, bool retire) {
    const auto witness = witness_of(options, "");
    auto writing = witness ? open_writing(options, false) : tl::unexpected(witness.error());
    if (!writing) {
        return complain(writing.error());
    }
    const signing::Signer signer(options.data, *witness);
    const auto keys =
        retire ? retire_key(*writing->engine, signer) : add_key(*writing->engine, signer);
    const auto signed_head = keys ? signer.sign(*writing->store) : tl::unexpected(keys.error());
    return signed_head ? show_keys(options, keys) : complain(signed_head.error());
}

}  // namespace dunghan::app
