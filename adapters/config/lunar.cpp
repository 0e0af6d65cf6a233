#include "adapters/config/lunar.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace dunghan {
namespace {

constexpr double days_east = 7.0 / 24;    // of UTC
constexpr double epoch_jd = 2'440'587.5;  // 1970-01-01T00:00Z, where days are counted from
constexpr double j2000 = 2'451'545.0;     // in days of Terrestrial Time
constexpr double first_new_moon = 2'451'550.09766;  // of the year 2000; number 0
constexpr double synodic_month = 29.530588861;
constexpr double seconds_of_a_day = 86'400;

double sin_of(double degrees) {
    return std::sin(degrees * std::numbers::pi / 180);
}

// Terrestrial Time less Universal Time in days: measured until now, predicted from then on
// (Espenak and Meeus). A minute of it matters only to a new moon within that minute of midnight.
double delta_t(double jd) {
    struct Known {
        double year;
        double seconds;
    };

    static constexpr std::array<Known, 13> known{
        {{1900, -3},
         {1920, 21},
         {1940, 24},
         {1960, 33},
         {1970, 40},
         {1980, 51},
         {1990, 57},
         {2000, 64},
         {2020, 69},
         {2050, 93},
         {2100, 203},
         {2150, 328},
         {2200, 442}}};
    const double year = 2000 + (jd - j2000) / 365.25;
    auto after = std::ranges::upper_bound(known, year, {}, &Known::year);
    after = std::clamp(after, known.begin() + 1, known.end() - 1);
    const Known& a = *(after - 1);
    const double share = (year - a.year) / (after->year - a.year);
    return (a.seconds + share * (after->seconds - a.seconds)) / seconds_of_a_day;
}

// One term of a series: amount * E^of_sun * sin(sun * M + moon * M' + node * F).
struct Term {
    double amount;
    int sun;
    int moon;
    int node;
};

// Meeus, table 49.A, first column: the new moon.
constexpr std::array<Term, 24> new_moon_terms{
    {{-0.40720, 0, 1, 0}, {0.17241, 1, 0, 0},    {0.01608, 0, 2, 0},  {0.01039, 0, 0, 2},
     {0.00739, -1, 1, 0}, {-0.00514, 1, 1, 0},   {0.00208, 2, 0, 0},  {-0.00111, 0, 1, -2},
     {-0.00057, 0, 1, 2}, {0.00056, 1, 2, 0},    {-0.00042, 0, 3, 0}, {0.00042, 1, 0, 2},
     {0.00038, 1, 0, -2}, {-0.00024, -1, 2, 0},  {-0.00007, 2, 1, 0}, {0.00004, 0, 2, -2},
     {0.00004, 3, 0, 0},  {0.00003, 1, 1, -2},   {0.00003, 0, 2, 2},  {-0.00003, 1, 1, 2},
     {0.00003, -1, 1, 2}, {-0.00002, -1, 1, -2}, {-0.00002, 1, 3, 0}, {0.00002, 0, 4, 0}}};

struct Planet {
    double amount;  // in millionths of a day
    double at;
    double rate;
};

constexpr std::array<Planet, 14> planets{
    {{325, 299.77, 0.107408},
     {165, 251.88, 0.016321},
     {164, 251.83, 26.651886},
     {126, 349.42, 36.412478},
     {110, 84.66, 18.206239},
     {62, 141.74, 53.303771},
     {60, 207.14, 2.453732},
     {56, 154.84, 7.306860},
     {47, 34.52, 27.261239},
     {42, 207.19, 0.121824},
     {40, 291.34, 1.844379},
     {37, 161.72, 24.198154},
     {35, 239.56, 25.513099},
     {23, 331.55, 3.592518}}};

// The local day of new moon number k, as a number of days since the epoch.
std::int64_t new_moon_day(std::int64_t number) {
    const auto k = static_cast<double>(number);
    const double t = k / 1236.85;
    const double t2 = t * t;
    const double t3 = t2 * t;
    const double t4 = t3 * t;
    const double e = 1 - 0.002516 * t - 0.0000074 * t2;
    const double sun = 2.5534 + 29.10535670 * k - 0.0000014 * t2 - 0.00000011 * t3;
    const double moon =
        201.5643 + 385.81693528 * k + 0.0107582 * t2 + 0.00001238 * t3 - 0.000000058 * t4;
    const double node =
        160.7108 + 390.67050284 * k - 0.0016118 * t2 - 0.00000227 * t3 + 0.000000011 * t4;
    const double ascending = 124.7746 - 1.56375588 * k + 0.0020672 * t2 + 0.00000215 * t3;
    double jd = first_new_moon + synodic_month * k + 0.00015437 * t2 - 0.000000150 * t3 +
                0.00000000073 * t4;
    for (const Term& term : new_moon_terms) {
        jd += term.amount * std::pow(e, std::abs(term.sun)) *
              sin_of(term.sun * sun + term.moon * moon + term.node * node);
    }
    jd -= 0.00017 * sin_of(ascending);
    for (const Planet& planet : planets) {
        const double bend = &planet == planets.data() ? 0.009173 * t2 : 0;
        jd += planet.amount * 1e-6 * sin_of(planet.at + planet.rate * k - bend);
    }
    return static_cast<std::int64_t>(std::floor(jd - delta_t(jd) + days_east - epoch_jd));
}

// Which twelfth of its way the sun is in when the local day begins; 0 from the spring equinox, 9
// from the winter solstice. A major solar term is where it changes.
int sun_sector(std::int64_t day) {
    const double ut = epoch_jd + static_cast<double>(day) - days_east;
    const double t = (ut + delta_t(ut) - j2000) / 36'525;
    const double anomaly = 357.52911 + 35'999.05029 * t - 0.0001537 * t * t;
    const double centre = (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin_of(anomaly) +
                          (0.019993 - 0.000101 * t) * sin_of(2 * anomaly) +
                          0.000289 * sin_of(3 * anomaly);
    const double longitude = 280.46646 + 36'000.76983 * t + 0.0003032 * t * t + centre - 0.00569 -
                             0.00478 * sin_of(125.04 - 1934.136 * t);
    return static_cast<int>(std::floor(longitude / 30 - 12 * std::floor(longitude / 360)));
}

std::int64_t number_of(Date date) {
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

// Number of the new moon that opens month 11 of a year: the last by the day of the solstice.
std::int64_t month_11_of(int year) {
    const std::int64_t last = number_of(std::chrono::year{year} / 12 / 31);
    const double jd = epoch_jd + static_cast<double>(last);
    auto moon = static_cast<std::int64_t>(std::floor((jd - first_new_moon) / synodic_month)) + 1;
    while (new_moon_day(moon) > last) {
        --moon;
    }
    return sun_sector(new_moon_day(moon)) >= 9 ? moon - 1 : moon;
}

struct Month {
    LunarDate first;
    std::int64_t begin;
    std::int64_t end;  // the day after its last
};

// The months from the solstice of the year before to the solstice of `year`: 11, 12, 1 to 10.
std::vector<Month> months_to_solstice_of(int year) {
    const std::int64_t from = month_11_of(year - 1);
    const std::int64_t count = month_11_of(year) - from;
    bool to_repeat = count == 13;
    std::vector<Month> months;
    int number = 10;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t begin = new_moon_day(from + i);
        const std::int64_t end = new_moon_day(from + i + 1);
        const bool leap = to_repeat && i > 0 && sun_sector(begin) == sun_sector(end);
        to_repeat = to_repeat && !leap;
        number = leap ? number : number % 12 + 1;
        const int of_year = number >= 11 ? year - 1 : year;
        months.push_back({{of_year, number, 1, leap}, begin, end});
    }
    return months;
}

}  // namespace

std::optional<Date> solar_of(const LunarDate& lunar) {
    for (const Month& month :
         months_to_solstice_of(lunar.month >= 11 ? lunar.year + 1 : lunar.year)) {
        const std::int64_t day = month.begin + lunar.day - 1;
        if (month.first.month == lunar.month && month.first.leap == lunar.leap &&
            month.first.year == lunar.year && lunar.day >= 1 && day < month.end) {
            return Date{std::chrono::sys_days{std::chrono::days{day}}};
        }
    }
    return std::nullopt;
}

LunarDate lunar_of(Date solar) {
    const std::int64_t day = number_of(solar);
    int year = int{solar.year()};
    auto months = months_to_solstice_of(year);
    if (day >= months.back().end) {
        months = months_to_solstice_of(year + 1);
    }
    const auto month =
        std::ranges::find_if(months, [&](const Month& each) { return day < each.end; });
    LunarDate lunar = month->first;
    lunar.day = static_cast<int>(day - month->begin) + 1;
    return lunar;
}

}  // namespace dunghan
