// A backup counts when it was read back whole, and is refused when one octet of it is another.
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>

#include "engine/audit/refill.h"
#include "engine/audit/verify.h"
#include "engine/codec/record.h"

#include "adapters/backup/take.h"
#include "adapters/disk/lock.h"

#include "tests/support/temp_folder.h"
#include "tests/support/world.h"

namespace dunghan::backup {
namespace {

namespace fs = std::filesystem;
using dunghan::tests::TempFolder;
using testing::World;

const Progress quiet = [](std::uint64_t, std::uint64_t) {};

std::string octets_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write(const fs::path& file, std::string_view octets) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << octets;
}

// A data folder (without its store, which is in memory) and a folder for its backups.
struct Place {
    TempFolder folder;
    fs::path data = folder.path() / "data";
    fs::path to = folder.path() / "to";

    Place() { fs::create_directories(data); }

    Result<Taken> take(const Store& store) const {
        return read_early_files(data).and_then([&](std::vector<KeptFile> early) {
            return backup::take(
                store, {data, std::move(early), to, Instant{1'666'674'000'000}}, quiet
            );
        });
    }

    [[nodiscard]] Result<void> check() const {
        return read_manifest(to).and_then([&](const std::optional<Manifest>& manifest) {
            return manifest ? read_all(to, *manifest, {})
                            : Result<void>(fail(ErrorCode::not_found, "no manifest"));
        });
    }

    [[nodiscard]] std::map<std::string, std::string> files() const {
        std::map<std::string, std::string> files;
        for (const auto& entry : fs::recursive_directory_iterator(to)) {
            if (entry.is_regular_file() && entry.path().filename() != "LOCK") {
                files[entry.path().lexically_relative(to).string()] = octets_of(entry.path());
            }
        }
        return files;
    }
};

struct LivedIn : World {
    LivedIn() {
        assign("2.1", "Tháng 5/2022", "so-du-lich");
        assign("2.2", "Tháng 10/2022", "so-noi-vu");
        run_at("2022-10-25T08:00");
    }
};

// So many small records, more than fit into a segment.
void grow(MemoryStore& store, std::uint64_t to) {
    Batch batch;
    for (std::uint64_t at = store.head().value + 1; at <= to; ++at) {
        Record record;
        record.envelope.position = {at};
        record.envelope.stream = {"s"};
        record.envelope.version = {at};
        record.envelope.type = EventType::progress_reported;
        record.payload = "{}";
        batch.records.push_back(std::move(record));
    }
    ASSERT_TRUE(store.append(batch));
}

Error error_of(const Result<Taken>& taken) {
    EXPECT_FALSE(taken);
    return taken ? Error{} : taken.error();
}

bool says(const Error& error, std::string_view words) {
    return error.detail.find(words) != std::string::npos;
}

TEST(Backup, HoldsTheRecordsAndTheFilesBesideTheLog) {
    const LivedIn world;
    const Place place;
    write(place.data / "settings.yaml", "mail: {}\n");
    write(place.data / "keys" / "an.key", "secret");
    write(place.data / "audit" / "heads" / "1", "signed");
    write(place.data / "mail" / "new" / "1", "delivered: no truth");

    const auto taken = place.take(world.store);

    ASSERT_TRUE(taken) << taken.error().detail;
    EXPECT_EQ(taken->manifest.head, world.store.tree_head());
    EXPECT_EQ(taken->files, 5U);
    EXPECT_EQ(taken->copied, 4U);
    std::string log;
    std::map<std::string, std::string> kept;
    Readers readers;
    readers.record = [&](const Record& record) -> Result<void> {
        log += encode_record(record);
        return {};
    };
    readers.kept = [&](std::string_view path, std::string_view octets) -> Result<void> {
        kept.emplace(path, octets);
        return {};
    };
    ASSERT_TRUE(read_all(place.to, taken->manifest, readers));
    const std::map<std::string, std::string> expected{
        {"audit/heads/1", "signed"}, {"keys/an.key", "secret"}, {"settings.yaml", "mail: {}\n"}};
    EXPECT_EQ(kept, expected);
    EXPECT_EQ(log, place.files().at(file_of(taken->manifest.segments.front())));
    const auto perms = fs::status(place.to / file_of(taken->manifest.kept.front())).permissions();
    EXPECT_EQ(perms, fs::perms::owner_read | fs::perms::owner_write);
}

// The law: views are never truth. What the records alone give is what the writer had.
TEST(Backup, GivesIndexAnswersTreeAndViewsBackExactly) {
    const LivedIn world;
    const Place place;
    const auto taken = place.take(world.store);
    ASSERT_TRUE(taken);

    MemoryStore store;
    audit::Refill refill(store);
    Readers readers;
    readers.record = [&](const Record& record) { return refill.add(record); };
    ASSERT_TRUE(read_all(place.to, taken->manifest, readers));
    ASSERT_TRUE(refill.finish());

    EXPECT_EQ(store.tree_head(), world.store.tree_head());
    MemoryStore scratch;
    const auto verified = audit::verify_views(world.store, scratch, [](Position) {});
    ASSERT_TRUE(verified && !verified->first);
    for (const View view :
         {View::task, View::due, View::pending, View::outbox, View::digest, View::notice}) {
        const auto rows = [view](const Store& of) {
            std::map<std::string, std::string> all;
            EXPECT_TRUE(of.scan(view, {}, {}, [&](auto key, auto value) {
                all.emplace(key, value);
                return true;
            }));
            return all;
        };
        EXPECT_EQ(rows(store), rows(world.store)) << audit::to_text(view);
    }
    ASSERT_TRUE(world.store.read({1}, [&](const Record& record) {
        const auto ours = world.store.find_command(record.envelope.command).value();
        const auto theirs = store.find_command(record.envelope.command).value();
        EXPECT_TRUE(
            ours && theirs && ours->first == theirs->first && ours->count == theirs->count &&
            ours->version == theirs->version
        ) << "position "
          << record.envelope.position.value;
        return true;
    }));
    std::uint64_t versions = 0;
    ASSERT_TRUE(store.read_stream({"task/2.1"}, [&](const Record& record) {
        EXPECT_EQ(record.envelope.version.value, ++versions);
        return true;
    }));
    EXPECT_GT(versions, 1U);
}

TEST(Backup, WritesAClosedSegmentOnceAndTheOpenOneUnderANewName) {
    MemoryStore store;
    const Place place;
    grow(store, segment_records + 10);
    const auto first = place.take(store);
    ASSERT_TRUE(first) << first.error().detail;
    ASSERT_EQ(first->manifest.segments.size(), 2U);
    const fs::path closed = place.to / file_of(first->manifest.segments[0]);
    const fs::path open = place.to / file_of(first->manifest.segments[1]);
    const auto written = fs::last_write_time(closed);

    const auto same = place.take(store);
    ASSERT_TRUE(same);
    EXPECT_EQ(same->copied, 0U);

    grow(store, 2 * segment_records + 1);
    const auto second = place.take(store);

    ASSERT_TRUE(second) << second.error().detail;
    EXPECT_EQ(second->copied, 2U);
    ASSERT_EQ(second->manifest.segments.size(), 3U);
    EXPECT_EQ(second->manifest.segments[2].last, 2 * segment_records + 1);
    EXPECT_EQ(second->manifest.segments[2].first, second->manifest.segments[2].last);
    EXPECT_EQ(fs::last_write_time(closed), written);
    EXPECT_FALSE(fs::exists(open)) << "no manifest names it any more";
    EXPECT_TRUE(place.check());
}

// Every file of a backup; each octet of the small ones, many of the large ones.
TEST(Backup, IsRefusedWithFileAndPlaceWhenOneOctetIsAnother) {
    const LivedIn world;
    const Place place;
    write(place.data / "settings.yaml", "mail: {}\n");
    write(place.data / "keys" / "an.key", "secret");
    ASSERT_TRUE(place.take(world.store));
    ASSERT_TRUE(place.check());
    std::size_t tried = 0;
    for (const auto& [name, octets] : place.files()) {
        const std::size_t step = std::max<std::size_t>(octets.size() / 1'500, 1);
        for (std::size_t at = 0; at < octets.size(); at += step, ++tried) {
            std::string changed = octets;
            changed[at] = static_cast<char>(changed[at] ^ (1 << tried % 8));
            write(place.to / name, changed);
            const auto checked = place.check();
            ASSERT_FALSE(checked) << name << " at octet " << at;
            ASSERT_TRUE(says(checked.error(), name)) << at << ": " << checked.error().detail;
            const bool placed = says(checked.error(), "octet") || says(checked.error(), "line") ||
                                says(checked.error(), "root");
            const bool other_format = checked.error().code == ErrorCode::refused;
            ASSERT_TRUE(placed || other_format) << at << ": " << checked.error().detail;
        }
        write(place.to / name, octets);
    }
    EXPECT_GT(tried, 2'000U);
    EXPECT_TRUE(place.check());
}

TEST(Backup, NamesTheRecordThatIsDamaged) {
    const LivedIn world;
    const Place place;
    const auto taken = place.take(world.store);
    ASSERT_TRUE(taken);
    const fs::path file = place.to / file_of(taken->manifest.segments.front());
    std::string octets = octets_of(file);
    std::size_t second = 4;  // the first record's length, little-endian
    for (std::size_t i = 0; i < 4; ++i) {
        second += static_cast<std::size_t>(static_cast<unsigned char>(octets[i])) << (8 * i);
    }
    octets[second + 60] ^= 1;
    write(file, octets);
    const auto checked = place.check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ErrorCode::corruption);
    EXPECT_TRUE(says(checked.error(), file.string())) << checked.error().detail;
    EXPECT_TRUE(says(checked.error(), "at octet " + std::to_string(second) + ", position 2:"))
        << checked.error().detail;
}

TEST(Backup, IsRefusedWhenAFileIsGoneShorterOrLonger) {
    const LivedIn world;
    const Place place;
    write(place.data / "keys" / "an.key", "secret");
    ASSERT_TRUE(place.take(world.store));
    for (const auto& [name, octets] : place.files()) {
        for (const std::string& other : {octets.substr(0, octets.size() - 1), octets + "x"}) {
            write(place.to / name, other);
            EXPECT_FALSE(place.check()) << name;
        }
        fs::remove(place.to / name);
        EXPECT_FALSE(place.check()) << name;
        write(place.to / name, octets);
    }
    EXPECT_TRUE(place.check());
}

TEST(Backup, OfAnotherLogOrOfMoreThanThisOneHasIsRefusedNamingBoth) {
    const LivedIn world;
    World other("2022-10-24T07:55");
    other.assign("9.9", "Tháng 5/2022", "so-y-te");
    while (other.store.head().value <= world.store.head().value) {
        other.report("9.9", task::Progress::in_progress, "2022-10-24T07:00");
        other.report("9.9", task::Progress::not_started, "2022-10-24T07:01");
    }
    const Place place;
    ASSERT_TRUE(place.take(world.store));
    const auto before = place.files();

    const Error another = error_of(place.take(other.store));
    EXPECT_EQ(another.code, ErrorCode::refused);
    EXPECT_TRUE(says(another, to_hex(world.store.tree_head().root))) << another.detail;
    EXPECT_TRUE(says(another, place.to.string()) && says(another, place.data.string()));

    const World younger;  // as if the store had been rolled back
    const Error shorter = error_of(place.take(younger.store));
    EXPECT_EQ(shorter.code, ErrorCode::refused);
    EXPECT_TRUE(says(shorter, to_hex(younger.store.tree_head().root))) << shorter.detail;
    EXPECT_EQ(place.files(), before) << "a refused backup leaves the one that is there";
}

TEST(Backup, ThatIsDamagedIsNotContinued) {
    LivedIn world;
    const Place place;
    const auto taken = place.take(world.store);
    write(place.data / "settings.yaml", "a");
    ASSERT_TRUE(taken && place.take(world.store));
    const fs::path file = place.to / file_of(taken->manifest.segments.front());
    std::string octets = octets_of(file);
    octets[octets.size() / 2] ^= 4;
    write(file, octets);
    const std::string manifest = octets_of(place.to / manifest_name);

    const Error error = error_of(place.take(world.store));

    EXPECT_EQ(error.code, ErrorCode::corruption);
    EXPECT_TRUE(says(error, file.string())) << error.detail;
    EXPECT_EQ(octets_of(place.to / manifest_name), manifest);
}

// Cut off at any moment, the manifest before still names whole files.
TEST(Backup, OutlivesOneThatWasCutOff) {
    LivedIn world;
    const Place place;
    ASSERT_TRUE(place.take(world.store));
    write(place.to / "log" / "000000000001-000000000999", "half a segment");
    write(place.to / "kept" / std::string(64, 'a'), "half a file");
    write(place.to / "MANIFEST.new", "half a manifest");
    EXPECT_TRUE(place.check()) << "what no manifest names does not count";

    world.report("2.1", task::Progress::in_progress, "2022-10-25T07:00");
    ASSERT_TRUE(place.take(world.store));

    EXPECT_TRUE(place.check());
    EXPECT_EQ(place.files().size(), 2U) << "a segment and the manifest";
}

TEST(Backup, ForgetsAKeyThatIsGone) {
    const LivedIn world;
    const Place place;
    write(place.data / "keys" / "an.key", "planted-key-octets");
    ASSERT_TRUE(place.take(world.store));
    fs::remove(place.data / "keys" / "an.key");

    ASSERT_TRUE(place.take(world.store));

    for (const auto& [name, octets] : place.files()) {
        EXPECT_EQ(octets.find("planted-key-octets"), std::string::npos) << name;
    }
}

TEST(Backup, NeedsAFolderOfItsOwnAndOneProcessAtATime) {
    const LivedIn world;
    const Place place;
    write(place.to / "letters.txt", "mine");
    EXPECT_TRUE(says(error_of(place.take(world.store)), "letters.txt"));
    fs::remove(place.to / "letters.txt");

    const auto lock = disk::FileLock::take(place.to / "LOCK");
    ASSERT_TRUE(lock);
    EXPECT_TRUE(says(error_of(place.take(world.store)), "another process has it"));
}

TEST(Backup, OfAnEmptyLogIsRefused) {
    const MemoryStore empty;
    const Place place;
    EXPECT_EQ(error_of(place.take(empty)).code, ErrorCode::not_found);
    EXPECT_FALSE(fs::exists(place.to));
}

TEST(Manifest, KeepsNoPathThatLeadsOutOfTheFolder) {
    for (const char* path : {"settings.yaml", "keys/a b.key", "audit/heads/1", "keys/.hidden"}) {
        EXPECT_TRUE(may_be_kept(path)) << path;
    }
    for (const char* path :
         {"", "/etc/passwd", "../x", "keys/../b", "keys//b", "keys/", "./keys/a", "keys/a\nb"}) {
        EXPECT_FALSE(may_be_kept(path)) << path;
    }
}

// Who can write a backup writes its SHA-256 as well: the format says what a restore may make.
TEST(Manifest, NamesNoFileThatIsTheStoresOrNobodys) {
    for (const char* path :
         {"anchor",
          "store/CURRENT",
          "RESTORING",
          "backup.json",
          "mail/new/1",
          "keys",
          "audit",
          "settings.yaml/x",
          "settings.yaml.new",
          "keys2/a"}) {
        EXPECT_FALSE(may_be_kept(path)) << path;
        Manifest manifest;
        manifest.kept.push_back({path, 0, sha256("")});
        const auto refused = decode_manifest(encode_manifest(manifest));
        ASSERT_FALSE(refused) << path;
        EXPECT_EQ(refused.error().code, ErrorCode::corruption);
    }
}

TEST(Manifest, OfANewerFormatSaysSo) {
    std::string text = encode_manifest({});
    text.replace(0, std::string("dunghan backup 1").size(), "dunghan backup 2");
    const auto manifest = decode_manifest(text);
    ASSERT_FALSE(manifest);
    EXPECT_EQ(manifest.error().code, ErrorCode::refused);
}

}  // namespace
}  // namespace dunghan::backup
