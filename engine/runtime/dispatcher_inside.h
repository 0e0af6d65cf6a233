// For engine/runtime/dispatcher*.cpp only.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/runtime/dispatch_line.h"
#include "engine/runtime/dispatcher.h"

namespace dunghan {

using SharedRecord = std::shared_ptr<const Record>;

struct Dispatcher::Inside {
    struct Answer {
        std::string endpoint;
        SharedRecord event;
        std::string url;
        endpoint::CallReport report;
    };

    Inside(Engine& e, Ledger& l, CallSender& s, DispatchSettings set)
        : engine(e), ledger(l), sender(s), settings(std::move(set)) {}

    Result<void> settle(DispatchReport& report);
    Result<void> follow_endpoints();
    Result<void> feed();
    Result<void> start(const std::shared_ptr<Inside>& self, DispatchReport& report);
    Result<void> disable_those(DispatchReport& report);
    Result<void> prune();
    [[nodiscard]] std::optional<Instant> next() const;

    [[nodiscard]] bool may_see(const DispatchLine& line, const Envelope& event) const;
    Result<void> consider(DispatchLine& line, const SharedRecord& record);
    Result<SharedRecord> record_at(std::uint64_t position);

    Engine& engine;
    Ledger& ledger;
    CallSender& sender;
    DispatchSettings settings;
    std::map<std::string, DispatchLine> lines;  // by endpoint
    std::vector<Answer> answers;                // that wait to be settled
    LedgerChanges changes;                      // of this turn
    std::map<std::string, endpoint::DisableCause> to_disable;
    std::map<std::uint64_t, SharedRecord> records;  // read lately
    std::string first;                              // whose turn it is to begin
    Position known;                                 // the endpoints are those of the log up to here
    Instant pruned;
    std::size_t under_way = 0;
    bool behind = false;  // there is more of the log to look at
    bool held = false;
    bool stopping = false;
};

}  // namespace dunghan
