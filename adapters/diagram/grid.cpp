#include "adapters/diagram/grid.h"

#include <algorithm>

namespace dunghan::diagram {
namespace {

constexpr double line_reach = 5;  // half the width kept free around a line that passes

class MakeGrid {
 public:
    explicit MakeGrid(const Chart& chart) : chart_(chart) {}

    Grid make() {
        layers_.assign(chart_.boxes.size(), 0);
        for (std::size_t box = 0; box < chart_.boxes.size(); ++box) {
            lower_neighbours_of(box);
        }
        for (std::size_t box = 0; box < chart_.boxes.size(); ++box) {
            const Size size = chart_.boxes[box];
            const double half = size.width / 2;
            add({2 * layers_[box], half, half, size.height, true, {}, {}, 0});
        }
        for (std::size_t arrow = 0; arrow < chart_.arrows.size(); ++arrow) {
            add_arrow(arrow);
        }
        return std::move(grid_);
    }

 private:
    // Whatever an arrow joins stands in different rows, the later box below. Boxes come in order,
    // so the layer of `box` is settled when those behind it are moved below it.
    void lower_neighbours_of(std::size_t box) {
        for (const Arrow& arrow : chart_.arrows) {
            for (const std::size_t from : arrow.from) {
                const auto [first, second] = std::minmax(from, arrow.to);
                if (first == box && second != box) {
                    layers_[second] = std::max(layers_[second], layers_[box] + 1);
                }
            }
        }
    }

    std::size_t add(Node node) {
        const std::size_t index = grid_.nodes.size();
        if (grid_.rows.size() <= node.row) {
            grid_.rows.resize(node.row + 1);
        }
        grid_.rows[node.row].push_back(index);
        grid_.nodes.push_back(std::move(node));
        return index;
    }

    std::size_t add_passing(std::size_t row) {
        return add({row, line_reach, line_reach, 0, false, {}, {}, 0});
    }

    void join(std::size_t upper, std::size_t lower) {
        grid_.nodes[upper].below.push_back(lower);
        grid_.nodes[lower].above.push_back(upper);
    }

    // From `one` towards the row of `other`, one row at a time.
    void join_next(std::size_t one, std::size_t other) {
        const bool down = grid_.nodes[one].row < grid_.nodes[other].row;
        down ? join(one, other) : join(other, one);
    }

    void add_arrow(std::size_t index) {
        const Arrow& arrow = chart_.arrows[index];
        std::vector<std::size_t> above;
        std::vector<std::size_t> below;
        for (const std::size_t from : arrow.from) {
            if (from == arrow.to) {
                add_loop(index, from);
            } else {
                (layers_[from] < layers_[arrow.to] ? above : below).push_back(from);
            }
        }
        // Nearest to the label last.
        std::ranges::stable_sort(above, {}, [&](std::size_t box) { return layers_[box]; });
        std::ranges::stable_sort(below, std::greater{}, [&](std::size_t box) {
            return layers_[box];
        });
        add_strand(index, above, false);
        add_strand(index, below, true);
    }

    void add_loop(std::size_t arrow, std::size_t box) {
        const Size label = chart_.arrows[arrow].label;
        Node& node = grid_.nodes[box];
        const double half = chart_.boxes[box].width / 2;
        double stacked = label.height;
        for (const Loop& loop : grid_.loops) {
            stacked += loop.box == box ? chart_.arrows[loop.arrow].label.height : 0;
        }
        node.right = std::max(node.right, half + loop_reach + label.width);
        node.height = std::max(node.height, stacked);
        grid_.loops.push_back({arrow, box});
    }

    void add_strand(std::size_t arrow, const std::vector<std::size_t>& boxes, bool up) {
        if (boxes.empty()) {
            return;
        }
        Strand strand{arrow, boxes, {}, {}, up};
        const auto towards = [up](std::size_t row) { return up ? row - 1 : row + 1; };
        const std::size_t label_row = towards(2 * layers_[boxes.back()]);
        for (std::size_t row = towards(2 * layers_[boxes.front()]); row != label_row;
             row = towards(row)) {
            strand.trunk.push_back(add_passing(row));
        }
        const Size size = chart_.arrows[arrow].label;
        strand.trunk.push_back(
            add({label_row, size.width / 2, size.width / 2, size.height, false, {}, {}, 0})
        );
        join_trunk(strand);
        const std::size_t target = chart_.arrows[arrow].to;
        strand.head.push_back(strand.trunk.back());
        for (std::size_t row = towards(label_row); row != grid_.nodes[target].row;
             row = towards(row)) {
            strand.head.push_back(add_passing(row));
        }
        strand.head.push_back(target);
        for (std::size_t i = 1; i < strand.head.size(); ++i) {
            join_next(strand.head[i - 1], strand.head[i]);
        }
        grid_.strands.push_back(std::move(strand));
    }

    void join_trunk(const Strand& strand) {
        for (std::size_t i = 1; i < strand.trunk.size(); ++i) {
            join_next(strand.trunk[i - 1], strand.trunk[i]);
        }
        for (const std::size_t box : strand.boxes) {
            join_next(box, trunk_node_beside(grid_, strand, box));
        }
    }

    const Chart& chart_;
    Grid grid_;
    std::vector<std::size_t> layers_;
};

}  // namespace

std::size_t trunk_node_beside(const Grid& grid, const Strand& strand, std::size_t box) {
    const std::size_t row = grid.nodes[box].row;
    const std::size_t wanted = strand.up ? row - 1 : row + 1;
    return *std::ranges::find(strand.trunk, wanted, [&](std::size_t node) {
        return grid.nodes[node].row;
    });
}

Grid make_grid(const Chart& chart) {
    return MakeGrid(chart).make();
}

}  // namespace dunghan::diagram
