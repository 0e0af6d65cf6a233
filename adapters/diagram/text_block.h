// A few short lines of text and the room they take, without asking a font: widths are those of a
// wide one (DejaVu Sans), so that what fits here fits in any other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/diagram/chart.h"

namespace dunghan::diagram {

enum class Mark { none, ball, clock, pause };  // a small sign before the line

struct TextLine {
    std::string text;
    double size = 12;  // of its letters
    bool bold = false;
    Mark mark = Mark::none;
};

struct TextBlock {
    std::vector<TextLine> lines;

    // Breaks `line` between words where it gets wider than `width_max`.
    void add(TextLine line, double width_max);

    [[nodiscard]] Size size() const;
};

inline constexpr double mark_width = 16;

[[nodiscard]] double width_of(const TextLine& line);
[[nodiscard]] double height_of(const TextLine& line);

}  // namespace dunghan::diagram
