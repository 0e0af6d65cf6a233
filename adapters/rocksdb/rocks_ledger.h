// The ledger of calls on RocksDB, a database of its own: DIR/ledger. Writes survive the process;
// the last ones not the machine's power.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/port/ledger.h"

namespace dunghan {

class RocksLedger final : public Ledger {
 public:
    enum class Mode : std::uint8_t {
        read_write,  // makes an empty one where there is none; alone
        read_only,   // beside a writer or not: as it was when it was opened
    };

    // Errors: not_found (read_only, and there is none), refused (another process writes to it),
    // corruption, unavailable.
    [[nodiscard]] static Result<std::unique_ptr<RocksLedger>> open(
        const std::filesystem::path& directory, Mode mode
    );

    ~RocksLedger() override;
    RocksLedger(const RocksLedger&) = delete;
    RocksLedger& operator=(const RocksLedger&) = delete;

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
    struct Inside;
    explicit RocksLedger(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace dunghan
