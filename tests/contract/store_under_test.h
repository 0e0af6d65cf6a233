// The stores the contract is held against, and the words the tests speak in.
#pragma once

#include <csignal>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <sys/resource.h>
#include <vector>

#include "adapters/memory/memory_store.h"
#include "adapters/memory/overlay_store.h"
#include "adapters/rocksdb/rocksdb_store.h"

#include "tests/support/temp_folder.h"

namespace dunghan::tests {

class MemoryUnderTest {
 public:
    static constexpr bool can_fail = true;

    [[nodiscard]] Store& store() { return store_; }

    void break_storage() { store_.fail_next_append(); }

    void restart() { store_.restart(); }

 private:
    MemoryStore store_;
};

// While it lives no file may grow: writes fail as on a full disk, with the kernel's own error.
class FullDisk {
 public:
    FullDisk() {
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit none{0, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }

    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

 private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

// Its ring holds four small groups, so that tests go round it.
inline rocks::Machine small_anchor() {
    rocks::Machine machine;
    machine.anchor_octets = std::size_t{32} * 1024;
    return machine;
}

class RocksUnderTest {
 public:
    static constexpr bool can_fail = true;

    RocksUnderTest() { restart(); }

    [[nodiscard]] Store& store() { return *store_; }

    [[nodiscard]] const std::filesystem::path& folder() const { return at_; }

    void break_storage() { full_disk_ = std::make_unique<FullDisk>(); }

    // A process that failed is followed by another: its lock does not outlive it. In one process
    // that is a copy of the folder, as the failure left it.
    void restart() {
        close();
        if (full_disk_) {
            full_disk_.reset();
            const std::filesystem::path copy = folder_.path() / "after";
            std::filesystem::copy(folder(), copy, std::filesystem::copy_options::recursive);
            at_ = copy;
        }
        auto opened = RocksStore::open(folder(), RocksStore::Mode::create, small_anchor());
        ASSERT_TRUE(opened) << opened.error().detail;
        store_ = std::move(*opened);
    }

    void close() { store_.reset(); }

 private:
    TempFolder folder_;
    std::filesystem::path at_ = folder_.path() / "before";
    std::unique_ptr<FullDisk> full_disk_;
    std::unique_ptr<RocksStore> store_;
};

// On an empty base.
class OverlayUnderTest {
 public:
    static constexpr bool can_fail = false;  // by itself: see overlay_store_test.cpp

    [[nodiscard]] Store& store() { return overlay_; }

    void break_storage() {}

    void restart() {}

 private:
    MemoryStore base_;
    OverlayStore overlay_ = OverlayStore::over(base_).value();
};

// On a base that has all but the last batch: what one layer put another replaces and removes.
class FilledOverlayUnderTest final : public Store {
 public:
    static constexpr bool can_fail = false;

    [[nodiscard]] Store& store() { return *this; }

    void break_storage() {}

    void restart() { settle(); }

    [[nodiscard]] Position head() const override { return overlay_->head(); }

    [[nodiscard]] merkle::TreeHead tree_head() const override { return overlay_->tree_head(); }

    [[nodiscard]] Result<merkle::Tile> tile(const merkle::TileId& id) const override {
        return overlay_->tile(id);
    }

    [[nodiscard]] Result<void> append(const Batch& batch) override {
        settle();
        return overlay_->append(batch).map([&] { last_ = batch; });
    }

    [[nodiscard]] Result<void> read(Position from, const VisitRecord& visit) const override {
        return overlay_->read(from, visit);
    }

    [[nodiscard]] Result<void> read_stream(const StreamId& stream, const VisitRecord& visit)
        const override {
        return overlay_->read_stream(stream, visit);
    }

    [[nodiscard]] Result<std::optional<CommandReceipt>> find_command(const CommandId& id
    ) const override {
        return overlay_->find_command(id);
    }

    [[nodiscard]] Result<std::optional<std::string>> get(View view, std::string_view key)
        const override {
        return overlay_->get(view, key);
    }

    [[nodiscard]] Result<void> scan(
        View view, std::string_view from, std::string_view to, const VisitRow& visit
    ) const override {
        return overlay_->scan(view, from, to, visit);
    }

 private:
    void settle() {
        EXPECT_TRUE(base_.append(std::exchange(last_, {})));
        overlay_.emplace(OverlayStore::over(base_).value());
    }

    MemoryStore base_;
    Batch last_;
    std::optional<OverlayStore> overlay_ = OverlayStore::over(base_).value();
};

inline CommandId command(std::uint8_t number) {
    CommandId id;
    id.bytes.fill(number);
    return id;
}

// An event of `stream` at `position`; the payload tells which.
inline Record record(std::uint64_t position, const std::string& stream, std::uint64_t version) {
    Record record;
    record.envelope.position = {position};
    record.envelope.stream = {stream};
    record.envelope.version = {version};
    record.envelope.type = EventType::progress_reported;
    record.envelope.command = command(static_cast<std::uint8_t>(position));
    record.envelope.correlation = command(1);
    record.envelope.actor = "test";
    record.envelope.recorded_at = {1'000 + static_cast<std::int64_t>(position)};
    record.envelope.occurred_at = {-1'000};
    record.payload = "{\"at\":" + std::to_string(position) + "}";
    return record;
}

inline Batch batch_of(std::vector<Record> records) {
    return Batch{std::move(records), {}, {}};
}

inline ViewChange put(View view, std::string key, std::string value) {
    return {view, std::move(key), std::move(value)};
}

inline ViewChange remove(View view, std::string key) {
    return {view, std::move(key), std::nullopt};
}

inline Batch views_of(std::vector<ViewChange> changes) {
    return Batch{{}, {}, std::move(changes)};
}

// The code of an answer that must be an error.
template <class T>
ErrorCode code_of(const Result<T>& result) {
    EXPECT_FALSE(result) << "expected an error";
    return result ? ErrorCode{} : result.error().code;
}

inline std::vector<Record> records_from(const Store& store, std::uint64_t position) {
    std::vector<Record> records;
    const auto done = store.read({position}, [&](const Record& each) {
        records.push_back(each);
        return true;
    });
    EXPECT_TRUE(done) << done.error().detail;
    return records;
}

inline std::vector<std::uint64_t> positions_of(const Store& store, const std::string& stream) {
    std::vector<std::uint64_t> positions;
    const auto done = store.read_stream({stream}, [&](const Record& each) {
        EXPECT_EQ(each.envelope.stream.value, stream);
        positions.push_back(each.envelope.position.value);
        return true;
    });
    EXPECT_TRUE(done) << done.error().detail;
    return positions;
}

inline std::vector<std::pair<std::string, std::string>> rows_of(
    const Store& store, View view, std::string_view from = "", std::string_view to = ""
) {
    std::vector<std::pair<std::string, std::string>> rows;
    const auto done = store.scan(view, from, to, [&](std::string_view key, std::string_view value) {
        rows.emplace_back(key, value);
        return true;
    });
    EXPECT_TRUE(done) << done.error().detail;
    return rows;
}

}  // namespace dunghan::tests
