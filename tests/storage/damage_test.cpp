// Whatever is damaged while nobody looks: is the store intact, or refused with the place named?
// DUNGHAN_PRINT=1 prints the table.
#include <cstdio>
#include <cstdlib>
#include <map>

#include "tests/storage/damages.h"
#include "tests/storage/scenario.h"

namespace dunghan::tests {
namespace {

using Mode = RocksStore::Mode;

Record numbered(std::uint64_t position) {
    Record made = record(position, "a", position);
    made.envelope.command = command_id_from("command " + std::to_string(position));
    made.payload = "{\"note\":\"" + std::string(200, 'x') + "\"}";
    return made;
}

rocks::Machine machine() {
    rocks::Machine made;
    made.files = std::make_shared<FaultFileSystem>();  // waits for no disk
    made.anchor_octets = std::size_t{256} * 1024;      // the last 32 groups
    return made;
}

void append_to(Store& store, std::uint64_t last) {
    for (std::uint64_t at = store.head().value + 1; at <= last; ++at) {
        Batch batch = batch_of({numbered(at)});
        batch.receipts = {{batch.records[0].envelope.command, {at}, 1, {at}}};
        ASSERT_TRUE(store.append(batch));
    }
}

// `in_tables` records have left the log for tables, the others are in the log.
Made make(const fs::path& data, std::uint64_t in_tables, std::uint64_t records) {
    Made made{records, 0, {}};
    if (in_tables > 0) {
        append_to(**RocksStore::open(data, Mode::create, machine()), in_tables);
    }
    const auto store = RocksStore::open(data, Mode::create, machine()).value();
    append_to(*store, records - 10);
    made.log_octets_before = fs::file_size(newest(data, ".log"));
    made.anchor_before = octets_of_file(data / "anchor");
    append_to(*store, records);
    return made;
}

// All files but RocksDB's own diary.
std::map<std::string, std::string> files_in(const fs::path& data) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(data)) {
        const std::string name = entry.path().filename();
        if (entry.is_regular_file() && !name.starts_with("LOG") && name != "LOCK") {
            files[entry.path()] = octets_of_file(entry.path());
        }
    }
    return files;
}

// A refusal that a person can act on: which file, which position where one is known, what to do.
void expect_helpful(const Error& error, const fs::path& data) {
    EXPECT_EQ(error.code, ErrorCode::corruption) << error.detail;
    EXPECT_NE(error.detail.find((data / "").string()), std::string::npos) << error.detail;
    const bool way_out = error.detail.find("dunghan restore") != std::string::npos ||
                         error.detail.find("restore a backup") != std::string::npos;
    EXPECT_TRUE(way_out) << error.detail;
}

// Reads everything that is there.
std::string verdict_of(const RocksStore& store, std::uint64_t head) {
    std::uint64_t at = 0;
    const auto checked = store.check([&](const Record& found) -> Result<void> {
        EXPECT_EQ(found, numbered(++at));
        return {};
    });
    if (!checked) {
        EXPECT_EQ(checked.error().code, ErrorCode::corruption);
        return "opens; verify finds: " + checked.error().detail;
    }
    EXPECT_EQ(checked->head.size, head) << "SILENT LOSS";
    const std::uint64_t again = store.recovery().written_again;
    return again == 0 ? "intact" : "intact, " + std::to_string(again) + " from the anchor";
}

std::string outcome_of(const fs::path& data, std::uint64_t head) {
    const auto before = files_in(data);
    const auto reader = RocksStore::open(data, Mode::read_only, machine());
    EXPECT_EQ(files_in(data), before) << "a reader changed something";
    auto store = RocksStore::open(data, Mode::create, machine());
    if (store) {
        return verdict_of(**store, head);
    }
    expect_helpful(store.error(), data);
    EXPECT_FALSE(reader) << "a reader took what the writer refuses";
    EXPECT_EQ(files_in(data), before) << "a refusal changed something";
    return "refused: " + store.error().detail;
}

void try_all(const std::vector<Damage>& damages, std::uint64_t in_tables, std::uint64_t records) {
    const TempFolder folder;
    const Made made = make(folder.path() / "sound", in_tables, records);
    for (const Damage& damage : damages) {
        SCOPED_TRACE(damage.name);
        const fs::path data = folder.path() / "data";
        fs::copy(folder.path() / "sound", data, fs::copy_options::recursive);
        damage.act(data, made);
        const std::string outcome = outcome_of(data, made.head);
        if (std::getenv("DUNGHAN_PRINT") != nullptr) {
            std::printf("%-42s %s\n", damage.name.c_str(), outcome.c_str());
        }
        fs::remove_all(data);
    }
}

TEST(Damage, OfTheLogOfALongHistory) {
    try_all(damages_of_the_log(), 0, 1000);
}

TEST(Damage, OfTheLogWithMostRecordsInTables) {
    try_all(damages_of_the_log(), 500, 600);
}

TEST(Damage, OfALogThatTheAnchorCoversWhole) {
    try_all(damages_of_the_log(), 500, 525);
}

TEST(Damage, OfOtherFilesOfALongHistory) {
    try_all(damages_of_other_files(), 500, 600);
}

// A power cut left a hole in a group that nobody was promised: row ten of the measurement.
TEST(Damage, OfAGroupThatWasNeverAcknowledgedLosesOnlyThat) {
    const TempFolder folder;
    const fs::path data = folder.path() / "data";
    make(data, 0, 100);
    const std::string anchor = octets_of_file(data / "anchor");
    const std::size_t before = fs::file_size(newest(data, ".log"));
    const fs::path copy = folder.path() / "copy";
    {
        const auto store = RocksStore::open(data, Mode::read_write, machine()).value();
        fs::copy(data, copy, fs::copy_options::recursive);
    }
    // The same log with a group of 20 KB behind it, as the writer was about to sync it.
    (void)before;
    std::string log = octets_of_file(newest(copy, ".log"));
    log += garbage(20'000);
    write_file(newest(copy, ".log"), log);
    zero_page(newest(copy, ".log"), log.size() / 4096 - 2);
    EXPECT_EQ(verdict_of(**RocksStore::open(copy, Mode::read_write, machine()), 100), "intact");
}

}  // namespace
}  // namespace dunghan::tests
