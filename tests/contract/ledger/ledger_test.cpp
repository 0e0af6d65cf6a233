// Do all ledgers keep the promises of engine/port/ledger.h alike?
#include <gtest/gtest.h>

#include "engine/codec/ledger_rows.h"

#include "adapters/memory/memory_ledger.h"
#include "adapters/rocksdb/rocks_ledger.h"

#include "tests/support/temp_folder.h"

namespace dunghan::tests {
namespace {

class MemoryUnderTest {
 public:
    Ledger& ledger() { return ledger_; }

    void restart() {}

 private:
    MemoryLedger ledger_;
};

class RocksUnderTest {
 public:
    RocksUnderTest() { restart(); }

    Ledger& ledger() { return *ledger_; }

    void restart() {
        ledger_.reset();
        auto opened = RocksLedger::open(folder_.path() / "ledger", RocksLedger::Mode::read_write);
        EXPECT_TRUE(opened) << (opened ? "" : opened.error().detail);
        ledger_ = std::move(*opened);
    }

 private:
    TempFolder folder_;
    std::unique_ptr<RocksLedger> ledger_;
};

template <class UnderTest>
class LedgerContract : public testing::Test {
 protected:
    Ledger& ledger() { return under_test.ledger(); }

    void given(const std::vector<LedgerChange>& changes) { ASSERT_TRUE(ledger().write(changes)); }

    std::vector<std::string> keys(
        const std::string& from, const std::string& to, Ledger::Order order, std::size_t most = 99
    ) {
        std::vector<std::string> all;
        EXPECT_TRUE(ledger().scan(
            LedgerTable::open,
            from,
            to,
            [&](std::string_view key, std::string_view) {
                all.emplace_back(key);
                return all.size() < most;
            },
            order
        ));
        return all;
    }

    UnderTest under_test;
};

using Ledgers = testing::Types<MemoryUnderTest, RocksUnderTest>;
TYPED_TEST_SUITE(LedgerContract, Ledgers);

using Keys = std::vector<std::string>;

TYPED_TEST(LedgerContract, AnEmptyOneAnswersNothing) {
    EXPECT_EQ(this->ledger().get(LedgerTable::standing, "ioc").value(), std::nullopt);
    EXPECT_TRUE(this->keys("", "~", Ledger::Order::forwards).empty());
}

TYPED_TEST(LedgerContract, KeepsWhatWasWrittenAcrossARestartEachTableForItself) {
    const std::string octets("a\0b\xff", 4);
    this->given({{LedgerTable::standing, "ioc", octets}, {LedgerTable::open, "ioc", std::string()}}
    );
    this->under_test.restart();
    EXPECT_EQ(this->ledger().get(LedgerTable::standing, "ioc").value(), octets);
    EXPECT_EQ(this->ledger().get(LedgerTable::open, "ioc").value(), std::string());
    EXPECT_EQ(this->ledger().get(LedgerTable::dead, "ioc").value(), std::nullopt);
}

TYPED_TEST(LedgerContract, OfTwoChangesOfOneRowTheLaterCounts) {
    this->given(
        {{LedgerTable::open, "a", "1"},
         {LedgerTable::open, "a", "2"},
         {LedgerTable::open, "b", "1"},
         {LedgerTable::open, "b", std::nullopt},
         {LedgerTable::open, "never", std::nullopt}}
    );
    EXPECT_EQ(this->ledger().get(LedgerTable::open, "a").value(), "2");
    EXPECT_EQ(this->keys("", "~", Ledger::Order::forwards), Keys{"a"});
}

TYPED_TEST(LedgerContract, ScansARangeInTheOrderOfOctetsBothWays) {
    this->given(
        {{LedgerTable::open, "b", "2"},
         {LedgerTable::open, "a", "1"},
         {LedgerTable::open, "\xff", "4"},
         {LedgerTable::open, "c", "3"},
         {LedgerTable::dead, "a", "of another table"}}
    );
    EXPECT_EQ(this->keys("a", "c", Ledger::Order::forwards), (Keys{"a", "b"}));
    EXPECT_EQ(this->keys("a", "c", Ledger::Order::backwards), (Keys{"b", "a"}));
    EXPECT_EQ(this->keys("b", "\xff", Ledger::Order::backwards, 1), Keys{"c"});
    EXPECT_TRUE(this->keys("c", "a", Ledger::Order::forwards).empty());
    EXPECT_TRUE(this->keys("c", "a", Ledger::Order::backwards).empty());
}

TYPED_TEST(LedgerContract, KeysOfCallsSortByEndpointThenPosition) {
    this->given(
        {{LedgerTable::open, call_key("ioc", 256), ""},
         {LedgerTable::open, call_key("ioc", 2), ""},
         {LedgerTable::open, call_key("ioc-2", 1), ""}}
    );
    EXPECT_EQ(
        this->keys(first_key_of("ioc"), end_of_keys_of("ioc"), Ledger::Order::forwards),
        (Keys{call_key("ioc", 2), call_key("ioc", 256)})
    );
}

TEST(MemoryLedger, ABrokenOneRefusesAndKeepsWhatItHad) {
    MemoryLedger ledger;
    ASSERT_TRUE(ledger.write({{LedgerTable::open, "a", "1"}}));
    ledger.break_storage();
    EXPECT_EQ(ledger.write({{LedgerTable::open, "a", "2"}}).error().code, ErrorCode::unavailable);
    EXPECT_EQ(ledger.get(LedgerTable::open, "a").value(), "1");
}

TEST(RocksLedger, IsWrittenByOneAndReadBesideIt) {
    TempFolder folder;
    const auto path = folder.path() / "ledger";
    EXPECT_EQ(
        RocksLedger::open(path, RocksLedger::Mode::read_only).error().code, ErrorCode::not_found
    );
    const auto writer = RocksLedger::open(path, RocksLedger::Mode::read_write);
    ASSERT_TRUE(writer) << writer.error().detail;
    ASSERT_TRUE((*writer)->write({{LedgerTable::open, "a", "1"}}));
    EXPECT_EQ(
        RocksLedger::open(path, RocksLedger::Mode::read_write).error().code, ErrorCode::refused
    );
    const auto reader = RocksLedger::open(path, RocksLedger::Mode::read_only);
    ASSERT_TRUE(reader) << reader.error().detail;
    EXPECT_EQ((*reader)->get(LedgerTable::open, "a").value(), "1");
}

}  // namespace
}  // namespace dunghan::tests
