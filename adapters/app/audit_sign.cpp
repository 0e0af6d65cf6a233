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

Result<void> add_key(Engine& engine, const signing::AuditFolder& folder, Keys& keys) {
    auto next = signing::make_key(keys.front().name);
    if (!next) {
        return tl::unexpected(next.error());
    }
    keys.push_back(std::move(*next));
    // The file first: a key that is announced and lost would be worse than one not yet announced.
    return folder.save(keys).and_then([&] { return announce_keys(engine, keys); });
}

Result<void> retire_key(Engine& engine, const signing::AuditFolder& folder, Keys& keys) {
    if (keys.size() < 2) {
        return fail(
            ErrorCode::refused,
            "Expected two keys or more, but one signs alone; `audit rotate-key` without --retire "
            "adds one first"
        );
    }
    const notary::VerifierKey oldest = keys.front().verifier();
    Request request;
    request.stream = {"log"};
    request.command = RetireLogKey{
        {to_text(notary::sign_note(retired_text(oldest), std::span(&keys.back(), 1))),
         to_text(oldest)}};
    request.id = command_id_from("log key retired " + to_text(oldest));
    request.actor = "dunghan";
    if (const Outcome outcome = engine.execute_one(request); !outcome) {
        return fail(ErrorCode::unavailable, outcome.error().detail);
    }
    keys.erase(keys.begin());
    return folder.save(keys);
}

// Nobody else signs meanwhile: every checkpoint is signed by the keys of before, or by those of
// after.
Result<Keys> rotate(Engine& engine, const signing::Signer& signer, bool retire) {
    auto signable = signer.begin().and_then([&](signing::Turn&& turn) {
        return signer.prepare(engine.store(), std::move(turn));
    });
    if (!signable) {
        return tl::unexpected(signable.error());
    }
    Keys& keys = signable->keys;
    return announce_keys(engine, keys)
        .and_then([&] {
            return retire ? retire_key(engine, signer.folder(), keys)
                          : add_key(engine, signer.folder(), keys);
        })
        .and_then([&] {
            signable->head = engine.store().tree_head();
            return signer.publish(*signable);
        })
        .map([&](const notary::SignedCheckpoint&) { return keys; });
}

// Where there is no store, nothing is made for it to sign.
Result<signing::Turn> begin_to_read(
    const signing::Signer& signer, const std::filesystem::path& data
) {
    std::error_code none;
    if (!std::filesystem::exists(data / "store", none)) {
        if (const auto opened = RocksStore::open(data, RocksStore::Mode::read_only); !opened) {
            return tl::unexpected(opened.error());
        }
    }
    return signer.begin();
}

}  // namespace

Result<std::string> witness_of(const Options& options, const std::string& given) {
    if (!given.empty()) {
        return given;
    }
    return load_settings(options).map([](const Settings& s) { return s.witness_file; });
}

Result<SignedStore> sign_store(const Options& options, const std::string& witness) {
    const signing::Signer signer(options.data, witness);
    auto turn = begin_to_read(signer, options.data);
    auto store = turn ? RocksStore::open(options.data, RocksStore::Mode::read_only)
                      : tl::unexpected(turn.error());
    if (!store) {
        return tl::unexpected(store.error());
    }
    return signing::sync_log(options.data)
        .and_then([&] { return signer.prepare(**store, std::move(*turn)); })
        .and_then([&](const signing::Signable& signable) { return signer.publish(signable); })
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
    return show_keys(
        options, rotate(*writing->engine, signing::Signer(options.data, *witness), retire)
    );
}

}  // namespace dunghan::app
