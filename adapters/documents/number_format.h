// What a number looks like in its cell: a spreadsheet stores dates as days.
#pragma once

#include <string>
#include <string_view>

namespace dunghan::documents {

enum class NumberKind { plain, date, month, fixed };

struct NumberFormat {
    NumberKind kind = NumberKind::plain;
    int decimals = 0;  // of `fixed`: "2.10" must not become "2.1"
};

// `code` is the format's own text, empty for the built-in ones.
[[nodiscard]] NumberFormat number_format(unsigned id, std::string_view code);

// `value` as stored. Dates: "25/10/2022", with " 07:30" when there is a time; formats without a
// day: "10/2022". Values out of range stay as stored.
[[nodiscard]] std::string shown(std::string_view value, NumberFormat format, bool since_1904);

}  // namespace dunghan::documents
