// What is to be drawn, without what it says: boxes of a size, and arrows that carry a label of a
// size. Units are those of the picture.
#pragma once

#include <cstddef>
#include <vector>

namespace dunghan::diagram {

struct Point {
    double x = 0;
    double y = 0;
};

struct Size {
    double width = 0;
    double height = 0;
};

// One label with a line from each of `from`, and an arrow to `to`.
struct Arrow {
    std::vector<std::size_t> from;  // boxes
    std::size_t to = 0;
    Size label;
};

// How far an arrow into its own box reaches out of it, before its label.
inline constexpr double loop_reach = 34;

// Drawn from top to bottom in the order of the boxes: an arrow to an earlier one goes up.
struct Chart {
    std::vector<Size> boxes;
    std::vector<Arrow> arrows;
};

// A stretch of a line that is straight and upright; between two of them it bends.
struct Leg {
    double x = 0;
    double from_y = 0;
    double to_y = 0;
};

using Line = std::vector<Leg>;

// One arrow, or the part of it that goes down, up or around: each part carries the label.
struct DrawnArrow {
    std::size_t arrow = 0;
    Point label;              // its centre
    std::vector<Line> lines;  // from the boxes to the label
    Line head;                // from the label to the box it points at
    bool around = false;  // into its own box: `lines` and `head` are empty, the label is beside it
};

struct Layout {
    Size size;
    std::vector<Point> boxes;  // centres
    std::vector<DrawnArrow> arrows;
};

// No label or box lies on another, and no line crosses one that is not its own. The same chart
// gives the same layout.
[[nodiscard]] Layout lay_out(const Chart& chart);

}  // namespace dunghan::diagram
