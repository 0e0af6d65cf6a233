#include "adapters/app/verify.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "engine/audit/verify.h"
#include "engine/base/sha256.h"

#include "adapters/app/exit_code.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;

// Keys hold octets that are not text: printable ones as they are, the rest as \xNN.
std::string printable(const std::string& octets) {
    std::string text;
    for (const char c : octets) {
        if (c >= 0x20 && c < 0x7f && c != '\\') {
            text += c;
            continue;
        }
        char escaped[8];
        std::snprintf(escaped, sizeof escaped, "\\x%02x", static_cast<unsigned>(c) & 0xffU);
        text += escaped;
    }
    return text;
}

std::string value_of(const std::optional<std::string>& value) {
    return value ? std::to_string(value->size()) + " octets, sha256 " + to_hex(sha256(*value))
                 : "no such row";
}

Json difference_json(const audit::Difference& difference) {
    return {
        {"view", audit::to_text(difference.view)},
        {"key", printable(difference.key)},
        {"live", value_of(difference.live)},
        {"rebuilt", value_of(difference.rebuilt)}};
}

Json fingerprints_json(const audit::Verification& verification) {
    Json json = Json::object();
    for (const audit::Fingerprint& fingerprint : verification.fingerprints) {
        json[audit::to_text(fingerprint.view)] = {
            {"rows", fingerprint.rows}, {"sha256", to_hex(fingerprint.sha256)}};
    }
    return json;
}

void print(const audit::Verification& verification) {
    if (!verification.first) {
        std::printf(
            "%s %llu sự kiện dựng lại %llu dòng, giống từng byte với bản đang dùng; không gửi gì\n",
            paint("Đạt:", Colour::green).c_str(),
            static_cast<unsigned long long>(verification.head.value),
            static_cast<unsigned long long>(verification.rows)
        );
        return;
    }
    const audit::Difference& difference = *verification.first;
    std::printf(
        "%s view %s, key %s\n  live:    %s\n  rebuilt: %s\n",
        paint("Khác nhau:", Colour::red).c_str(),
        std::string(audit::to_text(difference.view)).c_str(),
        printable(difference.key).c_str(),
        value_of(difference.live).c_str(),
        value_of(difference.rebuilt).c_str()
    );
}

void show_progress(Position position) {
    if (isatty(STDERR_FILENO) != 0 && position.value % 65'536 == 0) {
        std::fprintf(stderr, "\rreplay %llu", static_cast<unsigned long long>(position.value));
    }
}

// Beside the live store, on its own disk; gone when closed.
std::filesystem::path scratch_directory(const Options& options) {
    return options.data / ("rebuild-" + std::to_string(getpid()));
}

}  // namespace

int run_verify(const Options& options) {
    const auto live = RocksStore::open(options.data, RocksStore::Mode::read_only);
    if (!live) {
        return complain(live.error());
    }
    const auto directory = scratch_directory(options);
    auto scratch = RocksStore::open(directory, RocksStore::Mode::scratch);
    if (!scratch) {
        return complain(scratch.error());
    }
    const auto verification =
        audit::verify_views(**live, **scratch, show_progress, {.fingerprints = options.json});
    scratch->reset();
    std::error_code ignored;
    std::filesystem::remove_all(directory, ignored);
    if (!verification) {
        return complain(verification.error());
    }
    if (options.json) {
        Json json;
        json["ok"] = !verification->first.has_value();
        json["events"] = verification->head.value;
        json["rows"] = verification->rows;
        json["views"] = fingerprints_json(*verification);
        if (verification->first) {
            json["difference"] = difference_json(*verification->first);
        }
        std::puts(json.dump(2).c_str());
    } else {
        print(*verification);
    }
    return verification->first ? exit_difference : exit_ok;
}

}  // namespace dunghan::app
