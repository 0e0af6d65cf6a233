#include "adapters/diagram/svg.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/definition/lookup.h"

#include "adapters/diagram/picture.h"
#include "adapters/diagram/svg_text.h"
#include "adapters/diagram/words.h"

namespace dunghan {
namespace {

using diagram::is_deemed;
using diagram::Leg;
using diagram::Line;
using diagram::Mark;
using diagram::Picture;
using diagram::Point;
using diagram::Size;
using diagram::SvgText;
using diagram::TextBlock;
using diagram::TextLine;

constexpr double margin = 28;
constexpr double head_height = 96;  // title, subtitle, and the dot where it begins
constexpr double legend_height = 26;
constexpr double legend_gap = 20;

std::string_view fill_of(StateProgress progress) {
    switch (progress) {
        case StateProgress::not_started: return "#f1f3f6";
        case StateProgress::in_progress: return "#e6effb";
        case StateProgress::submitted: return "#fff3d9";
        case StateProgress::completed: return "#e0f2e4";
        case StateProgress::cancelled: return "#f6e8e8";
    }
    return "#ffffff";
}

std::string_view colour_of(Role role) {
    switch (role) {
        case Role::holder: return "#1d5cb8";
        case Role::deputy: return "#5f8fdc";
        case Role::head: return "#7438ad";
        case Role::coordinator: return "#b4531a";
        case Role::committee: return "#b01c49";
        case Role::appraiser: return "#0c7768";
        case Role::system: return "#667788";
    }
    return "#667788";
}

class DrawSvg {
 public:
    explicit DrawSvg(const Definition& definition)
        : definition_(definition), picture_(diagram::picture_of(definition)) {
        const TextLine title{definition.name, 20, true, Mark::none};
        width_ =
            std::max({picture_.layout.size.width, width_of(title), width_of(subtitle()), 420.0});
    }

    std::string run() {
        const double legend_top = head_height + picture_.layout.size.height + 34;
        const double legend = draw_legend(legend_top);
        open(legend_top + legend + margin);
        out_ += svg_.text({0, 22}, {definition_.name, 20, true, Mark::none}, "start", "#14243a");
        out_ += svg_.text({0, 44}, subtitle(), "start", "#566579");
        for (const auto& arrow : picture_.layout.arrows) {
            draw(arrow);
        }
        draw_beginning();
        for (std::size_t box = 0; box < picture_.states.size(); ++box) {
            draw_box(box);
        }
        return std::move(out_) + legend_ + "</g>\n</svg>\n";
    }

 private:
    [[nodiscard]] TextLine subtitle() const {
        std::string text = definition_.id + " · phiên bản " + std::to_string(definition_.version) +
                           " · " + words_of(definition_.extension);
        return {std::move(text), 12, false, Mark::none};
    }

    void open(double height) {
        const std::string size = svg_.number(width_ + 2 * margin) + " " + svg_.number(height);
        out_ += "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size +
                "\" role=\"img\" aria-labelledby=\"t d\" font-family=\"system-ui, 'Segoe UI', "
                "'Noto Sans', sans-serif\">\n<title id=\"t\">" +
                svg_.escaped(definition_.name) + "</title>\n<desc id=\"d\">" +
                svg_.escaped(told()) +
                "</desc>\n<defs><marker id=\"a\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" "
                "markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\" "
                "fill=\"#45566b\"/></marker></defs>\n<rect width=\"100%\" height=\"100%\" "
                "fill=\"#ffffff\"/>\n<g transform=\"translate(" +
                svg_.number(margin) + " " + svg_.number(margin / 2) + ")\">\n";
    }

    // Every arrow as a sentence, for those who do not see it.
    [[nodiscard]] std::string told() const {
        std::string text;
        for (const TransitionRule& transition : definition_.transitions) {
            for (const std::string& from : transition.from) {
                text += (text.empty() ? "" : " ") + find_state(definition_, from)->name + " → " +
                        find_state(definition_, transition.to)->name + ": " + transition.name + ".";
            }
        }
        return text;
    }

    // The layout lies in the middle, below the head.
    [[nodiscard]] Point moved(Point point) const {
        return {point.x + (width_ - picture_.layout.size.width) / 2, point.y + head_height};
    }

    void draw_beginning() {
        const Point centre = moved(picture_.layout.boxes.front());
        const double top = centre.y - picture_.chart.boxes.front().height / 2;
        out_ += svg_.circle({centre.x, top - 26}, 5, "#14243a");
        out_ +=
            svg_.line("M" + svg_.point({centre.x, top - 21}) + "V" + svg_.number(top), false, true);
    }

    void draw(const diagram::DrawnArrow& arrow) {
        const TransitionRule& transition = definition_.transitions[arrow.arrow];
        const bool dashed = is_deemed(definition_, transition);
        if (arrow.around) {
            draw_around(arrow, dashed);
        } else {
            for (const Line& line : arrow.lines) {
                out_ += svg_.line(path_of(line), dashed, false);
            }
            out_ += svg_.line(path_of(arrow.head), dashed, true);
        }
        const Size size = picture_.chart.arrows[arrow.arrow].label;
        const Point centre = moved(arrow.label);
        out_ += svg_.rect(centre, size, 4, "#ffffff", "none", 0);
        draw_lines(picture_.labels[arrow.arrow], centre, centre.x, Role::system);
    }

    // Out of the right side of its box and in again, the label outside.
    void draw_around(const diagram::DrawnArrow& arrow, bool dashed) {
        const Size size = picture_.chart.arrows[arrow.arrow].label;
        const Point label = moved(arrow.label);
        const double outside = label.x - size.width / 2 - 4;
        const double box = label.x - size.width / 2 - diagram::loop_reach;
        const double above = label.y - 9;
        const double below = label.y + 9;
        out_ += svg_.line(
            "M" + svg_.point({box, above}) + "C" + svg_.point({outside + 4, above}) + " " +
                svg_.point({outside + 4, below}) + " " + svg_.point({box, below}),
            dashed,
            true
        );
    }

    // Upright in the rows, a bow between them.
    [[nodiscard]] std::string path_of(const Line& line) const {
        std::string path;
        Point before;
        for (const Leg& leg : line) {
            const Point from = moved({leg.x, leg.from_y});
            const Point to = moved({leg.x, leg.to_y});
            if (path.empty()) {
                path = "M" + svg_.point(from);
            } else {
                const double middle = (before.y + from.y) / 2;
                path += "C" + svg_.point({before.x, middle}) + " " + svg_.point({from.x, middle}) +
                        " " + svg_.point(from);
            }
            if (from.y != to.y) {
                path += "V" + svg_.number(to.y);
            }
            before = to;
        }
        return path;
    }

    void draw_box(std::size_t box) {
        const StateRule& state = *picture_.states[box];
        const Size size = picture_.chart.boxes[box];
        const Point centre = moved(picture_.layout.boxes[box]);
        out_ += svg_.rect(centre, size, 9, fill_of(state.progress), "#45566b", 1.4);
        if (is_final(state)) {
            const Size inner{size.width - 6, size.height - 6};
            out_ += svg_.rect(centre, inner, 6, "none", "#45566b", 1);
        }
        draw_lines(
            picture_.boxes[box],
            centre,
            centre.x - size.width / 2 + diagram::box_padding.width,
            state.ball
        );
    }

    // Lines of a box begin at its left, behind their marks; those of a label stand in the middle.
    void draw_lines(const TextBlock& block, Point centre, double left, Role ball) {
        double y = centre.y - block.size().height / 2;
        const bool in_box = left < centre.x;
        for (const TextLine& line : block.lines) {
            y += height_of(line);
            const double base = y - 0.28 * line.size;
            const std::string_view colour = line.bold ? "#14243a" : "#3f4f63";
            out_ += svg_.mark(line.mark, {left + 5, base - 0.36 * line.size}, colour_of(ball));
            const double indent = line.bold ? 0 : diagram::mark_width;
            const Point at = in_box ? Point{left + indent, base} : Point{centre.x, base};
            out_ += svg_.text(at, line, in_box ? "start" : "middle", colour);
        }
    }

    // Only what this picture has. Returns its height.
    double draw_legend(double top) {
        double x = 0;
        double y = top;
        const auto add = [&](const std::string& sign, double sign_width, std::string words) {
            const TextLine line{std::move(words), 12, false, Mark::none};
            const double width = sign_width + width_of(line);
            if (x > 0 && x + width > width_) {
                x = 0;
                y += legend_height;
            }
            legend_ += "<g transform=\"translate(" + svg_.point({x, y}) + ")\">" + sign +
                       svg_.text({sign_width, 4}, line, "start", "#3f4f63") + "</g>\n";
            x += width + legend_gap;
        };
        for (const Role role : roles()) {
            add(svg_.circle({5, 0}, 4.5, colour_of(role)), 14, "chờ " + std::string(words_of(role))
            );
        }
        if (!definition_.terms.empty()) {
            add(svg_.clock({6, 0}), 16, "thời hạn bắt đầu tính");
        }
        if (has_silence()) {
            add(svg_.line("M0 0H34", true, true), 42, "tự chuyển khi im lặng");
        }
        return y - top + legend_height;
    }

    [[nodiscard]] std::vector<Role> roles() const {
        std::vector<Role> found;
        for (const StateRule* state : picture_.states) {
            if (!is_final(*state) && std::ranges::count(found, state->ball) == 0) {
                found.push_back(state->ball);
            }
        }
        return found;
    }

    [[nodiscard]] bool has_silence() const {
        return std::ranges::any_of(definition_.transitions, [&](const auto& transition) {
            return is_deemed(definition_, transition);
        });
    }

    const Definition& definition_;
    Picture picture_;
    SvgText svg_;
    double width_ = 0;
    std::string legend_;
    std::string out_;
};

}  // namespace

std::string draw_svg(const Definition& definition) {
    return DrawSvg(definition).run();
}

}  // namespace dunghan
