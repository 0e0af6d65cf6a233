// The chart as rows of nodes in which every edge joins neighbouring rows: what ordering and placing
// work on. For adapters/diagram only.
//
// Boxes stand in the even rows, labels in the odd ones between. A line that passes a row without
// stopping has a node there too, so that nothing else is put in its way.
#pragma once

#include <cstddef>
#include <vector>

#include "adapters/diagram/chart.h"

namespace dunghan::diagram {

struct Node {
    std::size_t row = 0;
    double left = 0;  // how far it reaches from its x
    double right = 0;
    double height = 0;
    bool box = false;
    std::vector<std::size_t> above;  // neighbours in the row before
    std::vector<std::size_t> below;  // in the row after
    double x = 0;
};

// One part of an arrow as nodes; `trunk` gathers the lines of its boxes on their way to the label.
struct Strand {
    std::size_t arrow = 0;
    std::vector<std::size_t> boxes;
    std::vector<std::size_t> trunk;  // from the farthest box to the label, label last
    std::vector<std::size_t> head;   // from the label to the box pointed at, both included
    bool up = false;
};

// Labels beside a box, of arrows into itself.
struct Loop {
    std::size_t arrow = 0;
    std::size_t box = 0;
};

struct Grid {
    std::vector<Node> nodes;  // boxes first, as in the chart
    std::vector<std::vector<std::size_t>> rows;
    std::vector<Strand> strands;
    std::vector<Loop> loops;
};

// Space between neighbours of a row.
inline constexpr double node_gap = 22;

[[nodiscard]] Grid make_grid(const Chart& chart);

// The node of the trunk to which the line of `box` goes.
[[nodiscard]] std::size_t trunk_node_beside(
    const Grid& grid, const Strand& strand, std::size_t box
);

// Puts the nodes of each row in an order in which few lines cross.
void order_rows(Grid& grid);

// Gives every node its x: in that order, without overlap, lines as straight as they can be.
void place_nodes(Grid& grid);

// Positions closest to the wished ones (least squares, weighted) that ascend by at least the gaps:
// gaps[i] lies between i and i + 1.
[[nodiscard]] std::vector<double> spread(
    const std::vector<double>& wished,
    const std::vector<double>& weights,
    const std::vector<double>& gaps
);

}  // namespace dunghan::diagram
