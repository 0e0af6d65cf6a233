// Checking a whole store: whatever is changed behind its back is found and named.
#include <fstream>
#include <rocksdb/db.h>

#include "engine/codec/record.h"

#include "adapters/rocksdb/keys.h"
#include "adapters/rocksdb/options.h"

#include "tests/contract/store_under_test.h"

namespace dunghan::tests {
namespace {

namespace fs = std::filesystem;
using Mode = RocksStore::Mode;
using rocks::Family;

constexpr std::uint64_t records = 600;  // two complete tiles and a part

CommandId command_of(std::uint64_t position) {
    return command_id_from("command " + std::to_string(position));
}

Record record_of(std::uint64_t position) {
    Record made = record(position, "stream " + std::to_string(position % 7), (position + 6) / 7);
    made.envelope.command = command_of(position);
    made.envelope.recorded_at = {static_cast<std::int64_t>(position)};
    return made;
}

class Checking : public testing::Test {
 protected:
    void SetUp() override {
        auto store = RocksStore::open(folder_.path(), Mode::create, small_anchor());
        ASSERT_TRUE(store) << store.error().detail;
        for (std::uint64_t at = 1; at <= records; at += 100) {
            Batch batch;
            for (std::uint64_t i = at; i < at + 100; ++i) {
                const Record made = record_of(i);
                batch.records.push_back(made);
                batch.receipts.push_back({command_of(i), {i}, 1, made.envelope.version});
                batch.views.push_back(put(View::task, std::to_string(i), "row"));
            }
            ASSERT_TRUE((*store)->append(batch));
        }
    }

    // Through RocksDB itself, so that every checksum of it is right. Nothing: the key is deleted.
    void change(Family family, const std::string& key, const std::optional<std::string>& value) {
        std::vector<rocksdb::ColumnFamilyHandle*> handles;
        rocksdb::DB* database = nullptr;
        const auto options = rocks::database_options(std::make_shared<rocks::Watch>());
        const auto name = (folder_.path() / "store").string();
        ASSERT_TRUE(rocksdb::DB::Open(options, name, rocks::families(), &handles, &database).ok());
        auto* const in = handles[static_cast<std::size_t>(family)];
        ASSERT_TRUE((value ? database->Put(rocks::durable_write(), in, key, *value)
                           : database->Delete(rocks::durable_write(), in, key))
                        .ok());
        for (rocksdb::ColumnFamilyHandle* handle : handles) {
            database->DestroyColumnFamilyHandle(handle);
        }
        delete database;
    }

    // What the check says; "" when it holds.
    std::string fault() {
        const auto store = RocksStore::open(folder_.path(), Mode::read_only);
        if (!store) {
            return store.error().detail;
        }
        std::uint64_t heard = 0;
        const auto checked = (*store)->check([&](const Record&) -> Result<void> {
            ++heard;
            return {};
        });
        if (checked) {
            EXPECT_EQ(heard, records);
            EXPECT_EQ(checked->head, (*store)->tree_head());
            EXPECT_EQ(checked->streams, 7U);
            EXPECT_EQ(checked->commands, records);
            EXPECT_EQ(checked->rows, records);
            return "";
        }
        EXPECT_EQ(checked.error().code, ErrorCode::corruption);
        return checked.error().detail;
    }

    bool says(const std::string& words) {
        const std::string found = fault();
        EXPECT_NE(found.find(words), std::string::npos) << found;
        return found.find(words) != std::string::npos;
    }

    TempFolder folder_;
};

TEST_F(Checking, FindsNothingInASoundStore) {
    EXPECT_EQ(fault(), "");
}

TEST_F(Checking, FindsARecordThatWasRewrittenWithAllItsChecksums) {
    Record record = record_of(17);
    record.payload = R"({"note":"khác"})";
    change(Family::log, rocks::octets_of(17), encode_record(record));
    says("tile 0 of level 0");
}

TEST_F(Checking, FindsARecordThatWasRewrittenAmongTheLastLeaves) {
    Record record = record_of(590);
    record.payload = R"({"note":"khác"})";
    change(Family::log, rocks::octets_of(590), encode_record(record));
    EXPECT_NE(fault(), "");
}

TEST_F(Checking, FindsARecordThatIsGone) {
    change(Family::log, rocks::octets_of(300), std::nullopt);
    says("position 300");
}

TEST_F(Checking, FindsARecordInThePlaceOfAnother) {
    change(Family::log, rocks::octets_of(300), encode_record(record_of(301)));
    says("position 300");
}

TEST_F(Checking, FindsATileThatWasChangedIsGoneOrTooMany) {
    std::vector<Sha256> hashes(256);
    change(Family::tree, rocks::tile_key({0, 1}), rocks::encode_hashes(hashes));
    says("tile 1 of level 0");
    change(Family::tree, rocks::tile_key({0, 1}), std::nullopt);
    says("tile 1 of level 0");
}

TEST_F(Checking, FindsATileOfNoTree) {
    change(Family::tree, rocks::tile_key({3, 0}), rocks::encode_hashes({Sha256{}}));
    says("level 3");
}

TEST_F(Checking, FindsAnIndexThatLeadsElsewhere) {
    const Record record = record_of(20);
    const auto key = rocks::stream_key(record.envelope.stream, record.envelope.version);
    change(Family::stream, key, rocks::octets_of(27));
    says("leads to position 27");
}

TEST_F(Checking, FindsAnIndexWithAGap) {
    const Record record = record_of(20);
    change(
        Family::stream,
        rocks::stream_key(record.envelope.stream, record.envelope.version),
        std::nullopt
    );
    says("version 3 of stream stream 6");
}

TEST_F(Checking, FindsAnIndexWithoutItsLastRow) {
    const Record record = record_of(records);
    change(
        Family::stream,
        rocks::stream_key(record.envelope.stream, record.envelope.version),
        std::nullopt
    );
    says("position 600 in the stream index");
}

TEST_F(Checking, FindsAReceiptThatIsGoneOrWrong) {
    change(
        Family::command,
        rocks::command_key(command_of(40)),
        rocks::encode_receipt({command_of(40), {41}, 1, {6}})
    );
    says(to_hex(command_of(40)));
    change(Family::command, rocks::command_key(command_of(40)), std::nullopt);
    says("position 40 in the command receipts");
}

TEST_F(Checking, EndsWithTheErrorOfTheVisitor) {
    const auto store = RocksStore::open(folder_.path(), Mode::read_only).value();
    std::uint64_t heard = 0;
    const auto checked = store->check([&](const Record&) {
        return ++heard == 5 ? Result<void>(fail(ErrorCode::corruption, "not readable"))
                            : Result<void>{};
    });
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().detail, "not readable");
    EXPECT_EQ(heard, 5U);
}

TEST_F(Checking, ReadsTheOctetsThatWereHashed) {
    const auto store = RocksStore::open(folder_.path(), Mode::read_only).value();
    merkle::Edge edge;
    ASSERT_TRUE(store->read_octets({1}, [&](Position at, std::string_view octets) {
        EXPECT_EQ(at.value, edge.size() + 1);
        edge.append(merkle::leaf_hash(octets));
        return true;
    }));
    EXPECT_EQ(edge.head(), store->tree_head());
}

}  // namespace
}  // namespace dunghan::tests
