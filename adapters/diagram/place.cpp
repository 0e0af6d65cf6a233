// The x of every node: each row in turn is moved as close to its neighbours as its order and the
// widths allow; then each line is made straight where there is room for it.
#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

#include "adapters/diagram/grid.h"

namespace dunghan::diagram {
namespace {

constexpr int rounds = 40;
constexpr int straight_rounds = 3;

class Place {
 public:
    explicit Place(Grid& grid) : grid_(grid) {}

    void run() {
        for (const auto& row : grid_.rows) {
            pack(row);
        }
        for (int round = 0; round < rounds; ++round) {
            for (std::size_t row = 0; row < grid_.rows.size(); ++row) {
                pull(grid_.rows[row]);
            }
            for (std::size_t row = grid_.rows.size(); row-- > 0;) {
                pull(grid_.rows[row]);
            }
        }
        note_sides();
        for (int round = 0; round < straight_rounds; ++round) {
            for (const Strand& strand : grid_.strands) {
                straighten(strand.trunk);
                straighten({strand.head.begin(), strand.head.end() - 1});
                straighten(without_boxes(strand));
            }
        }
        for (std::size_t node = 0; node < grid_.nodes.size(); ++node) {
            follow(node);
        }
    }

 private:
    [[nodiscard]] double gap(std::size_t left, std::size_t right) const {
        return grid_.nodes[left].right + node_gap + grid_.nodes[right].left;
    }

    // As close together as possible, around 0.
    void pack(const std::vector<std::size_t>& row) {
        double x = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            x += i == 0 ? 0 : gap(row[i - 1], row[i]);
            grid_.nodes[row[i]].x = x;
        }
        for (const std::size_t node : row) {
            grid_.nodes[node].x -= x / 2;
        }
    }

    void pull(const std::vector<std::size_t>& row) {
        std::vector<double> wished;
        std::vector<double> weights;
        std::vector<double> gaps;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto [x, weight] = wish_of(row[i]);
            wished.push_back(x);
            weights.push_back(weight);
            if (i > 0) {
                gaps.push_back(gap(row[i - 1], row[i]));
            }
        }
        const std::vector<double> found = spread(wished, weights, gaps);
        for (std::size_t i = 0; i < row.size(); ++i) {
            grid_.nodes[row[i]].x = found[i];
        }
    }

    // The trunk, the label and the way on: all of an arrow but its boxes.
    static std::vector<std::size_t> without_boxes(const Strand& strand) {
        std::vector<std::size_t> nodes = strand.trunk;
        nodes.insert(nodes.end(), strand.head.begin() + 1, strand.head.end() - 1);
        return nodes;
    }

    void note_sides() {
        sides_.resize(grid_.nodes.size());
        for (const auto& row : grid_.rows) {
            for (std::size_t i = 1; i < row.size(); ++i) {
                sides_[row[i]].left = row[i - 1];
                sides_[row[i - 1]].right = row[i];
            }
        }
    }

    // A box that one line alone reaches stands at its end.
    void follow(std::size_t box) {
        Node& node = grid_.nodes[box];
        const auto& lines = node.above.empty() ? node.below : node.above;
        if (node.box && node.above.size() + node.below.size() == 1) {
            const Range room = room_of(box);
            if (room.low <= room.high) {
                node.x = std::clamp(grid_.nodes[lines.front()].x, room.low, room.high);
            }
        }
    }

    // One x for all of them, as near to where they are as their neighbours leave room; or nothing.
    void straighten(const std::vector<std::size_t>& chain) {
        Range room;
        double sum = 0;
        for (const std::size_t node : chain) {
            const Range here = room_of(node);
            room = {std::max(room.low, here.low), std::min(room.high, here.high)};
            sum += grid_.nodes[node].x;
        }
        if (room.low <= room.high) {
            const double x =
                std::clamp(sum / static_cast<double>(chain.size()), room.low, room.high);
            for (const std::size_t node : chain) {
                grid_.nodes[node].x = x;
            }
        }
    }

    struct Range {
        double low = std::numeric_limits<double>::lowest();
        double high = std::numeric_limits<double>::max();
    };

    // Where a node may stand between its neighbours of the row.
    [[nodiscard]] Range room_of(std::size_t node) const {
        Range room;
        if (const auto left = sides_[node].left) {
            room.low = grid_.nodes[*left].x + gap(*left, node);
        }
        if (const auto right = sides_[node].right) {
            room.high = grid_.nodes[*right].x - gap(node, *right);
        }
        return room;
    }

    struct Wish {
        double x;
        double weight;
    };

    [[nodiscard]] Wish wish_of(std::size_t index) const {
        const Node& node = grid_.nodes[index];
        double sum = 0;
        double weight = 0;
        for (const auto* side : {&node.above, &node.below}) {
            for (const std::size_t neighbour : *side) {
                const double pull = node.box || grid_.nodes[neighbour].box ? 1 : 6;
                sum += pull * grid_.nodes[neighbour].x;
                weight += pull;
            }
        }
        return weight > 0 ? Wish{sum / weight, weight} : Wish{node.x, 1};
    }

    struct Sides {
        std::optional<std::size_t> left;
        std::optional<std::size_t> right;
    };

    Grid& grid_;
    std::vector<Sides> sides_;  // neighbours of each node in its row
};

// Positions that would not ascend are pooled: they share one, their weighted mean (Ayer et al.
// 1955).
struct Pool {
    double sum = 0;
    double weight = 0;
    std::size_t count = 0;

    [[nodiscard]] double mean() const { return sum / weight; }
};

}  // namespace

std::vector<double> spread(
    const std::vector<double>& wished,
    const std::vector<double>& weights,
    const std::vector<double>& gaps
) {
    std::vector<double> offsets(wished.size(), 0);
    if (!wished.empty()) {
        std::partial_sum(gaps.begin(), gaps.end(), offsets.begin() + 1);
    }
    std::vector<Pool> pools;
    for (std::size_t i = 0; i < wished.size(); ++i) {
        pools.push_back({weights[i] * (wished[i] - offsets[i]), weights[i], 1});
        while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
            const Pool last = pools.back();
            pools.pop_back();
            pools.back().sum += last.sum;
            pools.back().weight += last.weight;
            pools.back().count += last.count;
        }
    }
    std::vector<double> found;
    for (const Pool& pool : pools) {
        for (std::size_t i = 0; i < pool.count; ++i) {
            found.push_back(pool.mean() + offsets[found.size()]);
        }
    }
    return found;
}

void place_nodes(Grid& grid) {
    Place(grid).run();
}

}  // namespace dunghan::diagram
