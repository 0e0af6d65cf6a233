#include "adapters/keys/erasures.h"

#include "engine/base/text.h"

#include "adapters/disk/file.h"
#include "adapters/disk/lines.h"

namespace dunghan {
namespace {

constexpr disk::LinesForm form{"list of erasures", "dunghan erased ", 1};
constexpr std::string_view word = "erased ";
constexpr std::string_view no_key = "- ";
constexpr std::uint64_t octets_max = std::uint64_t{64} << 20U;

// One line: what stands in it cannot end it.
std::string in_one_line(std::string_view text) {
    std::string line(text);
    for (char& c : line) {
        c = static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return squeeze(line);
}

void read_erasure(disk::Lines& lines, Erasures& erasures) {
    lines.next(word);
    const std::string person(lines.text(false));
    Erasure erasure;
    const auto at = parse_instant(lines.text(false), Zone{});
    if (!at || (!erasures.empty() && person <= erasures.rbegin()->first)) {
        lines.refuse();
        return;
    }
    erasure.at = *at;
    if (!lines.skip(no_key)) {
        erasure.key = lines.hash(false);
    }
    erasure.basis = lines.text(true);
    erasures.emplace(person, std::move(erasure));
}

tl::unexpected<Error> of_another_log(const std::string& person) {
    return fail(
        ErrorCode::refused,
        "Expected the erasures of this very log, but " + person +
            " was erased there with another key than the one here; give the list that lies in "
            "this log's data folder or in a backup of it"
    );
}

}  // namespace

std::string encode_erasures(const Erasures& erasures) {
    std::string body;
    for (const auto& [person, erasure] : erasures) {
        body += std::string(word) + person + " " + to_rfc3339(erasure.at) + " " +
                (erasure.key ? to_hex(*erasure.key) + " " : std::string(no_key)) +
                in_one_line(erasure.basis) + "\n";
    }
    return disk::write_lines(form, body);
}

Result<Erasures> decode_erasures(std::string_view text) {
    Erasures erasures;
    return disk::read_lines(
               text,
               form,
               [&](disk::Lines& lines) {
                   while (!lines.failed() && lines.begins(word)) {
                       read_erasure(lines, erasures);
                   }
               }
    ).map([&] { return std::move(erasures); });
}

Result<Erasures> read_erasures(const std::filesystem::path& file) {
    const auto text = disk::find_file(file, octets_max);
    if (!text || !*text) {
        return text ? Result<Erasures>() : tl::unexpected(text.error());
    }
    return decode_erasures(**text).map_error([&](const Error& error) {
        return Error{
            error.code,
            file.string() + ": " + error.detail +
                ". Put back the list of the last backup; without one take this file out: it is "
                "made again from the log, without the keys it knew"};
    });
}

Result<void> write_erasures(const std::filesystem::path& file, const Erasures& erasures) {
    return disk::make_folder(file.parent_path()).and_then([&] {
        return disk::replace_file(file, encode_erasures(erasures));
    });
}

Result<void> merge(Erasures& into, const Erasures& more) {
    for (const auto& [person, erasure] : more) {
        const auto known = into.try_emplace(person, erasure).first;
        if (known->second.key && erasure.key && *known->second.key != *erasure.key) {
            return of_another_log(person);
        }
        if (erasure.key) {
            known->second.key = erasure.key;
        }
    }
    return {};
}

Result<bool> was_destroyed(
    const Erasures& erasures, const std::string& person, std::string_view octets
) {
    const auto erased = erasures.find(person);
    if (erased == erasures.end()) {
        return false;
    }
    if (erased->second.key && *erased->second.key != sha256(octets)) {
        return of_another_log(person);
    }
    return true;
}

}  // namespace dunghan
