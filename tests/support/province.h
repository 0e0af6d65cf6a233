// A province that reports every month: thirty-nine agencies, a calendar, a series.
#pragma once

#include "tests/support/sample_calendar.h"
#include "tests/support/sample_series.h"
#include "tests/support/world.h"

namespace dunghan::testing {

inline constexpr int agencies = 39;

// "co-quan-07".
inline std::string agency_id(int number) {
    return "co-quan-" + std::string(number < 10 ? "0" : "") + std::to_string(number);
}

inline std::string report_code(const std::string& period, int number) {
    return "bc-" + period + "-" + agency_id(number);
}

inline DirectoryPublished province_directory() {
    DirectoryPublished directory = small_directory();
    directory.version = 2;
    Group all{.id = "tat-ca", .name = "Các cơ quan, địa phương", .aliases = {}, .members = {}};
    for (int i = 1; i <= agencies; ++i) {
        directory.agencies.push_back(
            {.id = agency_id(i),
             .name = "Cơ quan " + std::to_string(i),
             .aliases = {},
             .email = agency_id(i) + "@khanhhoa.example",
             .calendar = "vn"}
        );
        all.members.push_back({agency_id(i)});
    }
    directory.groups.push_back(std::move(all));
    return directory;
}

// Of all thirty-nine.
inline SeriesPublished report_series() {
    SeriesPublished series = tests::monthly_report();
    series.each_of = "tat-ca";
    return series;
}

class Province : public World {
 public:
    explicit Province(const std::string& start = "2026-10-01T09:00") : World(start) {
        publish({"directory"}, PublishDirectory{province_directory()});
        publish({"calendar/vn"}, PublishCalendar{vn_2026()});
        publish({"series/monthly-report"}, PublishSeries{report_series()});
    }

    void publish(const StreamId& stream, Command command) {
        const Outcome outcome = wish(stream, std::move(command));
        EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().detail);
    }

    [[nodiscard]] const task::State& report_of(const std::string& period, int number) {
        return **engine->views().task(
            task::stream_of(task::Kind::report, report_code(period, number))
        );
    }

    // How many reports of a period are tasks.
    [[nodiscard]] int assigned(const std::string& period) {
        int count = 0;
        for (int i = 1; i <= agencies; ++i) {
            count += report_of(period, i).exists() ? 1 : 0;
        }
        return count;
    }

    // Recorded now, by `actor`, as of `occurred_at`.
    Outcome file(
        const std::string& period,
        int number,
        task::Progress progress,
        const std::string& occurred_at,
        const std::string& actor = "cb-017"
    ) {
        Request request;
        request.stream = task::stream_of(task::Kind::report, report_code(period, number));
        request.command = task::Command{task::ReportProgress{{progress, "", "", false}}};
        request.id = command_id_from("file " + std::to_string(++filed_));
        request.actor = actor;
        request.occurred_at = at(occurred_at);
        return engine->execute_one(request);
    }

 private:
    int filed_ = 0;
};

}  // namespace dunghan::testing
