// One day of a forecast, for programs and for people.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/directory/directory.h"
#include "engine/forecast/day.h"

namespace dunghan::app {

using Json = nlohmann::ordered_json;

// One object, lists empty where there is nothing. `subject_tag` as in the mails' subjects.
// Format: docs/formats/forecast.md
[[nodiscard]] Json day_json(
    const forecast::Day& day, const Zone& zone, const std::string& subject_tag
);

// What concerns that agency; troubles concern everybody.
[[nodiscard]] forecast::Day only(forecast::Day day, const std::string& agency);

// The days as a chart, then each that brings something. Keeps a few lines of each day, not the day.
class ForecastText {
 public:
    ForecastText(Zone zone, std::string subject_tag, Directory directory)
        : zone_(std::move(zone)),
          subject_tag_(std::move(subject_tag)),
          directory_(std::move(directory)) {}

    void add(const forecast::Day& day);

    [[nodiscard]] std::string text() const;

 private:
    struct Shown {
        Date day;
        std::size_t mails = 0;
        std::size_t reminders = 0;
        std::size_t due = 0;
        std::size_t late = 0;
        std::string lines;
    };

    [[nodiscard]] std::string chart() const;

    Zone zone_;
    std::string subject_tag_;
    Directory directory_;
    std::vector<Shown> days_;
};

}  // namespace dunghan::app
