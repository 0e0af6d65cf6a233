// What only the store on the disk promises: opening, sharing, and refusing what is damaged.
#include <algorithm>
#include <fstream>
#include <rocksdb/db.h>
#include <rocksdb/file_system.h>

#include "engine/codec/record.h"

#include "adapters/rocksdb/keys.h"
#include "adapters/rocksdb/options.h"

#include "tests/contract/store_under_test.h"

namespace dunghan::tests {
namespace {

namespace fs = std::filesystem;
using Mode = RocksStore::Mode;

// A small ring for the anchor, so that the tests go round it.
std::unique_ptr<RocksStore> opened(const fs::path& folder, Mode mode) {
    auto store = RocksStore::open(folder, mode, small_anchor());
    EXPECT_TRUE(store) << store.error().detail;
    return store ? std::move(*store) : nullptr;
}

// A disk whose free space is what the test says.
class SmallDisk final : public rocksdb::FileSystemWrapper {
 public:
    SmallDisk() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}

    [[nodiscard]] const char* Name() const override { return "SmallDisk"; }

    rocksdb::IOStatus
    GetFreeSpace(const std::string&, const rocksdb::IOOptions&, std::uint64_t* octets, rocksdb::IODebugContext*)
        override {
        *octets = free;
        return rocksdb::IOStatus::OK();
    }

    std::uint64_t free = std::uint64_t{1} << 40U;
};

bool says(const Error& error, std::string_view words) {
    return error.detail.find(words) != std::string::npos;
}

// A closed store of ten records (or more) in as many appends, each with a row.
void make_store(
    const fs::path& folder,
    std::uint64_t records = 10,
    const rocks::Machine& machine = small_anchor()
) {
    const auto store = RocksStore::open(folder, Mode::create, machine).value();
    for (std::uint64_t at = 1; at <= records; ++at) {
        Batch batch = batch_of({record(at, "a", at)});
        batch.views = {put(View::task, "a", std::to_string(at))};
        ASSERT_TRUE(store->append(batch));
    }
}

// Changes stored octets behind the store's back, through RocksDB itself.
void overwrite(const fs::path& folder, rocks::Family family, std::string key, std::string value) {
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::DB* database = nullptr;
    const auto options = rocks::database_options(std::make_shared<rocks::Watch>());
    const auto name = (folder / "store").string();
    ASSERT_TRUE(rocksdb::DB::Open(options, name, rocks::families(), &handles, &database).ok());
    ASSERT_TRUE(
        database->Put(rocks::durable_write(), handles[static_cast<std::size_t>(family)], key, value)
            .ok()
    );
    for (rocksdb::ColumnFamilyHandle* handle : handles) {
        database->DestroyColumnFamilyHandle(handle);
    }
    delete database;
}

std::string position_octets(std::uint64_t position) {
    return std::string(7, '\0') + static_cast<char>(position);
}

fs::path write_ahead_log(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder / "store")) {
        if (entry.path().extension() == ".log") {
            return entry.path();
        }
    }
    ADD_FAILURE() << "no write-ahead log";
    return {};
}

TEST(RocksStoreOpen, WhereThereIsNoStoreOnlyCreateMakesOne) {
    const TempFolder folder;
    for (const Mode mode : {Mode::read_only, Mode::read_write}) {
        const auto store = RocksStore::open(folder.path(), mode);
        ASSERT_FALSE(store);
        EXPECT_EQ(store.error().code, ErrorCode::not_found);
        EXPECT_TRUE(says(store.error(), "but there is none")) << store.error().detail;
    }
    EXPECT_TRUE(fs::is_empty(folder.path())) << "reading makes nothing";

    EXPECT_NE(opened(folder.path() / "deep" / "down", Mode::create), nullptr);
    EXPECT_NE(opened(folder.path() / "deep" / "down", Mode::read_write), nullptr);
}

TEST(RocksStoreOpen, ASecondWriterIsRefusedAndToldWhy) {
    const TempFolder folder;
    const auto writer = opened(folder.path(), Mode::create);

    const auto second = RocksStore::open(folder.path(), Mode::read_write);

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::refused);
    EXPECT_TRUE(says(second.error(), "in use by another process (dunghan serve?)"))
        << second.error().detail;
}

TEST(RocksStoreOpen, AReaderBesideTheWriterSeesWhatWasAcknowledgedAndMayNotAppend) {
    const TempFolder folder;
    const auto writer = opened(folder.path(), Mode::create);
    ASSERT_TRUE(writer->append(batch_of({record(1, "a", 1)})));

    const auto reader = opened(folder.path(), Mode::read_only);
    ASSERT_TRUE(writer->append(batch_of({record(2, "a", 2)})));

    EXPECT_EQ(reader->head(), Position{1});
    EXPECT_EQ(records_from(*reader, 1).size(), 1U);
    EXPECT_EQ(code_of(reader->append(batch_of({record(2, "a", 2)}))), ErrorCode::refused);
    EXPECT_EQ(opened(folder.path(), Mode::read_only)->head(), Position{2});
}

TEST(RocksStoreOpen, AReaderChangesNoFile) {
    const TempFolder folder;
    make_store(folder.path());
    const auto files = [&] {
        std::vector<std::pair<std::string, std::uintmax_t>> found;
        for (const auto& entry : fs::directory_iterator(folder.path() / "store")) {
            found.emplace_back(entry.path().filename().string(), entry.file_size());
        }
        std::sort(found.begin(), found.end());
        return found;
    };
    const auto before = files();

    EXPECT_EQ(opened(folder.path(), Mode::read_only)->head(), Position{10});

    EXPECT_EQ(files(), before);
}

TEST(RocksStoreOpen, AScratchStoreTakesBatchesAndIsGoneWhenClosed) {
    const TempFolder folder;
    {
        const auto scratch = opened(folder.path(), Mode::scratch);
        ASSERT_TRUE(scratch->append(views_of({put(View::task, "k", "v")})));
        ASSERT_TRUE(scratch->append(batch_of({record(1, "a", 1)})));
        EXPECT_EQ(scratch->get(View::task, "k").value(), "v");
        EXPECT_EQ(scratch->head(), Position{1});
    }
    EXPECT_FALSE(fs::exists(folder.path() / "store"));
}

TEST(RocksStoreOpen, AScratchStoreNeverTakesTheFolderOfAnother) {
    const TempFolder folder;
    make_store(folder.path());

    EXPECT_EQ(code_of(RocksStore::open(folder.path(), Mode::scratch)), ErrorCode::refused);

    EXPECT_EQ(opened(folder.path(), Mode::read_only)->head(), Position{10});
}

TEST(RocksStoreOpen, AStoreOfANewerReleaseIsRefused) {
    const TempFolder folder;
    make_store(folder.path());
    overwrite(folder.path(), rocks::Family::meta, "format", position_octets(3));

    const auto store = RocksStore::open(folder.path(), Mode::read_write);

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::refused);
    EXPECT_TRUE(says(store.error(), "store format 2")) << store.error().detail;
}

TEST(RocksStoreOpen, AHeadThatIsNotTheLogsIsCorruption) {
    const TempFolder folder;
    make_store(folder.path());
    overwrite(folder.path(), rocks::Family::meta, "head", rocks::encode_head({11, {}}));

    const auto store = RocksStore::open(folder.path(), Mode::read_write);

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::corruption);
    EXPECT_TRUE(says(store.error(), "end at position 11")) << store.error().detail;
}

TEST(RocksStoreOpen, ARootThatIsNotOfTheseRecordsIsCorruption) {
    const TempFolder folder;
    make_store(folder.path());
    overwrite(folder.path(), rocks::Family::meta, "head", rocks::encode_head({10, {}}));

    const auto store = RocksStore::open(folder.path(), Mode::read_only);

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::corruption);
    EXPECT_TRUE(says(store.error(), "they have the root")) << store.error().detail;
}

TEST(RocksStoreOpen, ARecordChangedSoundlyInTheLastTileIsCorruption) {
    const TempFolder folder;
    make_store(folder.path());
    Record changed = record(7, "a", 7);
    changed.payload = R"({"at":8})";
    overwrite(folder.path(), rocks::Family::log, position_octets(7), encode_record(changed));

    const auto store = RocksStore::open(folder.path(), Mode::read_write);

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::corruption);
}

void flip_a_bit_in_the_middle(const fs::path& path) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    const auto middle = static_cast<std::streamoff>(fs::file_size(path) / 2);
    file.seekg(middle);
    const char flipped = static_cast<char>(file.get() ^ 1);
    file.seekp(middle);
    file.put(flipped);
}

TEST(RocksStoreOpen, WhatAFlippedBitTookFromTheLogIsWrittenAgainFromTheAnchor) {
    const TempFolder folder;
    make_store(folder.path(), 10, {});
    flip_a_bit_in_the_middle(write_ahead_log(folder.path()));

    const auto reader = RocksStore::open(folder.path(), Mode::read_only);
    ASSERT_FALSE(reader) << "a reader brings nothing back";
    EXPECT_EQ(reader.error().code, ErrorCode::unavailable);
    EXPECT_TRUE(says(reader.error(), "Nothing is lost")) << reader.error().detail;

    const auto store = opened(folder.path(), Mode::read_write);
    EXPECT_EQ(store->head(), Position{10});
    EXPECT_TRUE(store->recovery().tail_discarded);
    EXPECT_LT(store->recovery().log_end, Position{10});
    EXPECT_EQ(store->recovery().written_again, 10 - store->recovery().log_end.value);
    EXPECT_EQ(records_from(*store, 1).size(), 10U);
}

TEST(RocksStoreOpen, WhatNeitherTheLogNorTheAnchorHasIsRefusedAndNothingIsChanged) {
    const TempFolder folder;
    make_store(folder.path(), 100);  // the anchor's ring holds four of them
    const fs::path log = write_ahead_log(folder.path());
    flip_a_bit_in_the_middle(log);
    const auto size = fs::file_size(log);

    for (const Mode mode : {Mode::read_only, Mode::read_write, Mode::create}) {
        const auto store = RocksStore::open(folder.path(), mode);
        ASSERT_FALSE(store);
        EXPECT_EQ(store.error().code, ErrorCode::corruption);
        EXPECT_TRUE(says(store.error(), "to 100 are lost")) << store.error().detail;
        EXPECT_TRUE(says(store.error(), log.string())) << store.error().detail;
        EXPECT_TRUE(says(store.error(), "dunghan restore --from")) << store.error().detail;
    }
    EXPECT_EQ(fs::file_size(log), size);
}

TEST(RocksStoreOpen, AStoreWithoutItsAnchorIsRefused) {
    const TempFolder folder;
    make_store(folder.path());
    fs::remove(folder.path() / "anchor");

    const auto store = RocksStore::open(folder.path(), Mode::create);

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::corruption);
    EXPECT_TRUE(says(store.error(), "--accept-data-loss 11..")) << store.error().detail;

    rocks::Machine machine;
    machine.accepted = rocks::Loss{{11}, {}};
    ASSERT_TRUE(RocksStore::open(folder.path(), Mode::read_write, machine));
    EXPECT_EQ(opened(folder.path(), Mode::read_write)->head(), Position{10});
}

TEST(RocksStoreOpen, ALossIsAcceptedByItsExactRangeAndStandsUntilTheNextAppend) {
    const TempFolder folder;
    make_store(folder.path(), 100);
    fs::remove(write_ahead_log(folder.path()));
    rocks::Machine machine;
    for (const rocks::Loss wrong : {rocks::Loss{{1}, {99}}, rocks::Loss{{2}, {100}}}) {
        machine.accepted = wrong;
        EXPECT_EQ(
            code_of(RocksStore::open(folder.path(), Mode::read_write, machine)),
            ErrorCode::corruption
        );
    }

    machine.accepted = rocks::Loss{{1}, {100}};
    ASSERT_TRUE(RocksStore::open(folder.path(), Mode::read_write, machine));
    EXPECT_EQ(code_of(RocksStore::open(folder.path(), Mode::read_write)), ErrorCode::corruption)
        << "nobody has recorded it yet";
    {
        const auto store = RocksStore::open(folder.path(), Mode::read_write, machine);
        ASSERT_TRUE(store);
        ASSERT_TRUE((*store)->append(batch_of({record(1, "a", 1)})));
    }
    EXPECT_EQ(opened(folder.path(), Mode::read_write)->head(), Position{1});
}

TEST(RocksStoreAppend, BelowTheReserveNothingIsWrittenAndReadingGoesOn) {
    const TempFolder folder;
    make_store(folder.path());
    const auto files = std::make_shared<SmallDisk>();
    rocks::Machine machine;
    machine.files = files;
    const auto store = RocksStore::open(folder.path(), Mode::read_write, machine);
    ASSERT_TRUE(store) << store.error().detail;

    files->free = 1 << 20U;
    const auto appended = (*store)->append(batch_of({record(11, "a", 11)}));

    ASSERT_FALSE(appended);
    EXPECT_EQ(appended.error().code, ErrorCode::unavailable);
    EXPECT_TRUE(says(appended.error(), "Disk full")) << appended.error().detail;
    EXPECT_TRUE(says(appended.error(), "Nothing was written")) << appended.error().detail;
    EXPECT_EQ((*store)->head(), Position{10});
    EXPECT_EQ(records_from(**store, 1).size(), 10U);
    files->free = std::uint64_t{1} << 40U;
    EXPECT_TRUE((*store)->append(batch_of({record(11, "a", 11)})));
}

TEST(RocksStoreRead, ADamagedRecordIsNamedByItsPositionAndNotSkipped) {
    const TempFolder folder;
    make_store(folder.path(), 300);
    overwrite(folder.path(), rocks::Family::log, position_octets(4), "not a record");
    const auto store = opened(folder.path(), Mode::read_only);
    int seen = 0;
    const auto count = [&](const Record&) { return ++seen > 0; };

    const auto all = store->read({1}, count);
    const auto stream = store->read_stream({"a"}, count);

    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().code, ErrorCode::corruption);
    EXPECT_TRUE(says(all.error(), "position 4")) << all.error().detail;
    EXPECT_EQ(code_of(stream), ErrorCode::corruption);
    EXPECT_EQ(seen, 6);
}

TEST(RocksStoreOpen, ADamagedRecordAmongTheLastIsNamedByItsPosition) {
    const TempFolder folder;
    make_store(folder.path());
    overwrite(folder.path(), rocks::Family::log, position_octets(4), "not a record");

    const auto store = RocksStore::open(folder.path(), Mode::read_only);

    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ErrorCode::corruption);
    EXPECT_TRUE(says(store.error(), "position 4")) << store.error().detail;
}

TEST(RocksStoreRead, ARecordOfAnotherPositionIsCorruption) {
    const TempFolder folder;
    make_store(folder.path(), 300);
    overwrite(
        folder.path(), rocks::Family::log, position_octets(4), encode_record(record(5, "a", 4))
    );

    const auto store = opened(folder.path(), Mode::read_only);

    EXPECT_EQ(code_of(store->read({1}, [](const Record&) { return true; })), ErrorCode::corruption);
}

}  // namespace
}  // namespace dunghan::tests
