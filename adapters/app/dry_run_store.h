// A store that takes every append into memory and writes none: `import --dry-run` decides as the
// real one would. Rows and command answers are looked up in memory first; scans and streams see
// what is stored only, which is all an import asks of them.
#pragma once

#include <map>

#include "engine/port/store.h"

namespace dunghan::app {

class DryRunStore final : public Store {
 public:
    explicit DryRunStore(const Store& base) : base_(base), head_(base.head()) {}

    [[nodiscard]] Position head() const override { return head_; }

    // What is decided here never enters the tree.
    [[nodiscard]] merkle::TreeHead tree_head() const override { return base_.tree_head(); }

    [[nodiscard]] Result<merkle::Tile> tile(const merkle::TileId& id) const override {
        return base_.tile(id);
    }

    [[nodiscard]] Result<void> append(const Batch& batch) override {
        head_.value += batch.records.size();
        for (const CommandReceipt& receipt : batch.receipts) {
            answered_.emplace(receipt.id, receipt);
        }
        for (const ViewChange& change : batch.views) {
            rows_[{change.view, change.key}] = change.value;
        }
        return {};
    }

    [[nodiscard]] Result<void> read(Position from, const VisitRecord& visit) const override {
        return base_.read(from, visit);
    }

    [[nodiscard]] Result<void> read_stream(const StreamId& stream, const VisitRecord& visit)
        const override {
        return base_.read_stream(stream, visit);
    }

    [[nodiscard]] Result<std::optional<CommandReceipt>> find_command(const CommandId& id
    ) const override {
        const auto here = answered_.find(id);
        return here == answered_.end() ? base_.find_command(id) : std::optional(here->second);
    }

    [[nodiscard]] Result<std::optional<std::string>> get(View view, std::string_view key)
        const override {
        const auto here = rows_.find({view, std::string(key)});
        return here == rows_.end() ? base_.get(view, key) : here->second;
    }

    [[nodiscard]] Result<void> scan(
        View view, std::string_view from, std::string_view to, const VisitRow& visit
    ) const override {
        return base_.scan(view, from, to, visit);
    }

 private:
    const Store& base_;
    Position head_;
    std::map<CommandId, CommandReceipt> answered_;
    std::map<std::pair<View, std::string>, std::optional<std::string>> rows_;
};

}  // namespace dunghan::app
