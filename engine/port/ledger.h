// Where an installation remembers how far each endpoint has come, what it is owed, and which
// attempts were made. Apart from the log: nothing in it is a fact about a task, all of it may be
// lost, and it is kept no longer than somebody wants to look at it.
//
// Lost with the machine's power at most: the last changes. Then calls are sent again, under the
// same webhook-id. Rows and keys: engine/codec/ledger_rows.h
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace dunghan {

// DO NOT CHANGE THE VALUES: they begin every key; numbers are never reused.
enum class LedgerTable : std::uint8_t {
    standing = 1,  // endpoint -> endpoint::Standing
    open = 2,      // endpoint, position -> endpoint::Call: owed
    dead = 3,      // likewise: given up, until somebody asks for it again
    attempt = 4,   // endpoint, instant, position -> endpoint::Attempt
};

struct LedgerChange {
    LedgerTable table{};
    std::string key;
    std::optional<std::string> value;  // nothing: remove the row
};

class Ledger {
 public:
    virtual ~Ledger() = default;

    // All of them or none, the later of two for one row. There for every later reading, also when
    // the process dies. Error: unavailable; then nothing more may be written.
    [[nodiscard]] virtual Result<void> write(const std::vector<LedgerChange>& changes) = 0;

    // From any thread, beside the writer; so is the next. Errors: unavailable, corruption.
    [[nodiscard]] virtual Result<std::optional<std::string>> get(
        LedgerTable table, std::string_view key
    ) const = 0;

    // Rows with from <= key < to in byte order (`backwards`: the last first), until `visit` returns
    // false. What it is handed is valid only during the call.
    using VisitRow = std::function<bool(std::string_view key, std::string_view value)>;
    enum class Order : std::uint8_t { forwards, backwards };
    [[nodiscard]] virtual Result<void> scan(
        LedgerTable table,
        std::string_view from,
        std::string_view to,
        const VisitRow& visit,
        Order order = Order::forwards
    ) const = 0;
};

}  // namespace dunghan
