#include "adapters/app/series_json.h"

#include <algorithm>

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;
using series::Filing;

Result<PeriodOpened> find_period(
    const audit::SeriesKnown& known, const std::string& period, Instant as_of, const Zone& zone
) {
    // As of then: a period that was made up for later had opened on its first day.
    const auto begun = [&](const PeriodOpened& opened) {
        return start_of(series::period_of(opened).opens, zone) <= as_of;
    };
    const auto last =
        std::find_if(known.opened.rbegin(), known.opened.rend(), [&](const auto& each) {
            return begun(each) && (period.empty() || each.period == period);
        });
    if (last != known.opened.rend()) {
        return *last;
    }
    const PeriodOpened* latest = known.opened.empty() ? nullptr : &known.opened.back();
    const auto next = series::next_period(known.content(), latest);
    const std::string when = next
                                 ? "the next one, " + next->id + ", opens on " + to_iso(next->opens)
                                 : "none is to come";
    return fail(
        ErrorCode::not_found,
        "Expected a period of " + known.content().id + " that was opened by then, but got '" +
            (period.empty() ? "none" : period) + "'; " + when
    );
}

Json filing_json(const Filing& filing, const Directory& directory, Date day) {
    Json json;
    json["task"] = filing.code;
    json["agency"] = filing.member;
    json["answers"] = directory.successor_at(filing.member, day).last();
    json["name"] = directory.name_at({PartyKind::agency, filing.member}, day);
    if (filing.due_before) {
        json["due_before"] = to_rfc3339(*filing.due_before);
    }
    if (filing.filed_at) {
        json["filed_at"] = to_rfc3339(*filing.filed_at);
        json["observed"] = filing.observed;
        json["recorded_at"] = to_rfc3339(filing.recorded_at);
        json["recorded_by"] = filing.recorded_by;
    }
    return json;
}

}  // namespace

Result<SeriesAt> series_at(
    const Store& store,
    const std::string& id,
    const std::string& period,
    const TimeQuery& query,
    const Zone& zone
) {
    auto known = audit::series_known(store, id, query.as_known);
    if (!known) {
        return tl::unexpected(known.error());
    }
    if (!*known) {
        return fail(
            ErrorCode::not_found,
            "Expected a published series, but got '" + id + "'; `series list` shows those there are"
        );
    }
    auto opened = find_period(**known, period, query.as_of, zone);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    return audit::filings_at(store, **known, *opened, query).map([&](std::vector<Filing> filings) {
        return SeriesAt{
            std::move(**known),
            std::move(*opened),
            series::series_status(std::move(filings), query.as_of)};
    });
}

std::string counts_of(const series::Status& status) {
    return std::to_string(status.filed()) + "/" + std::to_string(status.all());
}

Json series_json(
    const SeriesAt& series, const TimeQuery& query, const Zone& zone, const Directory& directory
) {
    const Date day = date_at(query.as_of, zone);
    Json json;
    json["series"] = series.opened.series;
    json["version"] = series.opened.version;
    json["period"] = series.opened.period;
    json["opens"] = series.opened.opens;
    json["closes"] = series.opened.closes;
    json["as_of"] = to_rfc3339(query.as_of);
    json["counts"] = counts_of(series.status);
    json["filed"] = series.status.filed();
    json["all"] = series.status.all();
    const series::Status& status = series.status;
    for (const auto& [name, filings] :
         {std::pair{"on_time", &status.on_time},
          std::pair{"late", &status.late},
          std::pair{"awaited", &status.awaited},
          std::pair{"missing", &status.missing},
          std::pair{"cancelled", &status.cancelled}}) {
        json[name] = Json::array();
        for (const Filing& filing : *filings) {
            json[name].push_back(filing_json(filing, directory, day));
        }
    }
    return json;
}

}  // namespace dunghan::app
