// Whether the log can be believed tomorrow: who signs, what was signed last, who else keeps it.
#include <algorithm>

#include "adapters/app/health_checks.h"
#include "adapters/app/settings.h"
#include "adapters/signing/signer.h"
#include "adapters/signing/witness.h"

namespace dunghan::app {
namespace {

using Heads = std::optional<notary::SignedCheckpoint>;

constexpr std::int64_t unsigned_old_ms = ms_per_hour;  // `serve` signs once a minute
constexpr std::int64_t unsigned_bad_ms = 7 * ms_per_day;

std::string command(const Options& options, const std::string& words) {
    return "dunghan --data " + options.data.string() + " " + words;
}

// Nothing: the log was never signed, and nobody is ready to.
std::optional<Check> check_key(
    const Options& options, const Reading& reading, const SignedHeads& heads
) {
    const auto keys = signing::AuditFolder(options.data).keys();
    const auto named = signing::keys_in_log(*reading.store);
    const auto retired = signing::retired_in_log(*reading.store);
    if (!keys || !named || !retired) {
        return broken("key", !keys ? keys.error() : !named ? named.error() : retired.error());
    }
    if (keys->empty()) {
        if (named->empty() && heads.own && !*heads.own) {
            return std::nullopt;
        }
        return Check{
            "key",
            Level::bad,
            "mất khóa ký: nhật ký đã được ký mà không còn " +
                (options.data / "audit" / "key").string(),
            "chép khóa từ bản giữ riêng về; nếu không còn: " +
                command(options, "audit key --replace-lost")};
    }
    const auto serving = std::ranges::count_if(*keys, [&](const notary::SigningKey& key) {
        return std::ranges::count(*retired, key.verifier()) == 0;
    });
    const std::string found = std::to_string(serving) + " khóa ký";
    if (serving == 0) {
        return Check{
            "key",
            Level::bad,
            "mọi khóa ở đây đều đã thôi dùng: chữ ký của chúng không còn giá trị",
            "chép khóa hiện hành từ bản giữ riêng về " + (options.data / "audit" / "key").string()};
    }
    return Check{"key", Level::ok, found, ""};
}

// For how long the log has held records behind `size`; nothing: it holds none.
Result<std::optional<std::int64_t>> unsigned_for(const Reading& reading, std::uint64_t size) {
    std::optional<std::int64_t> age;
    if (size >= reading.store->head().value) {
        return age;
    }
    return reading.store
        ->read(
            {size + 1},
            [&](const Record& record) {
                age = reading.query.as_of.ms - record.envelope.recorded_at.ms;
                return false;
            }
        )
        .map([&] { return age; });
}

Level level_of(std::int64_t unsigned_ms) {
    return unsigned_ms > unsigned_bad_ms   ? Level::bad
           : unsigned_ms > unsigned_old_ms ? Level::warn
                                           : Level::ok;
}

Check check_checkpoint(const Options& options, const Reading& reading, const SignedHeads& heads) {
    if (!heads.own) {
        return broken("audit", heads.own.error());
    }
    const Heads& own = *heads.own;
    const std::uint64_t size = own ? own->content.head.size : 0;
    if (own) {
        const auto where = (options.data / "audit" / "checkpoint").string();
        const signing::Signer signer(options.data, "");
        const auto kept = signer.keep(*reading.store, {{where, *own}});
        if (!kept) {
            return broken("audit", kept.error());
        }
    }
    const auto age = unsigned_for(reading, size);
    if (!age) {
        return broken("audit", age.error());
    }
    const std::string found = own ? "đã ký đến " + std::to_string(size) + " sự kiện"
                                  : "có khóa ký, chưa ký đầu nhật ký lần nào";
    if (!*age) {
        return {"audit", Level::ok, found, ""};
    }
    const Level level = own ? level_of(**age) : std::max(Level::warn, level_of(**age));
    return {
        "audit",
        level,
        found + ", sự kiện chưa ký đầu tiên từ " + span_words(**age) + " trước",
        level == Level::ok ? "" : command(options, "audit checkpoint")};
}

// On another machine it may be out of reach, or its disk not be mounted.
Check check_witness(const Options& options, const Reading& reading, const SignedHeads& heads) {
    const std::string& file = heads.witness_file;
    const std::string look = "kiểm tra đường đến " + file + ", rồi: ";
    const std::string todo = look + command(options, "audit checkpoint");
    if (!heads.witnessed) {
        return {"witness", Level::warn, heads.witnessed.error().detail, todo};
    }
    const Heads& witnessed = *heads.witnessed;
    const std::uint64_t own = heads.own && *heads.own ? (*heads.own)->content.head.size : 0;
    if (!witnessed) {
        return {
            "witness",
            own == 0 ? Level::ok : Level::warn,
            own == 0 ? "nhân chứng chưa nhận gì, vì chưa ký lần nào"
                     : "không thấy điểm chốt nào trong " + file + ", dù đã ký",
            own == 0 ? "" : todo};
    }
    const signing::Signer signer(options.data, "");
    const auto kept = signer.keep(*reading.store, {{file, *witnessed}});
    if (!kept) {
        return broken("witness", kept.error());
    }
    const std::uint64_t size = witnessed->content.head.size;
    const std::string found = "nhân chứng giữ đến " + std::to_string(size) + " sự kiện";
    return size < own ? Check{"witness", Level::warn, found + ", nơi đây đã ký nhiều hơn", todo}
                      : Check{"witness", Level::ok, found, ""};
}

}  // namespace

SignedHeads read_signed_heads(const Options& options) {
    SignedHeads heads;
    const auto settings = load_settings(options);
    heads.own = signing::AuditFolder(options.data).checkpoint();
    heads.witness_file = settings ? settings->witness_file : "";
    if (!heads.witness_file.empty()) {
        heads.witnessed = signing::last_witnessed(heads.witness_file);
    }
    return heads;
}

void check_signing(
    const Options& options,
    const Reading& reading,
    const SignedHeads& heads,
    std::vector<Check>& checks
) {
    const auto key = check_key(options, reading, heads);
    if (!key) {
        checks.push_back({"audit", Level::ok, "chưa dùng chữ ký cho đầu nhật ký", ""});
    } else {
        checks.push_back(*key);
        checks.push_back(check_checkpoint(options, reading, heads));
    }
    if (!heads.witness_file.empty()) {
        checks.push_back(check_witness(options, reading, heads));
    }
}

}  // namespace dunghan::app
