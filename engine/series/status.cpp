#include "engine/series/status.h"

#include <algorithm>

#include "engine/base/code_order.h"

namespace dunghan::series {

FilingVerdict verdict_of(const Filing& filing, Instant now) {
    if (filing.cancelled) {
        return FilingVerdict::cancelled;
    }
    const auto past_due = [&](Instant at) { return filing.due_before && at >= *filing.due_before; };
    if (filing.filed_at) {
        return past_due(*filing.filed_at) && !filing.observed ? FilingVerdict::late
                                                              : FilingVerdict::on_time;
    }
    return past_due(now) ? FilingVerdict::missing : FilingVerdict::awaited;
}

Status series_status(std::vector<Filing> filings, Instant now) {
    std::sort(filings.begin(), filings.end(), [](const Filing& a, const Filing& b) {
        return code_before(a.code, b.code);
    });
    Status status;
    for (Filing& filing : filings) {
        switch (verdict_of(filing, now)) {
            case FilingVerdict::on_time: status.on_time.push_back(std::move(filing)); break;
            case FilingVerdict::late: status.late.push_back(std::move(filing)); break;
            case FilingVerdict::awaited: status.awaited.push_back(std::move(filing)); break;
            case FilingVerdict::missing: status.missing.push_back(std::move(filing)); break;
            case FilingVerdict::cancelled: status.cancelled.push_back(std::move(filing)); break;
        }
    }
    return status;
}

}  // namespace dunghan::series
