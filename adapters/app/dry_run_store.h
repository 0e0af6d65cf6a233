// A store that takes every append and keeps none: `import --dry-run` decides as the real one would.
#pragma once

#include "engine/port/store.h"

namespace dunghan::app {

class DryRunStore final : public Store {
 public:
    explicit DryRunStore(const Store& base) : base_(base), head_(base.head()) {}

    [[nodiscard]] Position head() const override { return head_; }

    [[nodiscard]] Result<void> append(const Batch& batch) override {
        head_.value += batch.records.size();
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
        return base_.find_command(id);
    }

    [[nodiscard]] Result<std::optional<std::string>> get(View view, std::string_view key)
        const override {
        return base_.get(view, key);
    }

    [[nodiscard]] Result<void> scan(
        View view, std::string_view from, std::string_view to, const VisitRow& visit
    ) const override {
        return base_.scan(view, from, to, visit);
    }

 private:
    const Store& base_;
    Position head_;
};

}  // namespace dunghan::app
