// The elements of an SVG, as text. Coordinates are whole tenths. For adapters/diagram only.
#pragma once

#include <string>
#include <string_view>

#include "adapters/diagram/chart.h"
#include "adapters/diagram/text_block.h"

namespace dunghan::diagram {

class SvgText {
 public:
    [[nodiscard]] static std::string number(double value);  // "12.5"
    [[nodiscard]] static std::string point(Point point);    // "12.5 3"
    [[nodiscard]] static std::string escaped(std::string_view text);

    [[nodiscard]] static std::string rect(
        Point centre,
        Size size,
        double round,
        std::string_view fill,
        std::string_view stroke,
        double width
    );
    [[nodiscard]] static std::string circle(Point centre, double radius, std::string_view fill);
    [[nodiscard]] static std::string clock(Point centre);
    [[nodiscard]] static std::string line(const std::string& path, bool dashed, bool arrow);

    // `at` is the base line's start ("start") or middle ("middle").
    [[nodiscard]] static std::string text(
        Point at, const TextLine& line, std::string_view anchor, std::string_view colour
    );

    [[nodiscard]] static std::string mark(Mark mark, Point centre, std::string_view ball);
};

}  // namespace dunghan::diagram
