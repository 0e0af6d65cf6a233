// `dunghan audit verify`: everything is read and compared; the first fault ends it.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "engine/codec/event.h"
#include "engine/notary/base64.h"

#include "adapters/app/audit.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/terminal.h"
#include "adapters/signing/signer.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

// Beside a writer a file may be compacted away while it is read; what was read before is read anew.
constexpr int attempts = 3;

struct Found {
    RocksStore::Checked store;
    std::vector<signing::Promise> promises;
};

Result<void> check_record(const Record& record) {
    const Envelope& envelope = record.envelope;
    if (isatty(STDERR_FILENO) != 0 && envelope.position.value % 65'536 == 0) {
        std::fprintf(
            stderr, "\raudit %llu", static_cast<unsigned long long>(envelope.position.value)
        );
    }
    const auto event = decode_payload(envelope.type, envelope.schema, record.payload);
    return event ? Result<void>{}
                 : Result<void>(fail(
                       event.error().code,
                       "At position " + std::to_string(envelope.position.value) + ": " +
                           event.error().detail
                   ));
}

Result<Found> verify_once(const Options& options, const std::string& witness) {
    const signing::Signer signer(options.data, witness);
    auto promises = signer.promises();  // before the store is opened: see there
    const auto store = RocksStore::open(options.data, RocksStore::Mode::read_only);
    if (!store || !promises) {
        return tl::unexpected(store ? promises.error() : store.error());
    }
    return (*store)->check(check_record).and_then([&](const RocksStore::Checked& checked) {
        return signer.keep(**store, *promises).map([&] {
            return Found{checked, std::move(*promises)};
        });
    });
}

Result<Found> verify(const Options& options, const std::string& witness) {
    auto found = verify_once(options, witness);
    for (int i = 1; i < attempts && !found && found.error().code == ErrorCode::unavailable; ++i) {
        found = verify_once(options, witness);
    }
    return found;
}

void print_json(const Result<Found>& found) {
    Json json;
    json["ok"] = found.has_value();
    if (!found) {
        json["code"] = to_text(found.error().code);
        json["fault"] = found.error().detail;
    } else {
        json["size"] = found->store.head.size;
        json["root"] = notary::base64(found->store.head.root);
        json["streams"] = found->store.streams;
        json["commands"] = found->store.commands;
        json["rows"] = found->store.rows;
        json["checkpoints"] = Json::array();
        for (const signing::Promise& promise : found->promises) {
            json["checkpoints"].push_back(
                {{"where", promise.where}, {"size", promise.checkpoint.content.head.size}}
            );
        }
    }
    std::puts(json.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
}

void print(const Found& found) {
    std::printf(
        "%s %llu sự kiện, %llu dòng sự kiện, %llu lệnh: đã đọc từng byte, không sai lệch\n  %s\n",
        paint("Đạt:", Colour::green).c_str(),
        static_cast<unsigned long long>(found.store.head.size),
        static_cast<unsigned long long>(found.store.streams),
        static_cast<unsigned long long>(found.store.commands),
        notary::shown(found.store.head).c_str()
    );
    for (const signing::Promise& promise : found.promises) {
        std::printf(
            "  bắt đầu đúng bằng điểm chốt %llu trong %s\n",
            static_cast<unsigned long long>(promise.checkpoint.content.head.size),
            promise.where.c_str()
        );
    }
}

}  // namespace

int run_audit_verify(const Options& options, const std::string& given) {
    const auto found = witness_of(options, given).and_then([&](const std::string& witness) {
        return verify(options, witness);
    });
    if (isatty(STDERR_FILENO) != 0) {
        std::fputs("\r", stderr);
    }
    if (options.json) {
        print_json(found);
    } else if (found) {
        print(*found);
    }
    return found ? exit_ok : complain(found.error());
}

}  // namespace dunghan::app
