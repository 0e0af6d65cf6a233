// Rows get their height, lines their way from port to port.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "adapters/diagram/chart.h"
#include "adapters/diagram/grid.h"

namespace dunghan::diagram {
namespace {

constexpr double row_gap_min = 28;
constexpr double row_gap_max = 60;
constexpr double port_gap = 12;    // between lines at one side of a box
constexpr double port_part = 0.8;  // of a box's side that lines may meet

struct Band {
    double top = 0;
    double bottom = 0;

    [[nodiscard]] double middle() const { return (top + bottom) / 2; }
};

class LayOut {
 public:
    explicit LayOut(const Chart& chart) : chart_(chart), grid_(make_grid(chart)) {
        order_rows(grid_);
        place_nodes(grid_);
    }

    Layout run() {
        shift_to_zero();
        stack_rows();
        set_ports();
        for (std::size_t box = 0; box < chart_.boxes.size(); ++box) {
            layout_.boxes.push_back({grid_.nodes[box].x, band_of(box).middle()});
        }
        for (const Strand& strand : grid_.strands) {
            draw(strand);
        }
        for (const Loop& loop : grid_.loops) {
            draw(loop);
        }
        return std::move(layout_);
    }

 private:
    void shift_to_zero() {
        double left = std::numeric_limits<double>::max();
        double right = std::numeric_limits<double>::lowest();
        for (const Node& node : grid_.nodes) {
            left = std::min(left, node.x - node.left);
            right = std::max(right, node.x + node.right);
        }
        for (Node& node : grid_.nodes) {
            node.x -= left;
        }
        layout_.size.width = std::max(0.0, right - left);
    }

    void stack_rows() {
        double y = 0;
        for (const auto& row : grid_.rows) {
            double height = 0;
            double bend = 0;  // of the widest line below
            for (const std::size_t index : row) {
                const Node& node = grid_.nodes[index];
                height = std::max(height, node.height);
                for (const std::size_t below : node.below) {
                    bend = std::max(bend, std::abs(grid_.nodes[below].x - node.x));
                }
            }
            bands_.push_back({y, y + height});
            y += height + std::clamp(bend / 10, row_gap_min, row_gap_max);
        }
        layout_.size.height = bands_.empty() ? 0 : bands_.back().bottom;
    }

    [[nodiscard]] const Band& band_of(std::size_t node) const {
        return bands_[grid_.nodes[node].row];
    }

    // Lines meet a box as near as possible to where they come from, each at a place of its own.
    void set_ports() {
        for (std::size_t box = 0; box < chart_.boxes.size(); ++box) {
            set_ports(box, grid_.nodes[box].above);
            set_ports(box, grid_.nodes[box].below);
        }
    }

    void set_ports(std::size_t box, std::vector<std::size_t> neighbours) {
        const double reach = port_part * chart_.boxes[box].width / 2;
        std::ranges::sort(neighbours, {}, [&](std::size_t node) { return grid_.nodes[node].x; });
        const auto count = static_cast<double>(neighbours.size());
        const double gap = count > 1 ? std::min(port_gap, 2 * reach / (count - 1)) : 0;
        std::vector<double> wished;
        for (std::size_t i = 0; i < neighbours.size(); ++i) {
            const auto from_left = static_cast<double>(i) * gap;
            const auto from_right = (count - 1 - static_cast<double>(i)) * gap;
            const double x = grid_.nodes[neighbours[i]].x - grid_.nodes[box].x;
            wished.push_back(std::clamp(x, -reach + from_left, reach - from_right));
        }
        const std::vector<double> weights(wished.size(), 1);
        const std::vector<double> gaps(wished.empty() ? 0 : wished.size() - 1, gap);
        const std::vector<double> found = spread(wished, weights, gaps);
        for (std::size_t i = 0; i < neighbours.size(); ++i) {
            ports_[{box, neighbours[i]}] = grid_.nodes[box].x + found[i];
        }
    }

    void draw(const Strand& strand) {
        DrawnArrow drawn;
        drawn.arrow = strand.arrow;
        const std::size_t label = strand.trunk.back();
        drawn.label = {grid_.nodes[label].x, band_of(label).middle()};
        for (const std::size_t box : strand.boxes) {
            const std::size_t joined = trunk_node_beside(grid_, strand, box);
            const Leg end = joined == label ? into(label, strand.up) : entry(joined, strand.up);
            drawn.lines.push_back({out_of(box, joined, strand.up), end});
        }
        for (std::size_t i = 0; i < strand.trunk.size() && strand.trunk.size() > 1; ++i) {
            if (i == 0) {
                drawn.lines.emplace_back();
            }
            const bool last = i + 1 == strand.trunk.size();
            drawn.lines.back().push_back(
                last ? into(label, strand.up) : through(strand.trunk[i], strand.up)
            );
        }
        drawn.head = head_of(strand);
        layout_.arrows.push_back(std::move(drawn));
    }

    [[nodiscard]] Line head_of(const Strand& strand) const {
        Line line{out_of(strand.head.front(), strand.head[1], strand.up)};
        for (std::size_t i = 1; i + 1 < strand.head.size(); ++i) {
            line.push_back(through(strand.head[i], strand.up));
        }
        const std::size_t box = strand.head.back();
        Leg arrival = out_of(box, strand.head[strand.head.size() - 2], !strand.up);
        std::swap(arrival.from_y, arrival.to_y);
        line.push_back(arrival);
        return line;
    }

    // From the edge of a box or label to the edge of its row.
    [[nodiscard]] Leg out_of(std::size_t node, std::size_t towards, bool up) const {
        const Band& band = band_of(node);
        const double height =
            grid_.nodes[node].box ? chart_.boxes[node].height : grid_.nodes[node].height;
        const double edge = band.middle() + (up ? -height / 2 : height / 2);
        const auto port = ports_.find({node, towards});
        const double x = port == ports_.end() ? grid_.nodes[node].x : port->second;
        return {x, edge, up ? band.top : band.bottom};
    }

    // Where the trunk enters a row.
    [[nodiscard]] Leg entry(std::size_t node, bool up) const {
        const double edge = through(node, up).from_y;
        return {grid_.nodes[node].x, edge, edge};
    }

    // From the edge of the row to the edge of a label.
    [[nodiscard]] Leg into(std::size_t node, bool up) const {
        Leg leg = out_of(node, node, !up);
        std::swap(leg.from_y, leg.to_y);
        return leg;
    }

    [[nodiscard]] Leg through(std::size_t node, bool up) const {
        const Band& band = band_of(node);
        return {grid_.nodes[node].x, up ? band.bottom : band.top, up ? band.top : band.bottom};
    }

    // Labels of one box stand below each other.
    void draw(const Loop& loop) {
        const Size label = chart_.arrows[loop.arrow].label;
        double all = 0;
        double before = 0;
        for (const Loop& other : grid_.loops) {
            if (other.box == loop.box) {
                before += &other < &loop ? chart_.arrows[other.arrow].label.height : 0;
                all += chart_.arrows[other.arrow].label.height;
            }
        }
        DrawnArrow drawn;
        drawn.arrow = loop.arrow;
        drawn.around = true;
        drawn.label = {
            grid_.nodes[loop.box].x + chart_.boxes[loop.box].width / 2 + loop_reach +
                label.width / 2,
            band_of(loop.box).middle() - all / 2 + before + label.height / 2};
        layout_.arrows.push_back(std::move(drawn));
    }

    const Chart& chart_;
    Grid grid_;
    std::vector<Band> bands_;
    std::map<std::pair<std::size_t, std::size_t>, double> ports_;  // x, by (box, neighbour)
    Layout layout_;
};

}  // namespace

Layout lay_out(const Chart& chart) {
    return LayOut(chart).run();
}

}  // namespace dunghan::diagram
