// `dunghan series show`: "38/39", and who is missing.
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/audit/series_at.h"

#include "adapters/app/day_lines.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/series.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;
using series::Filing;
using series::Status;

struct Shown {
    audit::SeriesKnown known;
    PeriodOpened opened;
    Status status;
};

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

Result<Shown> look_up(const Reading& reading, const ShowSeriesArguments& arguments) {
    auto known = audit::series_known(*reading.store, arguments.id, reading.query.as_known);
    if (!known) {
        return tl::unexpected(known.error());
    }
    if (!*known) {
        return fail(
            ErrorCode::not_found,
            "Expected a published series, but got '" + arguments.id +
                "'; `series list` shows those there are"
        );
    }
    auto opened = find_period(**known, arguments.period, reading.query.as_of, reading.policy.zone);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    return audit::filings_at(*reading.store, **known, *opened, reading.query)
        .map([&](std::vector<Filing> filings) {
            return Shown{
                std::move(**known),
                std::move(*opened),
                series::series_status(std::move(filings), reading.query.as_of)};
        });
}

std::string name_of(const Filing& filing, const Reading& reading) {
    const Date day = date_at(reading.query.as_of, reading.policy.zone);
    return reading.directory.name_at({PartyKind::agency, filing.member}, day);
}

Json filing_json(const Filing& filing, const Reading& reading) {
    Json json;
    json["task"] = filing.code;
    json["agency"] = filing.member;
    json["answers"] =
        reading.directory
            .successor_at(filing.member, date_at(reading.query.as_of, reading.policy.zone))
            .last();
    json["name"] = name_of(filing, reading);
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

Json filings_json(const std::vector<Filing>& filings, const Reading& reading) {
    Json list = Json::array();
    for (const Filing& filing : filings) {
        list.push_back(filing_json(filing, reading));
    }
    return list;
}

std::string counts(const Status& status) {
    return std::to_string(status.filed()) + "/" + std::to_string(status.all());
}

Json shown_json(const Shown& shown, const Reading& reading) {
    Json json;
    json["series"] = shown.opened.series;
    json["version"] = shown.opened.version;
    json["period"] = shown.opened.period;
    json["opens"] = shown.opened.opens;
    json["closes"] = shown.opened.closes;
    json["as_of"] = to_rfc3339(reading.query.as_of);
    json["counts"] = counts(shown.status);
    json["filed"] = shown.status.filed();
    json["all"] = shown.status.all();
    json["on_time"] = filings_json(shown.status.on_time, reading);
    json["late"] = filings_json(shown.status.late, reading);
    json["awaited"] = filings_json(shown.status.awaited, reading);
    json["missing"] = filings_json(shown.status.missing, reading);
    json["cancelled"] = filings_json(shown.status.cancelled, reading);
    return json;
}

// "16/11/2026 16:40".
std::string moment(Instant at, const Zone& zone) {
    return to_vietnamese(date_at(at, zone)) + " " + time_words(minute_of_day(at, zone));
}

void print_filings(
    const std::vector<Filing>& filings, const char* title, Colour colour, const Reading& reading
) {
    if (filings.empty()) {
        return;
    }
    const Zone& zone = reading.policy.zone;
    std::printf("\n%s\n", paint(two_digits(filings.size()) + " " + title, Colour::bold).c_str());
    TextTable table(
        {{"Cơ quan", false, 48},
         {"Mã", false, 40},
         {"Hạn", false, 12},
         {"Gửi lúc", false, 18},
         {"Ghi nhận", false, 40}}
    );
    for (const Filing& filing : filings) {
        const bool filed = filing.filed_at.has_value();
        table.add(
            {{name_of(filing, reading), colour},
             {filing.code},
             {filing.due_before ? to_vietnamese(date_at(plus_ms(*filing.due_before, -1), zone))
                                : ""},
             {filed ? moment(*filing.filed_at, zone) : ""},
             {filed ? moment(filing.recorded_at, zone) + ", " + filing.recorded_by : ""}}
        );
    }
    std::fputs(table.text().c_str(), stdout);
}

void print(const Shown& shown, const Reading& reading) {
    const series::Period period = series::period_of(shown.opened);
    const std::string line = shown.known.content().name + ", kỳ " + period.id + " (" +
                             to_vietnamese(period.opens) + " – " + to_vietnamese(period.closes) +
                             "): " + counts(shown.status) + " đã gửi";
    std::printf("%s\n", paint(line, Colour::bold).c_str());
    print_filings(shown.status.missing, "chưa gửi, đã quá hạn", Colour::red, reading);
    print_filings(shown.status.awaited, "chưa gửi, còn hạn", Colour::yellow, reading);
    print_filings(shown.status.late, "gửi trễ hạn", Colour::yellow, reading);
    print_filings(shown.status.on_time, "gửi đúng hạn", Colour::plain, reading);
    print_filings(shown.status.cancelled, "đã hủy", Colour::dim, reading);
}

}  // namespace

int run_show_series(const Options& options, const ShowSeriesArguments& arguments) {
    const auto reading = open_reading(options);
    if (!reading) {
        return complain(reading.error());
    }
    const auto shown = look_up(*reading, arguments);
    if (!shown) {
        return complain(shown.error());
    }
    if (options.json) {
        std::puts(shown_json(*shown, *reading).dump(2).c_str());
    } else {
        print(*shown, *reading);
    }
    return exit_ok;
}

}  // namespace dunghan::app
