// Are stores of every release still read, and does a replay of them still give what it gave?
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

#include "engine/audit/verify.h"
#include "engine/codec/event.h"

#include "adapters/memory/memory_store.h"
#include "adapters/rocksdb/rocksdb_store.h"

#include "tests/golden/kept.h"
#include "tests/support/temp_folder.h"
#include "tests/support/views_digest.h"

namespace dunghan::golden {
namespace {

namespace fs = std::filesystem;
using Mode = RocksStore::Mode;

class GoldenStore : public ::testing::TestWithParam<std::string> {
 protected:
    void SetUp() override {
        fs::copy(path_of("stores/" + GetParam()), data_, fs::copy_options::recursive);
    }

    [[nodiscard]] std::unique_ptr<RocksStore> migrated() const {
        const auto done = RocksStore::migrate(data_, [](auto, auto) {});
        EXPECT_TRUE(done) << done.error().detail;
        auto store = RocksStore::open(data_, Mode::read_write);
        EXPECT_TRUE(store) << store.error().detail;
        return store ? std::move(*store) : nullptr;
    }

    dunghan::tests::TempFolder folder_;
    fs::path data_ = folder_.path() / "data";
};

std::string text_of(const Store& store) {
    std::map<std::string_view, std::size_t> types;
    EXPECT_TRUE(store.read({1}, [&](const Record& record) {
        ++types[name_of(record.envelope.type)];
        return true;
    }));
    std::ostringstream text;
    text << "size " << store.tree_head().size << "\nroot " << to_hex(store.tree_head().root)
         << "\nviews " << dunghan::testing::views_digest(store) << "\n";
    for (const auto& [name, count] : types) {
        text << name << " " << count << "\n";
    }
    return text.str();
}

TEST_P(GoldenStore, HasItsRecordsRootAndViews) {
    const auto store = migrated();
    ASSERT_NE(store, nullptr);
    const std::string text = text_of(*store);
    EXPECT_EQ(text, kept("stores/" + GetParam() + ".txt", text));
}

TEST_P(GoldenStore, ReplaysToItsOwnViews) {
    const auto store = migrated();
    ASSERT_NE(store, nullptr);
    MemoryStore scratch;
    const auto verified = audit::verify_views(*store, scratch, [](Position) {});
    ASSERT_TRUE(verified) << verified.error().detail;
    EXPECT_FALSE(verified->first) << verified->first->key;
    EXPECT_EQ(verified->head, store->head());
}

// What every release made of the same plan: seventeen mails, this one among them.
TEST_P(GoldenStore, HoldsTheDigestOfTheTourismDepartment) {
    const auto store = migrated();
    ASSERT_NE(store, nullptr);
    std::size_t digests = 0;
    std::optional<reminder::DigestIssued> tourism;
    ASSERT_TRUE(store->read({1}, [&](const Record& record) {
        if (record.envelope.type == EventType::digest_issued) {
            const auto event =
                decode_payload(record.envelope.type, record.envelope.schema, record.payload)
                    .value();
            const auto& digest = std::get<reminder::DigestIssued>(std::get<reminder::Event>(event));
            ++digests;
            if (digest.recipient == "so-du-lich") {
                tourism = digest;
            }
        }
        return true;
    }));
    EXPECT_EQ(digests, 17U);
    ASSERT_TRUE(tourism);
    EXPECT_EQ(
        tourism->message_id,
        "27aeadafb2c62eb40b9ef0c266975c6dc2c710116abc5207de7dca67da3e4068@dunghan.local"
    );
    ASSERT_EQ(tourism->items.size(), 2U);
    EXPECT_EQ(tourism->items[0].days_late, 86);
    EXPECT_EQ(tourism->items[1].days_late, 482);
}

TEST_P(GoldenStore, TakesNewEventsAfterwards) {
    const auto store = migrated();
    ASSERT_NE(store, nullptr);
    Record record;
    record.envelope.position = {store->head().value + 1};
    record.envelope.stream = {"outbox"};
    record.envelope.version = {1};
    record.envelope.type = EventType::outbox_released;
    record.payload = R"({"reason":""})";
    Batch batch;
    batch.records = {record};
    EXPECT_TRUE(store->append(batch));
}

INSTANTIATE_TEST_SUITE_P(
    Release,
    GoldenStore,
    ::testing::Values("0.1.0", "0.2.0"),
    [](const auto& parameter) {
        std::string name = "of_" + parameter.param;
        std::replace(name.begin(), name.end(), '.', '_');
        return name;
    }
);

TEST(GoldenStores, OfFormat1AreRefusedUnchangedUntilTheyAreMigrated) {
    const dunghan::tests::TempFolder folder;
    const fs::path data = folder.path() / "data";
    fs::copy(path_of("stores/0.1.0"), data, fs::copy_options::recursive);
    const auto listing = [&] {
        std::map<std::string, std::string> files;
        for (const auto& entry : fs::directory_iterator(data / "store")) {
            const std::string name = entry.path().filename();
            if (!name.starts_with("LOG") && name != "LOCK") {
                files[name] = octets_of_file(entry.path());
            }
        }
        return files;
    };
    const auto before = listing();
    for (const Mode mode : {Mode::read_only, Mode::read_write, Mode::create}) {
        const auto store = RocksStore::open(data, mode);
        ASSERT_FALSE(store);
        EXPECT_EQ(store.error().code, ErrorCode::refused);
        EXPECT_NE(store.error().detail.find("it has 1 (release 0.1.0)"), std::string::npos)
            << store.error().detail;
        EXPECT_NE(store.error().detail.find("migrate"), std::string::npos);
        EXPECT_EQ(listing(), before);
    }
}

}  // namespace
}  // namespace dunghan::golden
