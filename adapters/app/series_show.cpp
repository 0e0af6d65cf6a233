// `dunghan series show`: "38/39", and who is missing.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "adapters/app/day_lines.h"
#include "adapters/app/exit_code.h"
#include "adapters/app/series.h"
#include "adapters/app/series_json.h"
#include "adapters/app/terminal.h"

namespace dunghan::app {
namespace {

using Json = nlohmann::ordered_json;
using series::Filing;

std::string name_of(const Filing& filing, const Reading& reading) {
    const Date day = date_at(reading.query.as_of, reading.policy.zone);
    return reading.directory.name_at({PartyKind::agency, filing.member}, day);
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

void print(const SeriesAt& shown, const Reading& reading) {
    const series::Period period = series::period_of(shown.opened);
    const std::string line = shown.known.content().name + ", kỳ " + period.id + " (" +
                             to_vietnamese(period.opens) + " – " + to_vietnamese(period.closes) +
                             "): " + counts_of(shown.status) + " đã gửi";
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
    const auto shown = series_at(
        *reading->store, arguments.id, arguments.period, reading->query, reading->policy.zone
    );
    if (!shown) {
        return complain(shown.error());
    }
    if (options.json) {
        const Json json =
            series_json(*shown, reading->query, reading->policy.zone, reading->directory);
        std::puts(json.dump(2).c_str());
    } else {
        print(*shown, *reading);
    }
    return exit_ok;
}

}  // namespace dunghan::app
