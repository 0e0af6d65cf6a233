// Nothing lies on anything else: asked of the geometry itself, for any kind of work.
#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "adapters/diagram/picture.h"

#include "tests/support/any_definition.h"

namespace dunghan::diagram {
namespace {

using testing::AnyDefinition;
using testing::Chance;

struct Rect {
    double left;
    double top;
    double right;
    double bottom;
};

Rect rect_of(Point centre, Size size) {
    return {
        centre.x - size.width / 2,
        centre.y - size.height / 2,
        centre.x + size.width / 2,
        centre.y + size.height / 2};
}

bool overlap(const Rect& a, const Rect& b) {
    constexpr double touch = 0.01;
    return a.left < b.right - touch && b.left < a.right - touch && a.top < b.bottom - touch &&
           b.top < a.bottom - touch;
}

bool inside(const Rect& rect, Point point) {
    constexpr double touch = 0.01;
    return point.x > rect.left + touch && point.x < rect.right - touch &&
           point.y > rect.top + touch && point.y < rect.bottom - touch;
}

std::vector<Rect> rects_of(const Chart& chart, const Layout& layout) {
    std::vector<Rect> rects;
    for (std::size_t box = 0; box < chart.boxes.size(); ++box) {
        rects.push_back(rect_of(layout.boxes[box], chart.boxes[box]));
    }
    for (const DrawnArrow& drawn : layout.arrows) {
        rects.push_back(rect_of(drawn.label, chart.arrows[drawn.arrow].label));
    }
    return rects;
}

// Points along a line, close enough together to hit whatever it crosses.
std::vector<Point> points_of(const Line& line) {
    constexpr int parts = 10;
    std::vector<Point> points;
    for (std::size_t i = 0; i < line.size(); ++i) {
        for (int part = 0; part <= parts; ++part) {
            const double t = static_cast<double>(part) / parts;
            points.push_back({line[i].x, std::lerp(line[i].from_y, line[i].to_y, t)});
            if (i > 0) {  // the bow before it: a cubic with upright ends
                const double x0 = line[i - 1].x;
                const double smooth = t * t * (3 - 2 * t);
                const double y0 = line[i - 1].to_y;
                const double middle = (y0 + line[i].from_y) / 2;
                const double s = 1 - t;
                const double y = s * s * s * y0 + 3 * s * s * t * middle + 3 * s * t * t * middle +
                                 t * t * t * line[i].from_y;
                points.push_back({x0 + (line[i].x - x0) * smooth, y});
            }
        }
    }
    return points;
}

void lies_free(const Chart& chart, const Layout& layout) {
    const std::vector<Rect> rects = rects_of(chart, layout);
    for (std::size_t a = 0; a < rects.size(); ++a) {
        for (std::size_t b = a + 1; b < rects.size(); ++b) {
            RC_ASSERT(!overlap(rects[a], rects[b]));
        }
        RC_ASSERT(rects[a].left >= -0.01 && rects[a].right <= layout.size.width + 0.01);
        RC_ASSERT(rects[a].top >= -0.01 && rects[a].bottom <= layout.size.height + 0.01);
    }
    for (const DrawnArrow& drawn : layout.arrows) {
        std::vector<Line> lines = drawn.lines;
        lines.push_back(drawn.head);
        for (const Line& line : lines) {
            for (const Point& point : points_of(line)) {
                for (const Rect& rect : rects) {
                    RC_ASSERT(!inside(rect, point));
                }
            }
        }
    }
}

// Every arrow ends at its box and begins at each of its own.
void joins_what_it_says(const Chart& chart, const Layout& layout) {
    const auto touches = [&](const Leg& leg, double y, std::size_t box) {
        const Rect rect = rect_of(layout.boxes[box], chart.boxes[box]);
        return leg.x > rect.left && leg.x < rect.right &&
               (std::abs(y - rect.top) < 0.01 || std::abs(y - rect.bottom) < 0.01);
    };
    std::vector<std::size_t> begun(chart.arrows.size(), 0);
    for (const DrawnArrow& drawn : layout.arrows) {
        const Arrow& arrow = chart.arrows[drawn.arrow];
        if (drawn.around) {
            ++begun[drawn.arrow];
            continue;
        }
        RC_ASSERT(touches(drawn.head.back(), drawn.head.back().to_y, arrow.to));
        for (const Line& line : drawn.lines) {
            for (const std::size_t from : arrow.from) {
                begun[drawn.arrow] += touches(line.front(), line.front().from_y, from) ? 1U : 0U;
            }
        }
    }
    for (std::size_t arrow = 0; arrow < begun.size(); ++arrow) {
        RC_ASSERT(begun[arrow] == chart.arrows[arrow].from.size());
    }
}

RC_GTEST_PROP(Layout, OfAnyDefinitionLiesFree, (std::uint64_t seed)) {
    Chance chance(seed);
    const Picture picture = picture_of(AnyDefinition(chance).next("work", 1));
    lies_free(picture.chart, picture.layout);
    joins_what_it_says(picture.chart, picture.layout);
}

// Arrows that no definition would have: many boxes each, loops, up and down at once.
RC_GTEST_PROP(Layout, OfAnyChartLiesFree, (std::uint64_t seed)) {
    Chance chance(seed);
    Chart chart;
    const auto length = [&](std::uint64_t max) {
        return static_cast<double>(1 + chance.below(max));
    };
    for (std::uint64_t box = 1 + chance.below(9); box > 0; --box) {
        chart.boxes.push_back({length(300), length(90)});
    }
    for (std::uint64_t count = chance.below(14); count > 0; --count) {
        Arrow arrow;
        for (std::size_t box = 0; box < chart.boxes.size(); ++box) {
            if (chance.below(3) == 0) {
                arrow.from.push_back(box);
            }
        }
        arrow.to = chance.below(chart.boxes.size());
        arrow.label = {length(200), length(60)};
        chart.arrows.push_back(arrow);
    }
    const Layout layout = lay_out(chart);
    lies_free(chart, layout);
    joins_what_it_says(chart, layout);
}

TEST(Layout, PutsWhatIsFartherBelow) {
    const Chart chart{
        {{100, 40}, {100, 40}, {100, 40}},
        {{{0}, 1, {50, 20}}, {{1}, 2, {50, 20}}, {{2}, 0, {50, 20}}}};
    const Layout layout = lay_out(chart);
    EXPECT_LT(layout.boxes[0].y, layout.boxes[1].y);
    EXPECT_LT(layout.boxes[1].y, layout.boxes[2].y);
    const DrawnArrow& back = layout.arrows[2];
    EXPECT_GT(back.head.front().from_y, back.head.back().to_y) << "it points upwards";
}

TEST(Layout, RunsStraightWhereThereIsRoom) {
    const Chart chart{{{100, 40}, {160, 40}}, {{{0}, 1, {50, 20}}}};
    const Layout layout = lay_out(chart);
    EXPECT_NEAR(layout.boxes[0].x, layout.boxes[1].x, 0.01);
    EXPECT_NEAR(layout.arrows[0].label.x, layout.boxes[1].x, 0.01);
}

}  // namespace
}  // namespace dunghan::diagram
