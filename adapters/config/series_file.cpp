#include "adapters/config/series_file.h"

#include <limits>

#include "engine/series/check.h"

#include "adapters/config/budget.h"
#include "adapters/config/yaml.h"

namespace dunghan {
namespace {

using yaml::Map;
using yaml::Value;

// Left out is empty.
std::string text_of(Map& map, const std::string& key) {
    const auto value = map.find(key);
    return value ? value->text() : std::string();
}

std::string id_of(Map& map, const std::string& key) {
    const auto value = map.find(key);
    return value ? value->identifier() : std::string();
}

// The first of the names is 1.
template <class E>
E enumerator_in(const Value& value, const std::vector<std::string_view>& names) {
    return static_cast<E>(value.choice(names) + 1);
}

PeriodRule period_in(Map map) {
    constexpr std::int32_t longest_month = 31;
    PeriodRule period;
    if (const auto window = map.find("window")) {
        Map days(*window);
        period.from_day = days.get("from_day").integer(1, longest_month);
        period.to_day = days.get("to_day").integer(1, longest_month);
        days.done();
    }
    if (const auto rule = map.find("rrule")) {
        period.rrule = rule->text();
        period.start = map.get("start").text();
        if (const auto lasts = map.find("lasts")) {
            period.lasts = budget_in(*lasts);
        }
    }
    map.done();
    return period;
}

void read_due(Map map, SeriesPublished& series) {
    series.due_from = enumerator_in<TermFrom>(map.get("after"), {"open", "close"});
    if (const auto budget = map.find("budget")) {
        series.due.id = "due";
        series.due.budget = budget_in(*budget);
        series.due.label = map.get("label").text();
        series.due.basis = text_of(map, "basis");
        if (const auto roll = map.find("roll")) {
            series.due.roll = enumerator_in<Roll>(*roll, {"none", "next_working_day"});
        }
    }
    map.done();
}

SeriesPublished series_in(Map root) {
    SeriesPublished series;
    (void)root.get("kind").choice({"series"});
    series.id = root.get("id").identifier();
    const auto version = root.get("version").integer(1, std::numeric_limits<int>::max());
    series.version = static_cast<std::uint32_t>(version);
    series.name = root.get("name").text();
    series.kind = enumerator_in<DutyKind>(root.get("tasks"), {"task", "dossier", "report"});
    series.definition = id_of(root, "definition");
    series.each_of = id_of(root, "each_of");
    series.holder = id_of(root, "holder");
    series.period = period_in(Map(root.get("period")));
    read_due(Map(root.get("due")), series);
    series.code = root.get("code").text();
    series.title = root.get("title").text();
    series.first = root.get("first").text();
    root.done();
    return series;
}

}  // namespace

Result<SeriesPublished> read_series(std::string_view yaml, std::string_view name) {
    yaml::File file(yaml, name);
    SeriesPublished series = series_in(file.root());
    if (const auto problem = file.failed() ? std::nullopt : series::problem_in(series)) {
        file.refuse(*problem);
    }
    return file.result(std::move(series));
}

}  // namespace dunghan
