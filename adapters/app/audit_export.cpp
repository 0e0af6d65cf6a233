// `dunghan audit prove` and `export`: what an auditor takes home.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/merkle/proof.h"
#include "engine/notary/base64.h"
#include "engine/notary/proof_file.h"

#include "adapters/app/audit.h"
#include "adapters/app/exit_code.h"
#include "adapters/disk/file.h"
#include "adapters/disk/new_file.h"
#include "adapters/signing/audit_folder.h"

namespace dunghan::app {
namespace {

constexpr unsigned everybody_may_read = 0644;

Result<void> write_text(const std::string& text, const std::string& path) {
    if (path.empty()) {
        const bool written = std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
        return written ? Result<void>{} : Result<void>(disk::failed("write", "the answer"));
    }
    return disk::replace_file(path, text, everybody_may_read);
}

Result<std::string> octets_at(const RocksStore& store, std::uint64_t position) {
    std::string octets;
    return store
        .read_octets(
            {position},
            [&](Position, std::string_view found) {
                octets = found;
                return false;
            }
        )
        .map([&] { return octets; });
}

tl::unexpected<Error> beyond(std::uint64_t wanted, std::uint64_t size) {
    return fail(
        ErrorCode::not_found,
        "Expected a position or size of 1 to " + std::to_string(size) + ", but got " +
            std::to_string(wanted)
    );
}

Result<std::string> proof_of(const SignedStore& log, const ProveArguments& arguments) {
    const std::uint64_t size = log.checkpoint.content.head.size;
    const std::uint64_t wanted = arguments.position + arguments.from;  // one of them is 0
    if (wanted > size) {
        return beyond(wanted, size);
    }
    merkle::Prover prover([&](const merkle::TileId& id) { return log.store->tile(id); });
    if (arguments.position == 0) {
        const auto root = prover.root(arguments.from);
        auto proof = prover.consistency(arguments.from, size);
        if (!root || !proof) {
            return tl::unexpected(root ? proof.error() : root.error());
        }
        return to_text(notary::ConsistencyFile{
            {arguments.from, *root}, std::move(*proof), log.checkpoint});
    }
    const auto record = octets_at(*log.store, arguments.position);
    auto proof = prover.inclusion(arguments.position - 1, size);
    if (!record || !proof) {
        return tl::unexpected(record ? proof.error() : record.error());
    }
    return to_text(notary::InclusionFile{
        *record, arguments.position - 1, std::move(*proof), log.checkpoint});
}

// Names those who signed, should a key have come or gone since.
Result<notary::BundleHeader> header_of(const Options& options, const SignedStore& log) {
    return signing::AuditFolder(options.data)
        .keys()
        .and_then([&](const std::vector<notary::SigningKey>& keys) {
            std::vector<notary::VerifierKey> known;
            known.reserve(keys.size());
            for (const notary::SigningKey& key : keys) {
                known.push_back(key.verifier());
            }
            return signers(log.checkpoint.note, known);
        })
        .map([&](const std::vector<notary::VerifierKey>& keys) {
            return notary::BundleHeader{keys, log.checkpoint};
        });
}

// The records are hashed on their way: no bundle is made that would not verify.
Result<void> write_bundle(
    const notary::BundleHeader& header, const RocksStore& store, const std::string& path
) {
    disk::NewFile file(path, everybody_may_read);
    merkle::Peaks peaks;
    Result<void> written = file.write(to_text(header));
    auto read = store.read_octets({1}, [&](Position, std::string_view octets) {
        peaks.append(merkle::leaf_hash(octets));
        written = written.and_then([&] { return file.write(octets); });
        return written.has_value();
    });
    if (!read || !written) {
        return read ? written : read;
    }
    if (peaks.head() != header.checkpoint.content.head) {
        return fail(
            ErrorCode::corruption,
            "Expected the records to have the signed head (" +
                notary::shown(header.checkpoint.content.head) + "), but they have " +
                notary::shown(peaks.head()) + ". `dunghan audit verify` names the place"
        );
    }
    return file.finish();
}

}  // namespace

int run_audit_prove(const Options& options, const ProveArguments& arguments) {
    const auto written =
        witness_of(options, "")
            .and_then([&](const std::string& witness) { return sign_store(options, witness); })
            .and_then([&](const SignedStore& log) { return proof_of(log, arguments); })
            .and_then([&](const std::string& text) { return write_text(text, arguments.out); });
    return written ? exit_ok : complain(written.error());
}

int run_audit_export(const Options& options, const std::string& out) {
    auto log = witness_of(options, "").and_then([&](const std::string& witness) {
        return sign_store(options, witness);
    });
    const auto header = log ? header_of(options, *log) : tl::unexpected(log.error());
    if (!header) {
        return complain(header.error());
    }
    if (const auto written = write_bundle(*header, *log->store, out); !written) {
        return complain(written.error());
    }
    const merkle::TreeHead& head = log->checkpoint.content.head;
    if (options.json) {
        nlohmann::ordered_json json;
        json["file"] = out;
        json["size"] = head.size;
        json["root"] = notary::base64(head.root);
        std::puts(json.dump(2).c_str());
    } else {
        std::printf(
            "Đã xuất %llu sự kiện vào %s\n  %s\n  kiểm tra: dunghan-verify %s\n",
            static_cast<unsigned long long>(head.size),
            out.c_str(),
            notary::shown(head).c_str(),
            out.c_str()
        );
    }
    return exit_ok;
}

}  // namespace dunghan::app
