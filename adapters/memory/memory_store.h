// A store in memory: for tests, rebuilds and simulations. Durable means "in this object".
//
// Keeps every promise of engine/port/store.h, so that what passes here passes on RocksDB. Not for
// use from several threads.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "engine/port/store.h"

namespace dunghan {

class MemoryStore final : public Store {
 public:
    // The next append and all after it answer `unavailable`, as a store does after a storage
    // error. With `outcome` written the batch is there all the same: a caller may not guess.
    enum class Outcome : std::uint8_t { lost, written };
    void fail_next_append(Outcome outcome = Outcome::lost);

    // The restart after a failure: what is there stays, appends work again.
    void restart();

    [[nodiscard]] Position head() const override;
    [[nodiscard]] merkle::TreeHead tree_head() const override;
    [[nodiscard]] Result<merkle::Tile> tile(const merkle::TileId& id) const override;
    [[nodiscard]] Result<void> append(const Batch& batch) override;
    [[nodiscard]] Result<void> read(Position from, const VisitRecord& visit) const override;
    [[nodiscard]] Result<void> read_stream(const StreamId& stream, const VisitRecord& visit)
        const override;
    [[nodiscard]] Result<std::optional<CommandReceipt>> find_command(const CommandId& id
    ) const override;
    [[nodiscard]] Result<std::optional<std::string>> get(View view, std::string_view key)
        const override;
    [[nodiscard]] Result<void> scan(
        View view, std::string_view from, std::string_view to, const VisitRow& visit
    ) const override;

 private:
    enum class Health : std::uint8_t { sound, failing_lost, failing_written, failed };
    using Rows = std::map<std::string, std::string, std::less<>>;

    void write(const Batch& batch);
    void change(const ViewChange& view);

    std::vector<Record> log_;  // position p at index p - 1
    merkle::Edge edge_;
    std::map<merkle::TileId, merkle::Tile> tiles_;
    std::map<StreamId, std::vector<Position>> streams_;
    std::map<CommandId, CommandReceipt> receipts_;
    std::map<View, Rows> views_;
    Health health_ = Health::sound;
};

}  // namespace dunghan
