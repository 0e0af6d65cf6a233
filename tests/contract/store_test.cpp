// Do all stores keep the promises of engine/port/store.h alike?
#include "engine/codec/record.h"

#include "tests/contract/store_under_test.h"

namespace dunghan::tests {
namespace {

template <class UnderTest>
class StoreContract : public testing::Test {
 protected:
    Store& store() { return under_test.store(); }

    void given(const Batch& batch) {
        const auto appended = store().append(batch);
        ASSERT_TRUE(appended) << appended.error().detail;
    }

    UnderTest under_test;
};

struct Names {
    template <class T>
    static std::string GetName(int) {
        return std::is_same_v<T, MemoryUnderTest>    ? "Memory"
               : std::is_same_v<T, RocksUnderTest>   ? "RocksDB"
               : std::is_same_v<T, OverlayUnderTest> ? "Overlay"
                                                     : "OverlayOverFilled";
    }
};

using Stores =
    testing::Types<MemoryUnderTest, RocksUnderTest, OverlayUnderTest, FilledOverlayUnderTest>;
TYPED_TEST_SUITE(StoreContract, Stores, Names);

using Rows = std::vector<std::pair<std::string, std::string>>;
using Positions = std::vector<std::uint64_t>;

TYPED_TEST(StoreContract, AnEmptyStoreHasHeadZeroAndAnswersNothing) {
    EXPECT_EQ(this->store().head(), Position{0});
    EXPECT_TRUE(records_from(this->store(), 1).empty());
    EXPECT_TRUE(positions_of(this->store(), "task/1").empty());
    EXPECT_TRUE(rows_of(this->store(), View::task).empty());
    EXPECT_EQ(this->store().find_command(command(1)).value(), std::nullopt);
    EXPECT_EQ(this->store().get(View::notice, "policy").value(), std::nullopt);
}

TYPED_TEST(StoreContract, WhatWasAppendedIsReadBackWhole) {
    const Record first = record(1, "task/1", 1);
    const Record second = record(2, "task/2", 1);

    this->given(batch_of({first, second}));

    EXPECT_EQ(this->store().head(), Position{2});
    EXPECT_EQ(records_from(this->store(), 1), (std::vector{first, second}));
}

TYPED_TEST(StoreContract, ReadingBeginsAtThePositionAskedFor) {
    this->given(batch_of({record(1, "a", 1), record(2, "a", 2), record(3, "a", 3)}));

    EXPECT_EQ(records_from(this->store(), 0).size(), 3U);
    EXPECT_EQ(records_from(this->store(), 3), (std::vector{record(3, "a", 3)}));
    EXPECT_TRUE(records_from(this->store(), 4).empty());
}

TYPED_TEST(StoreContract, ReadingEndsWhenTheReaderSaysSo) {
    this->given(batch_of({record(1, "a", 1), record(2, "a", 2), record(3, "a", 3)}));
    int seen = 0;
    const auto until_two = [&](const Record&) { return ++seen < 2; };

    ASSERT_TRUE(this->store().read({1}, until_two));
    EXPECT_EQ(seen, 2);
    seen = 0;
    ASSERT_TRUE(this->store().read_stream({"a"}, until_two));
    EXPECT_EQ(seen, 2);
}

TYPED_TEST(StoreContract, AGapInThePositionsIsAConflictAndChangesNothing) {
    this->given(batch_of({record(1, "a", 1)}));

    EXPECT_EQ(code_of(this->store().append(batch_of({record(3, "a", 2)}))), ErrorCode::conflict);
    EXPECT_EQ(
        code_of(this->store().append(batch_of({record(2, "a", 2), record(4, "a", 3)}))),
        ErrorCode::conflict
    );

    EXPECT_EQ(this->store().head(), Position{1});
    EXPECT_EQ(records_from(this->store(), 1).size(), 1U);
}

TYPED_TEST(StoreContract, APositionThatIsTakenIsAConflict) {
    this->given(batch_of({record(1, "a", 1)}));

    EXPECT_EQ(code_of(this->store().append(batch_of({record(1, "b", 1)}))), ErrorCode::conflict);
    EXPECT_TRUE(positions_of(this->store(), "b").empty());
}

TYPED_TEST(StoreContract, AStreamIsReadInTheOrderOfItsVersions) {
    this->given(batch_of({record(1, "a", 1), record(2, "b", 1), record(3, "a", 2)}));
    this->given(batch_of({record(4, "b", 2), record(5, "a", 3)}));

    EXPECT_EQ(positions_of(this->store(), "a"), (Positions{1, 3, 5}));
    EXPECT_EQ(positions_of(this->store(), "b"), (Positions{2, 4}));
}

TYPED_TEST(StoreContract, AStreamIsNotMixedWithOneWhoseNameBeginsAlike) {
    this->given(batch_of({record(1, "task/2", 1), record(2, "task/2.8", 1), record(3, "task", 1)}));

    EXPECT_EQ(positions_of(this->store(), "task/2"), (Positions{1}));
    EXPECT_EQ(positions_of(this->store(), "task"), (Positions{3}));
    EXPECT_TRUE(positions_of(this->store(), "task/").empty());
}

TYPED_TEST(StoreContract, ACommandIsFoundWithWhatBecameOfIt) {
    Batch batch = batch_of({record(1, "a", 1), record(2, "a", 2)});
    batch.receipts = {{command(7), {1}, 2, {2}}};

    this->given(batch);

    const auto receipt = this->store().find_command(command(7));
    ASSERT_TRUE(receipt && receipt->has_value());
    EXPECT_EQ((*receipt)->id, command(7));
    EXPECT_EQ((*receipt)->first, Position{1});
    EXPECT_EQ((*receipt)->count, 2U);
    EXPECT_EQ((*receipt)->version, StreamVersion{2});
    EXPECT_EQ(this->store().find_command(command(8)).value(), std::nullopt);
}

TYPED_TEST(StoreContract, ARowIsPutReplacedAndRemoved) {
    this->given(views_of({put(View::task, "k", "old")}));
    EXPECT_EQ(this->store().get(View::task, "k").value(), "old");

    this->given(views_of({put(View::task, "k", "new")}));
    EXPECT_EQ(this->store().get(View::task, "k").value(), "new");

    this->given(views_of({remove(View::task, "k"), remove(View::task, "never there")}));
    EXPECT_EQ(this->store().get(View::task, "k").value(), std::nullopt);
}

TYPED_TEST(StoreContract, AnEmptyValueIsAValue) {
    this->given(views_of({put(View::due, "k", "")}));

    EXPECT_EQ(this->store().get(View::due, "k").value(), "");
    EXPECT_EQ(rows_of(this->store(), View::due), (Rows{{"k", ""}}));
}

TYPED_TEST(StoreContract, OneKeyInTwoViewsIsTwoRows) {
    this->given(views_of({put(View::task, "k", "task"), put(View::digest, "k", "digest")}));

    EXPECT_EQ(rows_of(this->store(), View::task), (Rows{{"k", "task"}}));
    EXPECT_EQ(rows_of(this->store(), View::digest), (Rows{{"k", "digest"}}));
    EXPECT_TRUE(rows_of(this->store(), View::pending).empty());
}

TYPED_TEST(StoreContract, AScanGoesInByteOrderWithItsLowerEndAndWithoutItsUpper) {
    this->given(views_of(
        {put(View::due, "b", "2"),
         put(View::due, "\xFF", "4"),
         put(View::due, std::string("a\0z", 3), "1"),
         put(View::due, "a", "0"),
         put(View::due, "c", "3")}
    ));

    EXPECT_EQ(
        rows_of(this->store(), View::due),
        (Rows{{"a", "0"}, {std::string("a\0z", 3), "1"}, {"b", "2"}, {"c", "3"}, {"\xFF", "4"}})
    );
    EXPECT_EQ(rows_of(this->store(), View::due, "b", "c"), (Rows{{"b", "2"}}));
    EXPECT_EQ(rows_of(this->store(), View::due, "bb"), (Rows{{"c", "3"}, {"\xFF", "4"}}));
    EXPECT_TRUE(rows_of(this->store(), View::due, "c", "b").empty());
}

TYPED_TEST(StoreContract, AScanEndsWhenTheReaderSaysSo) {
    this->given(views_of({put(View::due, "a", ""), put(View::due, "b", "")}));
    int seen = 0;

    ASSERT_TRUE(this->store().scan(View::due, "", "", [&](auto, auto) { return ++seen < 1; }));
    EXPECT_EQ(seen, 1);
}

TYPED_TEST(StoreContract, ARefusedBatchLeavesNoneOfItsParts) {
    Batch batch = batch_of({record(9, "a", 1)});
    batch.receipts = {{command(7), {9}, 1, {1}}};
    batch.views = {put(View::task, "a", "row")};

    EXPECT_EQ(code_of(this->store().append(batch)), ErrorCode::conflict);

    EXPECT_EQ(this->store().find_command(command(7)).value(), std::nullopt);
    EXPECT_EQ(this->store().get(View::task, "a").value(), std::nullopt);
}

TYPED_TEST(StoreContract, AfterAStorageErrorNoAppendSucceedsUntilTheRestart) {
    if (!TypeParam::can_fail) {
        GTEST_SKIP() << "has no storage of its own";
    }
    this->given(batch_of({record(1, "a", 1)}));
    this->under_test.break_storage();
    EXPECT_EQ(code_of(this->store().append(batch_of({record(2, "a", 2)}))), ErrorCode::unavailable);

    EXPECT_EQ(code_of(this->store().append(batch_of({record(2, "a", 2)}))), ErrorCode::unavailable);
    EXPECT_EQ(this->store().head(), Position{1});
    EXPECT_EQ(records_from(this->store(), 1), (std::vector{record(1, "a", 1)}));

    this->under_test.restart();
    const std::uint64_t head = this->store().head().value;  // the outcome was unknown
    EXPECT_TRUE(head == 1 || head == 2);
    this->given(batch_of({record(head + 1, "a", head + 1)}));
}

TYPED_TEST(StoreContract, ARestartLosesNothing) {
    Batch batch = batch_of({record(1, "a", 1), record(2, "b", 1)});
    batch.receipts = {{command(7), {1}, 2, {1}}};
    batch.views = {put(View::task, "a", "row")};
    this->given(batch);

    this->under_test.restart();

    EXPECT_EQ(this->store().head(), Position{2});
    EXPECT_EQ(records_from(this->store(), 1), batch.records);
    EXPECT_EQ(positions_of(this->store(), "b"), (Positions{2}));
    EXPECT_TRUE(this->store().find_command(command(7)).value().has_value());
    EXPECT_EQ(this->store().get(View::task, "a").value(), "row");
}

// The tree over records 1 to `size`, grown from their octets.
merkle::Edge tree_of(std::uint64_t size) {
    merkle::Edge edge;
    for (std::uint64_t at = 1; at <= size; ++at) {
        edge.append(merkle::leaf_hash(encode_record(record(at, "a", at))));
    }
    return edge;
}

TYPED_TEST(StoreContract, TheTreeCommitsToTheOctetsOfEveryRecord) {
    EXPECT_EQ(this->store().tree_head(), merkle::TreeHead{});
    for (std::uint64_t at = 1; at <= 300; ++at) {
        this->given(batch_of({record(at, "a", at)}));
        ASSERT_EQ(this->store().tree_head(), tree_of(at).head());
        if (at % 100 == 0) {
            this->under_test.restart();
            ASSERT_EQ(this->store().tree_head(), tree_of(at).head());
        }
    }
}

TYPED_TEST(StoreContract, ATileHasTheHashesThatAreComplete) {
    std::vector<Record> records;
    for (std::uint64_t at = 1; at <= 300; ++at) {
        records.push_back(record(at, "a", at));
    }
    this->given(batch_of(records));
    const merkle::Edge edge = tree_of(300);

    const merkle::Tile first = this->store().tile({0, 0}).value();
    EXPECT_EQ(first.hashes.size(), 256U);
    EXPECT_EQ(first.hashes[6], merkle::leaf_hash(encode_record(records[6])));
    EXPECT_EQ(this->store().tile({0, 1}).value(), edge.last_tile(0));
    EXPECT_EQ(this->store().tile({1, 0}).value(), edge.last_tile(1));
    EXPECT_EQ(code_of(this->store().tile({0, 2})), ErrorCode::not_found);
    EXPECT_EQ(code_of(this->store().tile({2, 0})), ErrorCode::not_found);
}

}  // namespace
}  // namespace dunghan::tests
