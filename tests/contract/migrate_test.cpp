// From one store format to the next: cut off anywhere, begun again, and never past what is known.
#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/rocksdb/keys.h"
#include "adapters/rocksdb/options.h"

#include "tests/contract/store_under_test.h"

namespace dunghan::tests {
namespace {

namespace fs = std::filesystem;
using Mode = RocksStore::Mode;
using rocks::Family;

constexpr std::uint64_t many = 70'000;  // tiles are written once before the end

// RocksDB's own view of a closed store.
class Database {
 public:
    explicit Database(const fs::path& folder) {
        const auto options = rocks::database_options(std::make_shared<rocks::Watch>());
        rocksdb::DB* database = nullptr;
        const auto status = rocksdb::DB::Open(
            options, (folder / "store").string(), rocks::families(), &handles_, &database
        );
        EXPECT_TRUE(status.ok()) << status.ToString();
        database_.reset(database);
    }

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    ~Database() {
        for (rocksdb::ColumnFamilyHandle* handle : handles_) {
            database_->DestroyColumnFamilyHandle(handle);
        }
    }

    void put(std::string_view key, std::string_view value) {
        EXPECT_TRUE(database_->Put(rocks::durable_write(), key, value).ok());
    }

    void remove(std::string_view key) {
        EXPECT_TRUE(database_->Delete(rocks::durable_write(), key).ok());
    }

    void drop(Family family) {
        EXPECT_TRUE(database_->DropColumnFamily(handles_[static_cast<std::size_t>(family)]).ok());
    }

    void add_family(const std::string& name) {
        rocksdb::ColumnFamilyHandle* handle = nullptr;
        EXPECT_TRUE(database_->CreateColumnFamily({}, name, &handle).ok());
        handles_.push_back(handle);
    }

 private:
    std::unique_ptr<rocksdb::DB> database_;
    std::vector<rocksdb::ColumnFamilyHandle*> handles_;
};

// A store as release 0.1.0 left one. Returns the head its tree will have.
merkle::TreeHead make_format_1(const fs::path& folder, std::uint64_t records) {
    merkle::TreeHead head;
    {
        const auto store = RocksStore::open(folder, Mode::create);
        EXPECT_TRUE(store);
        Batch batch;
        for (std::uint64_t at = 1; at <= records; ++at) {
            batch.records.push_back(record(at, "a", at));
        }
        EXPECT_TRUE((*store)->append(batch));
        head = (*store)->tree_head();
    }
    Database database(folder);
    database.put(rocks::format_key, rocks::octets_of(1));
    database.put(rocks::head_key, rocks::octets_of(records));
    database.put("views", rocks::octets_of(records));
    database.remove(rocks::release_key);
    database.drop(Family::tree);
    return head;
}

// Migrates in a process of its own that ends, as if killed, when `progress` is heard this often.
void migrate_and_die(const fs::path& folder, int heard) {
    const pid_t child = ::fork();
    if (child == 0) {
        int count = 0;
        const auto migrated = RocksStore::migrate(folder, [&](auto, auto) {
            if (++count == heard) {
                ::_exit(42);
            }
        });
        ::_exit(migrated ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    ASSERT_EQ(WEXITSTATUS(status), 42);
}

TEST(Migrate, GrowsTheTreeAReleaseBeforeDidNotHave) {
    const TempFolder folder;
    const merkle::TreeHead head = make_format_1(folder.path(), 1000);

    const auto migrated = RocksStore::migrate(folder.path(), [](auto, auto) {});

    ASSERT_TRUE(migrated) << migrated.error().detail;
    EXPECT_EQ(migrated->from, 1U);
    EXPECT_EQ(migrated->to, rocks::store_format);
    const auto store = RocksStore::open(folder.path(), Mode::read_write);
    ASSERT_TRUE(store) << store.error().detail;
    EXPECT_EQ((*store)->tree_head(), head);
    EXPECT_EQ((*store)->tile({0, 2})->hashes.size(), 256U);
    EXPECT_TRUE((*store)->append(batch_of({record(1001, "a", 1001)})));
}

TEST(Migrate, CutOffAnywhereIsBegunAgain) {
    const TempFolder folder;
    const merkle::TreeHead head = make_format_1(folder.path(), many);
    for (const int heard : {1, 2, 1}) {  // after the first tiles; before the last write; again
        migrate_and_die(folder.path(), heard);
        const auto store = RocksStore::open(folder.path(), Mode::read_write);
        ASSERT_FALSE(store);
        EXPECT_EQ(store.error().code, ErrorCode::refused);
        EXPECT_NE(store.error().detail.find("migrate"), std::string::npos) << store.error().detail;
    }
    ASSERT_TRUE(RocksStore::migrate(folder.path(), [](auto, auto) {}));
    const auto store = RocksStore::open(folder.path(), Mode::read_only);
    ASSERT_TRUE(store) << store.error().detail;
    EXPECT_EQ((*store)->tree_head(), head);
}

TEST(Migrate, OfAPresentStoreDoesNothing) {
    const TempFolder folder;
    ASSERT_TRUE(RocksStore::open(folder.path(), Mode::create));
    const auto migrated = RocksStore::migrate(folder.path(), [](auto, auto) {});
    ASSERT_TRUE(migrated) << migrated.error().detail;
    EXPECT_EQ(migrated->from, migrated->to);
}

TEST(Migrate, WhereThereIsNoStoreSaysSo) {
    const TempFolder folder;
    const auto migrated = RocksStore::migrate(folder.path(), [](auto, auto) {});
    ASSERT_FALSE(migrated);
    EXPECT_EQ(migrated.error().code, ErrorCode::not_found);
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Migrate, RefusesALogThatIsNotWhole) {
    const TempFolder folder;
    make_format_1(folder.path(), 10);
    {
        rocksdb::DB* database = nullptr;
        std::vector<rocksdb::ColumnFamilyHandle*> handles;
        auto families = rocks::families();
        families.pop_back();  // tree
        ASSERT_TRUE(rocksdb::DB::Open(
                        rocks::database_options(std::make_shared<rocks::Watch>()),
                        (folder.path() / "store").string(),
                        families,
                        &handles,
                        &database
        )
                        .ok());
        const std::string gap = rocks::octets_of(5);
        ASSERT_TRUE(database->Delete(rocks::durable_write(), handles[1], gap).ok());
        for (rocksdb::ColumnFamilyHandle* handle : handles) {
            database->DestroyColumnFamilyHandle(handle);
        }
        delete database;
    }
    const auto migrated = RocksStore::migrate(folder.path(), [](auto, auto) {});
    ASSERT_FALSE(migrated);
    EXPECT_EQ(migrated.error().code, ErrorCode::corruption);
    EXPECT_NE(migrated.error().detail.find("position 5 is missing"), std::string::npos)
        << migrated.error().detail;
}

TEST(Migrate, NamesTheReleaseThatANewerFormatNeeds) {
    for (const bool with_family : {false, true}) {
        const TempFolder folder;
        ASSERT_TRUE(RocksStore::open(folder.path(), Mode::create));
        {
            Database database(folder.path());
            database.put(rocks::format_key, rocks::octets_of(rocks::store_format + 1));
            database.put(rocks::release_key, "9.9.0");
            if (with_family) {
                database.add_family("unheard-of");
            }
        }
        for (const Mode mode : {Mode::read_only, Mode::read_write, Mode::create}) {
            const auto store = RocksStore::open(folder.path(), mode);
            ASSERT_FALSE(store);
            EXPECT_EQ(store.error().code, ErrorCode::refused);
            EXPECT_NE(store.error().detail.find("release 9.9.0 or a newer one"), std::string::npos)
                << store.error().detail;
        }
        const auto migrated = RocksStore::migrate(folder.path(), [](auto, auto) {});
        ASSERT_FALSE(migrated);
        EXPECT_NE(migrated.error().detail.find("9.9.0"), std::string::npos);
    }
}

}  // namespace
}  // namespace dunghan::tests
