// `dunghan audit prove` and `export`: what an auditor takes home.
#include <cerrno>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <system_error>
#include <unistd.h>

#include "engine/merkle/proof.h"
#include "engine/notary/base64.h"
#include "engine/notary/proof_file.h"

#include "adapters/app/audit.h"
#include "adapters/app/exit_code.h"
#include "adapters/signing/audit_folder.h"

namespace dunghan::app {
namespace {

constexpr std::size_t buffer_octets = std::size_t{1} << 20U;

tl::unexpected<Error> cannot_write(const std::string& path) {
    return fail(
        ErrorCode::unavailable,
        "Expected to write " + path + ", but: " + std::generic_category().message(errno)
    );
}

// A file under another name until it is whole and durable; what is not finished is removed.
class OutFile {
 public:
    explicit OutFile(const std::string& path)
        : path_(path), fresh_(path + ".new"), file_(std::fopen(fresh_.c_str(), "wb")) {
        if (file_ != nullptr) {
            std::setvbuf(file_, nullptr, _IOFBF, buffer_octets);
        }
    }

    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;

    ~OutFile() {
        if (file_ != nullptr) {
            std::fclose(file_);
            ::unlink(fresh_.c_str());
        }
    }

    bool write(std::string_view octets) {
        return file_ != nullptr &&
               std::fwrite(octets.data(), 1, octets.size(), file_) == octets.size();
    }

    Result<void> finish() {
        const bool written =
            file_ != nullptr && std::fflush(file_) == 0 && ::fsync(::fileno(file_)) == 0;
        if (!written || std::rename(fresh_.c_str(), path_.c_str()) != 0) {
            return cannot_write(path_);
        }
        std::fclose(std::exchange(file_, nullptr));
        return {};
    }

 private:
    std::string path_;
    std::string fresh_;
    std::FILE* file_;
};

Result<void> write_text(const std::string& text, const std::string& path) {
    if (path.empty()) {
        return std::fputs(text.c_str(), stdout) >= 0 ? Result<void>{} : cannot_write("the answer");
    }
    OutFile file(path);
    return file.write(text) ? file.finish() : cannot_write(path);
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
    OutFile file(path);
    merkle::Edge edge;
    bool written = file.write(to_text(header));
    auto read = store.read_octets({1}, [&](Position, std::string_view octets) {
        edge.append(merkle::leaf_hash(octets));
        written = written && file.write(octets);
        return written;
    });
    if (!read) {
        return read;
    }
    if (!written) {
        return cannot_write(path);
    }
    if (edge.head() != header.checkpoint.content.head) {
        return fail(
            ErrorCode::corruption,
            "Expected the records to have the signed head (" +
                notary::shown(header.checkpoint.content.head) + "), but they have " +
                notary::shown(edge.head()) + ". `dunghan audit verify` names the place"
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
