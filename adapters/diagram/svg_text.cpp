#include "adapters/diagram/svg_text.h"

#include <cmath>

namespace dunghan::diagram {
namespace {

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + std::string(value) + "\"";
}

std::string pause(Point centre) {
    std::string bars;
    for (const double x : {centre.x - 4, centre.x + 1}) {
        bars += "<rect" + attribute("x", SvgText::number(x)) +
                attribute("y", SvgText::number(centre.y - 5)) +
                " width=\"3\" height=\"10\" fill=\"#45566b\"/>";
    }
    return bars;
}

}  // namespace

std::string SvgText::number(double value) {
    const long tenths = std::lround(value * 10);
    std::string text = (tenths < 0 ? "-" : "") + std::to_string(std::labs(tenths) / 10);
    if (tenths % 10 != 0) {
        text += "." + std::to_string(std::labs(tenths) % 10);
    }
    return text;
}

std::string SvgText::point(Point point) {
    return number(point.x) + " " + number(point.y);
}

std::string SvgText::escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string SvgText::rect(
    Point centre,
    Size size,
    double round,
    std::string_view fill,
    std::string_view stroke,
    double width
) {
    return "<rect" + attribute("x", number(centre.x - size.width / 2)) +
           attribute("y", number(centre.y - size.height / 2)) +
           attribute("width", number(size.width)) + attribute("height", number(size.height)) +
           attribute("rx", number(round)) + attribute("fill", fill) +
           (width > 0 ? attribute("stroke", stroke) + attribute("stroke-width", number(width)) : ""
           ) +
           "/>\n";
}

std::string SvgText::circle(Point centre, double radius, std::string_view fill) {
    return "<circle" + attribute("cx", number(centre.x)) + attribute("cy", number(centre.y)) +
           attribute("r", number(radius)) + attribute("fill", fill) + "/>";
}

std::string SvgText::clock(Point centre) {
    return "<g fill=\"none\" stroke=\"#45566b\" stroke-width=\"1.3\"><circle" +
           attribute("cx", number(centre.x)) + attribute("cy", number(centre.y)) +
           " r=\"5\"/><path" +
           attribute("d", "M" + point(centre) + "v-3.2M" + point(centre) + "h2.4") + "/></g>";
}

std::string SvgText::line(const std::string& path, bool dashed, bool arrow) {
    return "<path" + attribute("d", path) +
           " fill=\"none\" stroke=\"#45566b\" stroke-width=\"1.4\"" +
           (dashed ? " stroke-dasharray=\"6 4\"" : "") + (arrow ? " marker-end=\"url(#a)\"" : "") +
           "/>\n";
}

std::string SvgText::text(
    Point at, const TextLine& line, std::string_view anchor, std::string_view colour
) {
    return "<text" + attribute("x", number(at.x)) + attribute("y", number(at.y)) +
           attribute("font-size", number(line.size)) + (line.bold ? " font-weight=\"600\"" : "") +
           attribute("text-anchor", anchor) + attribute("fill", colour) + ">" + escaped(line.text) +
           "</text>\n";
}

std::string SvgText::mark(Mark mark, Point centre, std::string_view ball) {
    switch (mark) {
        case Mark::none: break;
        case Mark::ball: return circle(centre, 4.5, ball);
        case Mark::clock: return clock(centre);
        case Mark::pause: return pause(centre);
    }
    return "";
}

}  // namespace dunghan::diagram
