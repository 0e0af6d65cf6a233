#include "adapters/memory/memory_ledger.h"

#include <algorithm>
#include <iterator>

namespace dunghan {

Result<void> MemoryLedger::write(const std::vector<LedgerChange>& changes) {
    if (broken_) {
        return fail(ErrorCode::unavailable, "Expected a ledger that can be written, but it failed");
    }
    for (const LedgerChange& change : changes) {
        if (change.value) {
            rows_[{change.table, change.key}] = *change.value;
        } else {
            rows_.erase({change.table, change.key});
        }
    }
    return {};
}

Result<std::optional<std::string>> MemoryLedger::get(LedgerTable table, std::string_view key)
    const {
    const auto found = rows_.find({table, std::string(key)});
    return found == rows_.end() ? std::nullopt : std::optional(found->second);
}

Result<void> MemoryLedger::scan(
    LedgerTable table,
    std::string_view from,
    std::string_view to,
    const VisitRow& visit,
    Order order
) const {
    const auto begin = rows_.lower_bound({table, std::string(from)});
    const auto end = from < to ? rows_.lower_bound({table, std::string(to)}) : begin;
    const auto shown = [&](const auto& row) { return !visit(row.first.second, row.second); };
    if (order == Order::forwards) {
        static_cast<void>(std::find_if(begin, end, shown));
    } else {
        static_cast<void>(
            std::find_if(std::make_reverse_iterator(end), std::make_reverse_iterator(begin), shown)
        );
    }
    return {};
}

}  // namespace dunghan
