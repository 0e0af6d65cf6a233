// A ledger in memory, for tests. Not for use from several threads.
#pragma once

#include <map>
#include <utility>

#include "engine/port/ledger.h"

namespace dunghan {

class MemoryLedger final : public Ledger {
 public:
    // The next write and all after it answer `unavailable`.
    void break_storage() { broken_ = true; }

    [[nodiscard]] Result<void> write(const std::vector<LedgerChange>& changes) override;
    [[nodiscard]] Result<std::optional<std::string>> get(LedgerTable table, std::string_view key)
        const override;
    [[nodiscard]] Result<void> scan(
        LedgerTable table,
        std::string_view from,
        std::string_view to,
        const VisitRow& visit,
        Order order = Order::forwards
    ) const override;

 private:
    std::map<std::pair<LedgerTable, std::string>, std::string> rows_;
    bool broken_ = false;
};

}  // namespace dunghan
