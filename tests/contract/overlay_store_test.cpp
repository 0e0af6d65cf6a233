// Is an overlay the store that had it all, wherever the base ends?
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/contract/store_under_test.h"

namespace dunghan::tests {
namespace {

const std::vector<std::string> keys{"", "a", std::string("a\0b", 3), "b", "c", "d", "\xFF"};
const std::vector<View> views{View::task, View::due};

// A batch of some records of three streams and some changes of few rows, so that they meet.
Batch any_batch(std::uint64_t& position, std::map<std::string, std::uint64_t>& versions) {
    Batch batch;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const std::string stream = *rc::gen::elementOf(std::vector<std::string>{"x", "y", "z"});
        ++position;
        batch.records.push_back(record(position, stream, ++versions[stream]));
        batch.receipts.push_back(
            {command(static_cast<std::uint8_t>(position)), {position}, 1, {versions[stream]}}
        );
    }
    for (const View view : views) {
        for (const std::string& key : *rc::gen::unique<std::vector<std::string>>(
                 rc::gen::elementOf(std::vector(keys.begin() + 1, keys.end()))
             )) {
            const bool gone = *rc::gen::arbitrary<bool>();
            batch.views.push_back(
                gone ? remove(view, key) : put(view, key, std::to_string(*rc::gen::inRange(0, 99)))
            );
        }
    }
    return batch;
}

void expect_equal(const Store& store, const Store& model) {
    RC_ASSERT(store.head() == model.head());
    RC_ASSERT(store.tree_head() == model.tree_head());
    for (std::uint64_t from = 0; from <= model.head().value + 1; ++from) {
        RC_ASSERT(records_from(store, from) == records_from(model, from));
    }
    for (const std::string stream : {"x", "y", "z"}) {
        RC_ASSERT(positions_of(store, stream) == positions_of(model, stream));
    }
    for (std::uint8_t id = 0; id < 30; ++id) {
        const auto found = store.find_command(command(id)).value();
        const auto expected = model.find_command(command(id)).value();
        RC_ASSERT(found.has_value() == expected.has_value());
        RC_ASSERT(!found || found->first == expected->first);
    }
    for (const View view : views) {
        for (const std::string& from : keys) {
            RC_ASSERT(store.get(view, from).value() == model.get(view, from).value());
            for (const std::string& to : keys) {
                RC_ASSERT(rows_of(store, view, from, to) == rows_of(model, view, from, to));
            }
        }
    }
}

RC_GTEST_PROP(OverlayStore, IsTheStoreThatHadItAll, ()) {
    MemoryStore model;
    MemoryStore base;
    std::uint64_t position = 0;
    std::map<std::string, std::uint64_t> versions;
    const int batches = *rc::gen::inRange(0, 12);
    const int below = *rc::gen::inRange(0, batches + 1);
    std::optional<OverlayStore> overlay;
    for (int i = 0; i <= batches; ++i) {
        if (i == below) {
            overlay.emplace(OverlayStore::over(base).value());
        }
        if (i == batches) {
            break;
        }
        const Batch batch = any_batch(position, versions);
        RC_ASSERT(model.append(batch).has_value());
        RC_ASSERT((overlay ? overlay->append(batch) : base.append(batch)).has_value());
        if (overlay) {
            expect_equal(*overlay, model);
        }
    }
    expect_equal(*overlay, model);
    RC_ASSERT(base.head().value <= overlay->head().value);
}

TEST(OverlayStore, LeavesItsBaseAsItWas) {
    RocksUnderTest rocks;
    Batch first = batch_of({record(1, "a", 1)});
    first.views = {put(View::due, "a", "1"), put(View::due, "b", "2")};
    ASSERT_TRUE(rocks.store().append(first));
    OverlayStore overlay = OverlayStore::over(rocks.store()).value();

    Batch second = batch_of({record(2, "a", 2)});
    second.views = {remove(View::due, "a"), put(View::due, "b", "3"), put(View::due, "c", "4")};
    ASSERT_TRUE(overlay.append(second));

    EXPECT_EQ(rows_of(overlay, View::due).size(), 2U);
    EXPECT_EQ(positions_of(overlay, "a").size(), 2U);
    EXPECT_EQ(rocks.store().head(), Position{1});
    EXPECT_EQ(positions_of(rocks.store(), "a").size(), 1U);
    EXPECT_EQ(rocks.store().get(View::due, "b").value(), "2");
    EXPECT_EQ(rows_of(rocks.store(), View::due).size(), 2U);
}

TEST(OverlayStore, SaysSoWhenARecordWasForgotten) {
    MemoryStore base;
    ASSERT_TRUE(base.append(batch_of({record(1, "a", 1), record(2, "b", 1)})));
    OverlayStore overlay = OverlayStore::over(base).value();
    Batch batch = batch_of({record(3, "a", 2)});
    batch.receipts = {{command(3), {3}, 1, {2}}};
    batch.views = {put(View::task, "a", "row")};
    ASSERT_TRUE(overlay.append(batch));

    overlay.forget();
    ASSERT_TRUE(overlay.append(batch_of({record(4, "a", 3), record(5, "c", 1)})));

    const auto any = [](const Record&) { return true; };
    EXPECT_EQ(overlay.head(), Position{5});
    EXPECT_EQ(records_from(overlay, 4).size(), 2U);
    EXPECT_EQ(positions_of(overlay, "b"), (std::vector<std::uint64_t>{2}));
    EXPECT_EQ(positions_of(overlay, "c"), (std::vector<std::uint64_t>{5}));
    EXPECT_EQ(code_of(overlay.read({1}, any)), ErrorCode::unavailable);
    EXPECT_EQ(code_of(overlay.read({3}, any)), ErrorCode::unavailable);
    EXPECT_EQ(code_of(overlay.read_stream({"a"}, any)), ErrorCode::unavailable);
    EXPECT_EQ(overlay.find_command(command(3)).value(), std::nullopt);
    EXPECT_EQ(overlay.get(View::task, "a").value(), "row");
    int seen = 0;
    EXPECT_TRUE(overlay.read({1}, [&](const Record&) { return ++seen < 2; }));  // in the base
}

// Rows cannot be read: as a disk that fails.
class Unreadable final : public Store {
 public:
    [[nodiscard]] Position head() const override { return {}; }

    [[nodiscard]] merkle::TreeHead tree_head() const override { return {}; }

    [[nodiscard]] Result<merkle::Tile> tile(const merkle::TileId&) const override {
        return fails();
    }

    [[nodiscard]] Result<void> append(const Batch&) override { return fails(); }

    [[nodiscard]] Result<void> read(Position, const VisitRecord&) const override { return fails(); }

    [[nodiscard]] Result<void> read_stream(const StreamId&, const VisitRecord&) const override {
        return fails();
    }

    [[nodiscard]] Result<std::optional<CommandReceipt>> find_command(const CommandId&)
        const override {
        return fails();
    }

    [[nodiscard]] Result<std::optional<std::string>> get(View, std::string_view) const override {
        return fails();
    }

    [[nodiscard]] Result<void> scan(View, std::string_view, std::string_view, const VisitRow&)
        const override {
        return fails();
    }

 private:
    static tl::unexpected<Error> fails() { return fail(ErrorCode::corruption, "Expected to read"); }
};

TEST(OverlayStore, IsOverWhenItsBaseFails) {
    Unreadable base;
    OverlayStore overlay = OverlayStore::over(base).value();

    EXPECT_EQ(code_of(overlay.append(views_of({remove(View::task, "a")}))), ErrorCode::corruption);
    EXPECT_EQ(code_of(overlay.append(batch_of({record(1, "a", 1)}))), ErrorCode::corruption);
    EXPECT_EQ(
        code_of(overlay.scan(View::task, "", "", [](auto, auto) { return true; })),
        ErrorCode::corruption
    );
    EXPECT_EQ(code_of(overlay.get(View::task, "b")), ErrorCode::corruption);
}

}  // namespace
}  // namespace dunghan::tests
