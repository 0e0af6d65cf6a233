// RocksDB's tables: whether its list of them is as long as it was, and what they hold of the log.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <rocksdb/metadata.h>

#include "adapters/rocksdb/inside.h"
#include "adapters/rocksdb/keys.h"

namespace dunghan {
namespace {

constexpr std::string_view prefix = "MANIFEST-";

// 24 of "MANIFEST-000024"; 0 when it is not that.
std::uint64_t number_of(std::string_view name) {
    std::uint64_t number = 0;
    if (name.starts_with(prefix)) {
        name.remove_prefix(prefix.size());
        std::from_chars(name.data(), name.data() + name.size(), number);
    }
    return number;
}

std::string named_by(const std::filesystem::path& current) {
    std::string name;
    std::ifstream in(current);
    std::getline(in, name);
    return name;
}

}  // namespace

// Asked of RocksDB and not of the file, which may be longer than what is synced.
rocks::Manifest RocksStore::Inside::manifest() const {
    std::vector<std::string> names;
    rocks::Manifest found;
    if (!database->GetLiveFiles(names, &found.octets, false).ok()) {
        return {};
    }
    for (const std::string& name : names) {  // "/MANIFEST-000024"
        found.number = std::max(found.number, number_of(std::string_view(name).substr(1)));
    }
    return found;
}

Result<void> RocksStore::Inside::check_manifest(const rocks::Manifest& expected) const {
    const std::filesystem::path file = folder() / named_by(folder() / "CURRENT");
    std::error_code error;
    const rocks::Manifest found{
        number_of(file.filename().string()), std::filesystem::file_size(file, error)};
    const bool shorter = found.number == expected.number && found.octets < expected.octets;
    if (!error && found.number >= expected.number && !shorter) {
        return {};
    }
    return fail(
        ErrorCode::corruption,
        "Expected " + (folder() / "CURRENT").string() + " to name MANIFEST-" +
            std::to_string(expected.number) + " with at least " + std::to_string(expected.octets) +
            " octets, as " + anchor_path().string() + " says, but it names " + file.string() +
            " with " + (error ? "none" : std::to_string(found.octets)) +
            ": RocksDB has forgotten some of its tables. Nothing was changed. Restore a backup: "
            "dunghan restore --from BACKUP --to DIR"
    );
}

// Positions go into tables in their order, so the tables of the log are runs of them.
std::uint64_t RocksStore::Inside::end_of_tables() const {
    rocksdb::ColumnFamilyMetaData tables;
    database->GetColumnFamilyMetaData(family(rocks::Family::log), &tables);
    std::vector<std::pair<std::uint64_t, std::uint64_t>> runs;
    for (const auto& level : tables.levels) {
        for (const auto& table : level.files) {
            runs.emplace_back(
                rocks::number_from(table.smallestkey).value_or(0),
                rocks::number_from(table.largestkey).value_or(0)
            );
        }
    }
    std::ranges::sort(runs);
    std::uint64_t end = 0;
    for (const auto& [first, last] : runs) {
        if (first > end + 1) {
            break;
        }
        end = std::max(end, last);
    }
    return end;
}

}  // namespace dunghan
