#include "adapters/documents/number_format.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "engine/base/instant.h"
#include "engine/base/text.h"

namespace dunghan::documents {
namespace {

constexpr double day_max = 2'958'465;  // 31/12/9999
constexpr int minutes_per_day = 1440;

// Letters of the code outside quotes, brackets and escapes.
std::string bare(std::string_view code) {
    std::string letters;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == '"') {
            i = std::min(code.find('"', i + 1), code.size());
        } else if (code[i] == '[') {
            i = std::min(code.find(']', i + 1), code.size());
        } else if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
            ++i;
        } else {
            letters += code[i] >= 'A' && code[i] <= 'Z' ? static_cast<char>(code[i] + 32) : code[i];
        }
    }
    return letters;
}

NumberFormat from_code(std::string_view code) {
    const std::string letters = bare(code);
    const auto holds = [&](char c) { return letters.find(c) != std::string::npos; };
    if (holds('y')) {
        return {holds('d') ? NumberKind::date : NumberKind::month};
    }
    if (holds('d')) {
        return {NumberKind::date};
    }
    const std::size_t zeros = letters.starts_with("0.") ? letters.size() - 2 : 0;
    const bool fixed = zeros > 0 && letters.find_first_not_of('0', 2) == std::string::npos;
    return fixed ? NumberFormat{NumberKind::fixed, static_cast<int>(zeros)} : NumberFormat{};
}

std::string print(const char* form, auto... values) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), form, values...);
    return text.data();
}

std::string shown_date(double days, NumberKind kind, bool since_1904) {
    using std::chrono::sys_days;
    const sys_days epoch = since_1904 ? sys_days{std::chrono::year{1904} / 1 / 1}
                                      : sys_days{std::chrono::year{1899} / 12 / 30};
    const double whole = std::floor(days);
    const Date date{epoch + std::chrono::days{static_cast<int>(whole)}};
    if (kind == NumberKind::month) {
        return print("%u/%d", static_cast<unsigned>(date.month()), static_cast<int>(date.year()));
    }
    const int minutes = static_cast<int>(std::lround((days - whole) * minutes_per_day));
    return to_vietnamese(date) +
           (minutes == 0 ? "" : print(" %02d:%02d", minutes / 60, minutes % 60));
}

}  // namespace

NumberFormat number_format(unsigned id, std::string_view code) {
    if (!code.empty()) {
        return from_code(code);
    }
    if (id == 17) {
        return {NumberKind::month};
    }
    const bool date = (id >= 14 && id <= 16) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
                      (id >= 50 && id <= 58);
    if (date) {
        return {NumberKind::date};
    }
    return id == 2 ? NumberFormat{NumberKind::fixed, 2} : NumberFormat{};
}

std::string shown(std::string_view value, NumberFormat format, bool since_1904) {
    double number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || !std::isfinite(number)) {
        return std::string(value);
    }
    switch (format.kind) {
        case NumberKind::plain: return print("%.15g", number);
        case NumberKind::fixed: return print("%.*f", format.decimals, number);
        case NumberKind::date:
        case NumberKind::month: break;
    }
    const bool in_range = number >= 1 && number <= day_max;
    return in_range ? shown_date(number, format.kind, since_1904) : std::string(value);
}

}  // namespace dunghan::documents
